// Has the browser keep the whole site, once there is nothing more urgent to load.

import { seek } from "../everywhere/dom.js";

/** Whether the visitor wants nothing loaded that was not asked for. */
export function savesData() {
  return navigator.connection?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/**
 * Keep the site; without it, where the browser denies that (as in private windows) or the page does not want it. `python`:
 * the checker was used, so what starts Python is kept as well.
 */
export async function keepSite(python = false) {
  const worker = seek(document, "[data-service-worker]")?.dataset.serviceWorker;
  if (!worker || savesData()) return;
  try {
    await navigator.serviceWorker?.register(worker, { updateViaCache: "none" });
    if (python) (await navigator.serviceWorker?.ready)?.active?.postMessage("python");
  } catch (error) {
    console.info("The site is not kept:", error);
  }
}
