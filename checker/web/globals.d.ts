// What the scripts of a page find that no module gives them.

/** Python's worker, or the way to one that is `shared`, with what it has said before anyone listened. */
interface StartedWorker {
  said: Event[];
  shared: boolean;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: unknown, handed?: Transferable[]): void;
  terminate(): void;
}

/** Given by theme/inline/ahead.js. */
declare var textsAhead: Map<string, Promise<string | null>>;
declare var startPython: (hung: boolean) => StartedWorker;

/** Not every browser has it. */
declare var scheduler: { yield?: () => Promise<void> } | undefined;

interface Document {
  /** Only Chromium has it. */
  prerendering?: boolean;
}

interface Navigator {
  /** Only some browsers have it. */
  connection?: { saveData: boolean; effectiveType?: string; downlink?: number };
}
