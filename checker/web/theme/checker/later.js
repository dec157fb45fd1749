// The theme's script takes the processor for as long as a verdict does. It runs once the first one is on the screen;
// where that takes longer, after a second.
{
  const script = document.createElement("script");
  script.src = document.getElementById("checker-theme").href;
  // What the theme begins with is over by then.
  script.onload = () => document.dispatchEvent(new Event("DOMContentLoaded"));
  const run = () => document.head.append(script);
  addEventListener("checker:settled", () => requestAnimationFrame(() => setTimeout(run)), { once: true });
  setTimeout(run, 1_000);
}
