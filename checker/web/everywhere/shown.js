// A page may be made before it is shown (Chromium's prerendering, see wish.js): what is the visitor's own waits for that.

/**
 * Call it once the page is shown.
 *
 * @param {() => void} call
 */
export function whenShown(call) {
  if (document.prerendering) document.addEventListener("prerenderingchange", call, { once: true });
  else call();
}
