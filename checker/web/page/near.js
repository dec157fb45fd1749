// Near misses: a link from the verdict to the same case with some answers changed.

/** @import { Written } from "../contract" */

import { around, element } from "../everywhere/dom.js";
import { readLink, writeLink } from "./link.js";
import { _ } from "./words.js";

/**
 * A link to the case that `link` leads to, with these answers; `text` says them in words.
 *
 * @param {Written} answers
 * @param {string} text
 * @param {string} link
 */
export function tryLink(answers, text, link) {
  const { policy, answers: given } = readLink(link);
  const href = writeLink({ policy, version: "", answers: new Map([...given, ...Object.entries(answers)]) });
  const hidden = element("span", { class: "checker-visually-hidden" }, `: ${text}`);
  return element("a", { class: "checker-try", href }, _("Try this"), hidden);
}

/**
 * The case that a click on such a link asks for; null for a click elsewhere, or one that opens another tab.
 *
 * @param {MouseEvent} event
 */
export function tried(event) {
  const link = around(event.target, ".checker-try", HTMLAnchorElement);
  return link && !(event.ctrlKey || event.metaKey || event.shiftKey) ? readLink(link.hash) : null;
}
