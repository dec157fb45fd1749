// The theme's scripts take the processor for as long as a verdict does. They are fetched and run once the first one is on
// the screen, or when the visitor first moves: until then nobody uses them. Until they have come, their places are kept
// free, but not for ever.
{
  const [PATIENCE, LATEST] = [5_000, 10_000];
  const MOVES = ["pointermove", "pointerdown", "keydown", "focusin", "wheel", "scroll"];
  const { content: later } = /** @type {HTMLTemplateElement} */ (document.getElementById("checker-theme"));
  const scripts = [...document.importNode(later, true).querySelectorAll("script")];
  const { dataset } = document.documentElement;
  const endWaiting = () => delete dataset.theme;
  dataset.theme = "awaited"; // as it has been since the head, unless the browser knows no modules
  for (const script of scripts) {
    script.async = false; // in their order
    script.onerror = endWaiting;
  }
  const last = /** @type {HTMLScriptElement} */ (scripts.at(-1));
  const begin = () => {
    document.dispatchEvent(new Event("DOMContentLoaded")); // what the theme begins with is over by then
    endWaiting();
  };
  last.onload = () => setTimeout(begin); // two short tasks are better than a long one
  const run = () => {
    for (const move of MOVES) removeEventListener(move, run, { capture: true });
    document.head.append(...scripts.splice(0));
    setTimeout(endWaiting, PATIENCE);
  };
  addEventListener("checker:settled", () => requestAnimationFrame(() => setTimeout(run)), { once: true });
  for (const move of MOVES) addEventListener(move, run, { capture: true, passive: true });
  setTimeout(run, LATEST);
}
