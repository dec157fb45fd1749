// What was answered, with a way to change each answer.

import { byId, element, renew } from "./dom.js";
import { _ } from "./words.js";

const list = byId("checker-answers").querySelector("dl");

/** List the answers ({ fact, label, answer } each). */
export const listAnswers = (answers) => renew(list, answers.map(row));

/** Have `edit(fact)` called where an answer is to be changed. */
export function onChange(edit) {
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-change]");
    if (button) edit(button.dataset.change);
  });
}

function row({ fact, label, answer }) {
  const hidden = element("span", { class: "checker-visually-hidden" }, `: ${label}`);
  const change = element("button", { type: "button", class: "checker-change", "data-change": fact }, _("Change"), hidden);
  return element("div", {}, element("dt", {}, label), element("dd", {}, answer), element("dd", {}, change));
}
