// Python in a Web Worker, as a promise: start it, ask it, know when it fails.

/* global startPython */

/**
 * Start Python, or take over the one that the page's head has started. Gives { listen(hear), where `hear` is told its
 * state, now and whenever that changes: "starting", "ready", "late" (not ready after `patience` milliseconds, but still
 * trying) or "failed" with the reason: one of AssetFault's, "forbidden" (no WebAssembly), "script" (the worker's own could
 * not be had), "silent" (no reply within `patience`) or "broken"; prepare(policy), which has the files of a policy
 * fetched; ask(request, policy, model) → Promise of the reply, null if it fails; stop() }. `policy` is one of the page's
 * bundle; `model` is null, or the file of an earlier version of it as [path, digest].
 */
export function startEngine(patience) {
  const waiting = new Map();
  let count = 0;
  let state = ["starting"];
  let listener = null;
  const late = setTimeout(turn, patience, "late");
  const worker = openWorker(hear, fail);

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
    clearTimeout(late);
    if (became) return turn(became);
    clearTimeout(waiting.get(id)?.timer);
    waiting.get(id)?.resolve(JSON.parse(reply));
    waiting.delete(id);
  }

  function fail(reason) {
    stop();
    turn("failed", reason);
    for (const { resolve } of waiting.values()) resolve(null);
    waiting.clear();
  }

  const prepare = (policy) => worker?.postMessage({ policy });

  function ask(request, policy, model) {
    return new Promise((resolve) => {
      waiting.set(++count, { resolve, timer: setTimeout(() => fail("silent"), patience) });
      worker.postMessage({ id: count, request: JSON.stringify(request), policy, model });
    });
  }

  function stop() {
    clearTimeout(late);
    for (const { timer } of waiting.values()) clearTimeout(timer);
    worker?.terminate();
  }

  return { listen, prepare, ask, stop };
}

/** The worker; null where the browser refuses one. `fail` hears that there is none. */
function openWorker(hear, fail) {
  try {
    const worker = startPython();
    worker.onmessage = hear;
    worker.onerror = () => fail("script");
    for (const event of worker.said) setTimeout(() => worker[`on${event.type}`](event));
    return worker;
  } catch {
    setTimeout(fail, 0, "script");
    return null;
  }
}
