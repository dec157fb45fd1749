// The worker: has Python started with the engine and the library, then passes JSON through.

import { startClerk } from "./python.mjs";

let clerk;

/** Whether Python can run here: not where WebAssembly is missing, or the host's own policy forbids it. */
function allowsWasm() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

async function handle({ bundle, id, request }) {
  if (!bundle) return { id, reply: clerk.reply(request) };
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
