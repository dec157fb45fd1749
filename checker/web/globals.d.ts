// What the scripts of a page find that no module gives them.

/** Python's worker, with what it has said before anyone listened. */
interface StartedWorker extends Worker {
  said: Event[];
}

/** Given by theme/inline/ahead.js. */
declare var textsAhead: Map<string, Promise<string | null>>;
declare var startPython: (hung: boolean) => StartedWorker;

interface Navigator {
  /** Only some browsers have it. */
  connection?: { saveData: boolean };
}
