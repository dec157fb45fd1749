// The page's address, which holds its whole state. It is written a moment after what it says is shown: that costs a browser
// more than all that is drawn, and nobody waits for it. Whatever the visitor does next comes after it, leaving the page too.

/** How long (ms): the screen's next two beats, and what a slow machine needs to draw. */
const MOMENT = 60;

/** What can lead away from the page, or back in its history. */
const LEAVING = ["pointerdown", "keydown", "click", "beforeunload", "pagehide"];

/**
 * The answers, as a fragment, and the fact that is being changed.
 *
 * @typedef {{ fragment: string, editing: string | null }} Place
 */

/** @type {(Place & { done: () => void, timer: ReturnType<typeof setTimeout> }) | null} */
let pending = null;

/**
 * Where the page is, by what is still to be written too.
 *
 * @returns {Place}
 */
export const readAddress = () => pending ?? { fragment: location.hash, editing: history.state?.editing ?? null };

/**
 * Go to another state, as a step of the browser's history. `done` is called once the address says so.
 *
 * @param {string} fragment
 * @param {string | null} editing
 * @param {() => void} done
 */
export function writeAddress(fragment, editing, done) {
  write();
  pending = { fragment, editing, done, timer: setTimeout(write, MOMENT) };
  for (const event of LEAVING) addEventListener(event, write, { capture: true });
}

/** Whether the address says where the page is. */
export const isWritten = () => pending === null;

function write() {
  const dropped = drop();
  if (!dropped) return;
  history.pushState({ editing: dropped.editing }, "", location.pathname + location.search + dropped.fragment);
  dropped.done();
}

function drop() {
  const dropped = pending;
  clearTimeout(dropped?.timer);
  for (const event of LEAVING) removeEventListener(event, write, { capture: true });
  pending = null;
  return dropped;
}

addEventListener("popstate", drop);
