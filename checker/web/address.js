// The page's address, which holds its whole state. It is written a moment after what it says is shown: that costs a browser
// more than all that is drawn, and nobody waits for it.

/** How long (ms): the screen's next two beats, and what a slow machine needs to draw. */
const MOMENT = 60;

let pending = null;

/** Where the page is: { fragment, editing }, the answers and the fact that is being changed, of what is still to be written too. */
export const readAddress = () => pending ?? { fragment: location.hash, editing: history.state?.editing };

/** Go to another state, as a step of the browser's history. `done` is called once the address says so. */
export function writeAddress(fragment, editing, done) {
  write();
  pending = { fragment, editing, done, timer: setTimeout(write, MOMENT) };
}

/** Whether the address says where the page is. */
export const isWritten = () => pending === null;

function write() {
  if (!pending) return;
  const { fragment, editing, done } = drop();
  history.pushState({ editing }, "", location.pathname + location.search + fragment);
  done();
}

function drop() {
  const dropped = pending;
  clearTimeout(dropped?.timer);
  pending = null;
  return dropped;
}

addEventListener("popstate", drop);
