// What was answered, with a way to change each answer.

import { byId, element } from "./dom.js";
import { _ } from "./words.js";

/** List the answers ({ fact, label, answer } each); `edit(fact)` is called where one is to be changed. */
export function listAnswers(answers, edit) {
  byId("checker-answers").querySelector("dl").replaceChildren(...answers.map((each) => row(each, edit)));
}

function row({ fact, label, answer }, edit) {
  const hidden = element("span", { class: "checker-visually-hidden" }, `: ${label}`);
  const change = element("button", { type: "button", class: "checker-change", "data-change": fact }, _("Change"), hidden);
  change.addEventListener("click", () => edit(fact));
  return element("div", {}, element("dt", {}, label), element("dd", {}, answer), element("dd", {}, change));
}
