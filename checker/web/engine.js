// Python in a Web Worker, as a promise: start it, ask it, know when it fails.

/* global startPython */

/** How long (ms) Python may take to wake up from its image, once all is there: a hundred times what it needs. */
const WAKING = 5_000;

/**
 * Start Python, or take over the one that the page's head has started. Gives { listen(hear), where `hear` is told its
 * state, now and whenever that changes: "starting", "ready", "late" (not ready after `patience` milliseconds, but still
 * trying) or "failed" with the reason: one of AssetFault's, "forbidden" (no WebAssembly), "script" (the worker's own could
 * not be had), "silent" (no reply within `patience`) or "broken"; prepare(policy), which has the files of a policy
 * fetched; ask(request, policy) → Promise of the reply, null if it fails; stop() }. `policy` is one of those listed.
 */
export function startEngine(patience) {
  const waiting = new Map();
  let count = 0;
  let state = ["starting"];
  let listener = null;
  let asked = {};
  const late = setTimeout(turn, patience, "late");
  let waking = null;
  let worker = openWorker(hear, fail, false);

  function turn(...into) {
    state = into;
    listener?.(...state);
  }

  function listen(hear) {
    listener = hear;
    listener(...state);
  }

  function hear({ data: { state: became, reason, id, reply } }) {
    if (became === "failed") return fail(reason);
    clearTimeout(waking);
    if (became === "waking") {
      waking = setTimeout(startAnew, WAKING);
      return;
    }
    clearTimeout(late);
    if (became) return turn(became);
    clearTimeout(waiting.get(id)?.timer);
    waiting.get(id)?.resolve(JSON.parse(reply));
    waiting.delete(id);
  }

  /** Nothing else ends a Python that never comes back. */
  function startAnew() {
    worker.terminate();
    worker = openWorker(hear, fail, true);
  }

  function fail(reason) {
    stop();
    turn("failed", reason);
    for (const { resolve } of waiting.values()) resolve(null);
    waiting.clear();
  }

  const prepare = (policy) => worker?.postMessage({ policy });

  /** The same twice in a row is asked once. Not so a comparison: its file may not have been to be had the first time. */
  function ask(request, policy) {
    const text = JSON.stringify(request);
    const version = request.link?.version;
    if (version || asked.text !== text) asked = { text, reply: send({ request: text, policy, version }) };
    return asked.reply;
  }

  function send(question) {
    return new Promise((resolve) => {
      waiting.set(++count, { resolve, timer: setTimeout(() => fail("silent"), patience) });
      worker.postMessage({ id: count, ...question });
    });
  }

  function stop() {
    clearTimeout(late);
    clearTimeout(waking);
    for (const { timer } of waiting.values()) clearTimeout(timer);
    worker?.terminate();
  }

  return { listen, prepare, ask, stop };
}

/** The worker; null where the browser refuses one. `fail` hears that there is none. */
function openWorker(hear, fail, hung) {
  try {
    const worker = startPython(hung);
    worker.onmessage = hear;
    worker.onerror = () => fail("script");
    for (const event of worker.said) setTimeout(() => worker[`on${event.type}`](event));
    return worker;
  } catch {
    setTimeout(fail, 0, "script");
    return null;
  }
}
