// What was answered, with a way to change each answer.

/** @import { Answer } from "../contract" */

import { around, byId, element, find, renew } from "../everywhere/dom.js";
import { _ } from "./words.js";

const list = find(byId("checker-answers"), "dl");

/**
 * List the answers.
 *
 * @param {Answer[]} answers
 */
export function listAnswers(answers) {
  find(byId("checker-answers"), ".checker-key").hidden = !answers.some(({ decided }) => decided);
  renew(list, answers.map(row));
}

/**
 * Have `edit` called where an answer is to be changed.
 *
 * @param {(fact: string) => void} edit
 */
export function onChange(edit) {
  list.addEventListener("click", ({ target }) => {
    const fact = around(target, "[data-change]")?.dataset.change;
    if (fact) edit(fact);
  });
}

/** @param {Answer} given */
function row({ fact, label, answer, decided }) {
  const hidden = element("span", { class: "checker-visually-hidden" }, `: ${label}`);
  const change = element("button", { type: "button", class: "checker-change", "data-change": fact }, _("Change"), hidden);
  const mark = decided && element("span", { class: "checker-visually-hidden" }, ` (${_("this decided the verdict")})`);
  const place = { class: decided && "checker-decisive" };
  return element("div", place, element("dt", {}, label), element("dd", {}, answer, mark), element("dd", {}, change));
}
