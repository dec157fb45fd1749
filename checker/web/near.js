// Near misses: a link from the verdict to the same case with some answers changed.

import { element } from "./dom.js";
import { readLink, writeLink } from "./link.js";
import { _ } from "./words.js";

/** A link to the case that `link` leads to, with these answers (as links write them); `text` says them in words. */
export function tryLink(answers, text, link) {
  const { policy, answers: given } = readLink(link);
  const href = writeLink({ policy, answers: new Map([...given, ...Object.entries(answers)]) });
  const hidden = element("span", { class: "checker-visually-hidden" }, `: ${text}`);
  return element("a", { class: "checker-try", href }, _("Try this"), hidden);
}

/** The state that a click on such a link asks for; null for a click elsewhere, or one that opens another tab. */
export function tried(event) {
  const link = event.target.closest(".checker-try");
  return link && !(event.ctrlKey || event.metaKey || event.shiftKey) ? readLink(link.hash) : null;
}
