// What the visitor reads when Python is not there.

import { byId } from "./dom.js";
import { _ } from "./words.js";

const REASONS = {
  late: _("The checker is not ready yet: the connection or this device may be slow. It starts once everything is there."),
  network: _("The connection was lost while the checker was loading."),
  missing: _("A file of the checker is missing on the server."),
  damaged: _("A file of the checker did not arrive as it was published, so it is not used."),
  forbidden: _("This browser does not allow WebAssembly, which the checker needs."),
  script: _("A script of the checker could not be loaded."),
  silent: _("The checker stopped answering."),
  broken: _("The program of the checker failed in this browser."),
};

/** Say why there is no verdict; without a reason (as in engine.js), take back what was said. */
export function showFault(reason) {
  const box = byId("checker-fault");
  box.hidden = !reason;
  box.dataset.reason = reason ?? "";
  byId("checker-fault-text").textContent = reason ? REASONS[reason] : "";
}

/** Whether the page itself may be the fault: it may be older or newer than the files on the server. */
export async function isPageStale() {
  if (!["missing", "damaged"].includes(byId("checker-fault").dataset.reason)) return false;
  return fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false);
}
