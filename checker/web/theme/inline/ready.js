// In the head of every page: what scripts bring has its place before they come, so that nothing moves then. That is the
// field for one's own words, and on a phone the theme's button in place of the main sections; not for ever.

(() => {
  const PATIENCE = 5_000;
  const { dataset } = document.documentElement;
  const endWaiting = () => delete dataset.theme;
  if (!("noModule" in HTMLScriptElement.prototype)) return;
  dataset.scripts = "";
  dataset.theme = "awaited";
  // The checker page fetches the theme's scripts later, and ends its waiting itself.
  if (!("waits" in /** @type {HTMLScriptElement} */ (document.currentScript).dataset)) return;
  addEventListener("load", endWaiting);
  setTimeout(endWaiting, PATIENCE);
})();
