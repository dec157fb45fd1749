// The worker: has Python started with the engine and the library, then passes JSON through.

import { fetchChecked } from "./assets.js";
import { startClerk } from "./python.js";

/** How long (ms) a verdict waits for an earlier version of its policy. */
const PATIENCE = 3_000;

let clerk;

/** Whether Python can run here: not where WebAssembly is missing, or the host's own policy forbids it. */
function allowsWasm() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

/** The model of an earlier version; empty where there is none or it cannot be had, which the verdict then says. */
async function modelText(model) {
  if (!model) return "";
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, new ArrayBuffer(0)));
  const bytes = await Promise.race([late, fetchChecked(...model)]).catch(() => new ArrayBuffer(0));
  return new TextDecoder().decode(bytes);
}

async function handle({ bundle, id, request, model }) {
  if (!bundle) return { id, reply: clerk.reply(request, await modelText(model)) };
  if (!allowsWasm()) return { state: "failed", reason: "forbidden" };
  clerk = await startClerk(bundle);
  return { state: "ready" };
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(await handle(data));
  } catch (error) {
    console.error(error);
    self.postMessage({ state: "failed", reason: error.reason ?? "broken" });
  }
};
