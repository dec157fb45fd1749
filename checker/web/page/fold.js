// What can wait until the reader asks for it: folded on the screen, open on paper.

import { byId, element, findAll, seek } from "../everywhere/dom.js";

/**
 * A part of the verdict that opens under its title; `more` says what is in it.
 *
 * @param {string} name
 * @param {HTMLElement} title
 * @param {string} more
 * @param {(Node | string | false | null | undefined)[]} children
 */
export function fold(name, title, more, ...children) {
  const summary = element("summary", {}, title, more && " ", more && element("span", { class: "checker-more" }, more));
  return element("details", { class: `checker-section checker-fold checker-${name}` }, summary, ...children);
}

/**
 * Open a part, and go to the first field in it.
 *
 * @param {HTMLDetailsElement} part
 */
export function unfold(part) {
  part.open = true;
  part.scrollIntoView();
  seek(part, "textarea, input")?.focus({ preventScroll: true });
}

const parts = () => findAll(byId("checker-verdict"), "details", HTMLDetailsElement);

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  opened = parts().filter((each) => !each.open);
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});
