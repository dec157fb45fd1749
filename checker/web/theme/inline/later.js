// The theme's scripts take the processor for as long as a verdict does. They are fetched and run once the first one is on
// the screen; where that takes longer, after a second.
{
  const later = document.getElementById("checker-theme").content;
  const scripts = [...document.importNode(later, true).querySelectorAll("script")];
  const { dataset } = document.documentElement;
  dataset.theme = "awaited";
  for (const script of scripts) {
    script.async = false; // in their order
    script.onerror = () => delete dataset.theme;
  }
  // What the theme begins with is over by then.
  scripts.at(-1).onload = () => document.dispatchEvent(new Event("DOMContentLoaded"));
  const run = () => document.head.append(...scripts.splice(0));
  addEventListener("checker:settled", () => requestAnimationFrame(() => setTimeout(run)), { once: true });
  setTimeout(run, 1_000);
}
