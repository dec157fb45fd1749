// The worker: has Python started with the engine, gives it the policies that are asked about, and passes JSON through.

/** Imported in this manner since Firefox says nothing of a worker one of whose imports is missing. */
const scripts = Promise.all([import("./assets.js"), import("./python.js")]).catch((error) => {
  throw Object.assign(error, { reason: "script" });
});

/** How long (ms) a verdict waits for an earlier version of its policy. */
const PATIENCE = 3_000;

let clerk;
const ahead = new Map();
const arrived = new Map();
const fetched = new Map();
const learned = new Set();

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
  const [{ fetchChecked }] = await scripts;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, new ArrayBuffer(0)));
  const bytes = await Promise.race([late, fetchChecked(...model)]).catch(() => new ArrayBuffer(0));
  return new TextDecoder().decode(bytes);
}

/** The model and the words of a policy, fetched once. */
async function textsOf({ folder, files, digests }) {
  const [{ fetchChecked }] = await scripts;
  const text = async (path) => new TextDecoder().decode(await fetchChecked(path, digests[path]));
  if (!fetched.has(folder)) fetched.set(folder, Promise.all(files.map(text)));
  return fetched.get(folder);
}

async function start(bundle) {
  if (!allowsWasm()) return { state: "failed", reason: "forbidden" };
  for (const path of Object.keys(bundle.ahead)) ahead.set(path, new Promise((resolve) => arrived.set(path, resolve)));
  const [, { startClerk }] = await scripts;
  clerk = await startClerk(bundle, ahead);
  return { state: "ready" };
}

async function answer({ id, request, policy, model }) {
  const [texts, former] = await Promise.all([textsOf(policy), modelText(model)]);
  if (!learned.has(policy.folder)) clerk.learn(...texts);
  learned.add(policy.folder);
  return { id, reply: clerk.reply(request, former) };
}

async function handle(message) {
  if (message.bundle) return start(message.bundle);
  if (message.id) return answer(message);
  if (message.path) arrived.get(message.path)?.(message.bytes);
  else await textsOf(message.policy);
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
