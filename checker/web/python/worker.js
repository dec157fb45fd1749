// The worker: has Python started with the engine, gives it the policies that are asked about, and passes JSON through.
// It is one page's own, or is shared: then it was begun on a page before, and pages come and go.

/** @import { Begin, Digested, EngineState, FromWorker, Listed, Parcel, Question, ToWorker } from "../contract" */
/** @import { Ahead, StartedClerk } from "./python.js" */

import { fetchText, reasonOf } from "./assets.js";
import { fetchForm } from "./packed.js";
import { startClerk } from "./python.js";

/** How long (ms) a verdict waits for an earlier version of its policy. */
const PATIENCE = 3_000;

/**
 * The clerk who is asked.
 *
 * @type {Promise<StartedClerk> | undefined}
 */
let clerk;
/**
 * What has come of the start; null before it, and after one that failed.
 *
 * @type {Promise<FromWorker> | null}
 */
let begun = null;
/**
 * Where Python is, for pages that come later.
 *
 * @type {Exclude<EngineState, "late" | "failed">}
 */
let state = "starting";
/**
 * Who listens: the page, or the pages that share this worker.
 *
 * @type {Set<Pick<MessagePort, "postMessage">>}
 */
const listening = new Set();
/** @type {Ahead} */
const ahead = new Map();
/** @type {Map<string, (bytes: ArrayBuffer | null) => void>} */
const arrived = new Map();
/** @type {Map<string, string | Promise<string>>} */
const fetched = new Map();

/** Whether Python can run here: not where WebAssembly is missing, or the host's own policy forbids it. */
function allowsWasm() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

/**
 * All that there is of a policy, fetched once.
 *
 * @param {Digested} parcel
 */
async function parcelOf({ file, digest }) {
  const known = fetched.get(file) ?? fetchText(file, digest);
  fetched.set(file, known);
  return known;
}

/**
 * The model of a released version; empty where there is none or it cannot be had, which the verdict then says.
 *
 * @param {Listed} policy
 * @param {string} [version]
 */
async function formerModel(policy, version) {
  if (!version) return "";
  /** @type {Parcel} */
  const { releases } = JSON.parse(await parcelOf(policy));
  if (!Object.hasOwn(releases, version)) return "";
  const { file, digest } = releases[version];
  /** @type {Promise<string>} */
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, ""));
  return Promise.race([late, fetchText(policy.file.replace(/[^/]*$/, file), digest)]).catch(() => "");
}

/**
 * @param {Begin} given
 * @returns {Promise<FromWorker>}
 */
async function start({ bundle, hung, alone }) {
  if (!allowsWasm()) return { state: "failed", reason: "forbidden" };
  for (const [path, forms] of hung ? [] : Object.entries(bundle.ahead)) {
    ahead.set(path, alone ? fetchForm(forms, bundle.digests).catch(() => null) : new Promise((resolve) => arrived.set(path, resolve)));
  }
  clerk = startClerk(bundle, ahead, hung, wakes);
  await clerk;
  state = "ready";
  return { state };
}

/**
 * Start once, whoever asks for it.
 *
 * @param {Begin} given
 */
function begin(given) {
  begun ??= start(given).catch((error) => {
    begun = null;
    throw error;
  });
  return begun;
}

function wakes() {
  state = "waking";
  for (const port of listening) port.postMessage({ state });
}

/**
 * What `ask` gives for a clerk who has learned the policy. One who fails is replaced, as long as there is another.
 *
 * @template T
 * @param {Listed} policy
 * @param {(clerk: StartedClerk) => T} ask
 * @returns {Promise<T>}
 */
async function withClerk(policy, ask) {
  const parcel = await parcelOf(policy);
  const asked = clerk;
  const found = await asked;
  if (!found) throw new Error("Python was asked before it was started");
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

/**
 * @param {Question} question
 * @returns {Promise<FromWorker>}
 */
async function answer({ id, request, policy, version }) {
  const former = await formerModel(policy, version);
  return { id, reply: await withClerk(policy, ({ reply }) => reply(request, former)) };
}

/** @param {ToWorker} message */
async function handle(message) {
  if ("bundle" in message) return begin(message);
  if ("id" in message) return answer(message);
  if ("path" in message) {
    arrived.get(message.path)?.(message.bytes);
    return null;
  }
  if (message.parcel) fetched.set(message.policy.file, message.parcel);
  if (clerk) await withClerk(message.policy, () => {});
  return null;
}

/**
 * Answer whatever comes by this port, or from the page itself.
 *
 * @param {MessagePort | typeof self} port
 */
function listen(port) {
  listening.add(port);
  port.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
    try {
      const said = await handle(data);
      if (said) port.postMessage(said);
    } catch (error) {
      console.error(error);
      port.postMessage({ state: "failed", reason: reasonOf(error) });
    }
  };
}

if ("onconnect" in self) {
  addEventListener("connect", (event) => {
    const [port] = /** @type {MessageEvent} */ (event).ports;
    if (state !== "ready") port.postMessage({ state }); // that it is ready is the answer to whoever begins
    listen(port);
  });
} else listen(self);
