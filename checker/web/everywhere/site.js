// On every page: changing the language keeps the place on the page, and the checker's answers with it; a notice that a
// policy was to be compared again appears once its day has passed; and once there is nothing more urgent, the site is
// kept, and a page that was kept looks whether it is still good.

import "./access.js";
import { findAll, seek } from "./dom.js";
import { lookForNewer } from "./newer.js";
import "./wish.js";
import { keepSite } from "../offline/offline.js";

const switches = findAll(document, "a[hreflang]", HTMLAnchorElement);
const addresses = switches.map((link) => link.href);

/** Give the language links the place that the address names now. */
export function keepPlace() {
  switches.forEach((link, index) => {
    link.href = addresses[index] + location.hash;
  });
}

addEventListener("hashchange", keepPlace);
keepPlace();

const now = new Date();
// YYYY-MM-DD, by the visitor's own calendar; to ask for it by a language takes 10 ms.
const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

for (const notice of findAll(document, "[data-overdue-after]")) {
  notice.hidden = today <= (notice.dataset.overdueAfter ?? "");
}

const whenIdle = globalThis.requestIdleCallback ?? setTimeout; // Safari has none

addEventListener("load", () =>
  whenIdle(() => {
    if (!seek(document, "#checker-app")) keepSite(); // there, Python comes first
    if (navigator.serviceWorker?.controller) lookForNewer();
  }),
);
