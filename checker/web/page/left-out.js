// What of a link the checker does not know.

import { byId } from "../everywhere/dom.js";
import { _ } from "./words.js";

/**
 * Say that these parts were left out; none: take back what was said.
 *
 * @param {string[]} parts
 */
export function sayLeftOut(parts) {
  const box = byId("checker-left-out");
  const shown = parts.slice(0, 10).map(printable);
  if (parts.length > shown.length) shown.push("…");
  box.hidden = parts.length === 0;
  box.textContent = parts.length
    ? _("These parts of the link were left out, as the checker does not know them: {parts}", { parts: shown.join(", ") })
    : "";
}

/**
 * A part of a link on one line, shortened, without characters that could not be seen or turn the text round.
 *
 * @param {string} part
 */
const printable = (part) => `${part.slice(0, 60).replace(/\p{C}/gu, "�")}${part.length > 60 ? "…" : ""}`;
