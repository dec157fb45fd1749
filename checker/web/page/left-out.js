// What of a link the checker does not know, and which of its answers do not fit the others.

import { byId } from "../everywhere/dom.js";
import { _ } from "./words.js";

/**
 * Say that these parts were left out, and that these answers count for nothing; none: take back what was said.
 *
 * @param {string[]} parts
 * @param {string[]} [unfit]
 */
export function sayLeftOut(parts, unfit = []) {
  const box = byId("checker-left-out");
  const said = [];
  if (parts.length) {
    said.push(_("These parts of the link were left out, because the checker does not know them: {parts}", { parts: few(parts) }));
  }
  if (unfit.length) {
    said.push(_("These answers in the link are not used, because the other answers make them unnecessary: {parts}", { parts: few(unfit) }));
  }
  box.hidden = said.length === 0;
  box.textContent = said.join(" ");
}

/** @param {string[]} parts */
function few(parts) {
  const shown = parts.slice(0, 10).map(printable);
  return [...shown, ...(parts.length > shown.length ? ["…"] : [])].join(", ");
}

/**
 * A part of a link on one line, shortened, without characters that could not be seen or turn the text round.
 *
 * @param {string} part
 */
const printable = (part) => `${part.slice(0, 60).replace(/\p{C}/gu, "�")}${part.length > 60 ? "…" : ""}`;
