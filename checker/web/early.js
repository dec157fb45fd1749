// Python starts as soon as the page's head is there: it takes longer than to read and draw the rest.

import { startEngine } from "./engine.js";
import { savesData } from "./offline.js";

const written = document.getElementById("checker-bundle");

/** What the page was built with: the files of the checker. */
export const bundle = JSON.parse(written.textContent);

const start = () => startEngine(bundle, Number(written.dataset.patience));

let early = savesData() ? null : start();

/** An engine: the one that was started with the page, then a new one each time. */
export function takeEngine() {
  const engine = early ?? start();
  early = null;
  return engine;
}
