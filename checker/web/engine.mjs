// Python in a Web Worker, as a promise: start it, ask it, know when it fails.

const PATIENCE = 10_000;

/**
 * Start Python with the files of `bundle`. `onState` hears "starting", "ready", "slow" (still trying) or "failed".
 * Gives { ask(request) → Promise of the reply, stop() }.
 */
export function startEngine(bundle, onState) {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
  const waiting = new Map();
  let count = 0;
  const timer = setTimeout(() => onState("slow"), PATIENCE);
  const settle = (state) => {
    clearTimeout(timer);
    onState(state);
  };
  worker.onerror = () => settle("failed");
  worker.onmessage = ({ data: { state, id, reply } }) => {
    if (state) return settle(state);
    waiting.get(id)?.(JSON.parse(reply));
    waiting.delete(id);
  };
  worker.postMessage({ bundle });
  onState("starting");
  return {
    ask: (request) =>
      new Promise((resolve) => {
        waiting.set(++count, resolve);
        worker.postMessage({ id: count, request: JSON.stringify(request) });
      }),
    stop() {
      clearTimeout(timer);
      worker.terminate();
    },
  };
}
