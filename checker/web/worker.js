// The worker: has Python started with the engine, gives it the policies that are asked about, and passes JSON through.

import { fetchText } from "./assets.js";
import { startClerk } from "./python.js";

/** How long (ms) a verdict waits for an earlier version of its policy. */
const PATIENCE = 3_000;

/** The clerk who is asked, as a promise. */
let clerk;
const ahead = new Map();
const arrived = new Map();
const fetched = new Map();

/** Whether Python can run here: not where WebAssembly is missing, or the host's own policy forbids it. */
function allowsWasm() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

/** All that there is of a policy, fetched once. */
async function parcelOf({ file, digest }) {
  if (!fetched.has(file)) fetched.set(file, fetchText(file, digest));
  return fetched.get(file);
}

/** The model of a released version; empty where there is none or it cannot be had, which the verdict then says. */
async function formerModel(policy, version) {
  if (!version) return "";
  const { releases } = JSON.parse(await parcelOf(policy));
  if (!Object.hasOwn(releases, version)) return "";
  const { file, digest } = releases[version];
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, ""));
  return Promise.race([late, fetchText(policy.file.replace(/[^/]*$/, file), digest)]).catch(() => "");
}

async function start({ bundle, hung }) {
  if (!allowsWasm()) return { state: "failed", reason: "forbidden" };
  for (const path of hung ? [] : Object.keys(bundle.ahead)) ahead.set(path, new Promise((resolve) => arrived.set(path, resolve)));
  clerk = startClerk(bundle, ahead, hung);
  await clerk;
  return { state: "ready" };
}

/** What `ask` gives for a clerk who has learned the policy. One who fails is replaced, as long as there is another. */
async function withClerk(policy, ask) {
  const parcel = await parcelOf(policy);
  const asked = clerk;
  const found = await asked;
  try {
    if (!found.learned.has(policy.file)) found.learn(parcel);
    found.learned.add(policy.file);
    return ask(found);
  } catch (error) {
    if (!found.next) throw error;
    console.warn("Python starts anew, by another way:", error);
    if (clerk === asked) clerk = found.next();
    return withClerk(policy, ask);
  }
}

async function answer({ id, request, policy, version }) {
  const former = await formerModel(policy, version);
  return { id, reply: await withClerk(policy, ({ reply }) => reply(request, former)) };
}

async function handle(message) {
  if (message.bundle) return start(message);
  if (message.id) return answer(message);
  if (message.parcel) fetched.set(message.policy.file, message.parcel);
  if (message.path) arrived.get(message.path)?.(message.bytes);
  else if (clerk) await withClerk(message.policy, () => {});
  return null;
}

self.onmessage = async ({ data }) => {
  try {
    const said = await handle(data);
    if (said) self.postMessage(said);
  } catch (error) {
    console.error(error);
    self.postMessage({ state: "failed", reason: error.reason ?? "broken" });
  }
};
