// What the visitor reads when Python is not there.

/** @import { FaultReason } from "../contract" */

import { byId } from "../everywhere/dom.js";
import { _ } from "./words.js";

/** @type {Record<FaultReason, string>} */
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

/**
 * The reason in words.
 *
 * @param {FaultReason} reason
 */
export const sayReason = (reason) => REASONS[reason];

/**
 * Say why there is no verdict; without a reason, take back what was said.
 *
 * @param {FaultReason} [reason]
 */
export function showFault(reason) {
  say(reason ?? "", reason ? REASONS[reason] : "");
}

/**
 * Say, in Python's own words, why nothing can be decided from the answers; "" takes back what was said.
 *
 * @param {string} text
 */
export function showRefusal(text) {
  say(text ? "refused" : "", text);
}

/** Whether the page says so now. */
export const isRefused = () => byId("checker-fault").dataset.reason === "refused";

/**
 * @param {string} reason
 * @param {string} text
 */
function say(reason, text) {
  const box = byId("checker-fault");
  box.hidden = !reason;
  box.dataset.reason = reason;
  byId("checker-fault-text").textContent = text;
}

/** Whether the browser is too old, as the page's head has found (inline/again.js): the page has said so. */
export const isOld = () => document.documentElement.dataset.browser === "old";

/** Whether the page itself may be the fault: it may be older or newer than the files on the server. */
export async function isPageStale() {
  if (!["missing", "damaged"].includes(byId("checker-fault").dataset.reason ?? "")) return false;
  return fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false);
}
