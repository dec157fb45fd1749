// The theme's scripts take the processor for as long as a verdict does. They are fetched and run once the first one is on
// the screen; where that takes longer, after a second. Until they have come, their places are kept free, but not for ever.
{
  const PATIENCE = 5_000;
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
  last.onload = () => {
    document.dispatchEvent(new Event("DOMContentLoaded")); // what the theme begins with is over by then
    endWaiting();
  };
  const run = () => {
    document.head.append(...scripts.splice(0));
    setTimeout(endWaiting, PATIENCE);
  };
  addEventListener("checker:settled", () => requestAnimationFrame(() => setTimeout(run)), { once: true });
  setTimeout(run, 1_000);
}
