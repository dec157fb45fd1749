// A button that does something at once.

import { element } from "../everywhere/dom.js";

/**
 * @param {string} label
 * @param {() => void} onClick
 * @param {string} [kind] A class of its own.
 */
export function button(label, onClick, kind = "") {
  const made = element("button", { type: "button", class: `md-button ${kind}`.trim() }, label);
  made.addEventListener("click", onClick);
  return made;
}
