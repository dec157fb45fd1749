// The questions: which there are, what may be answered, what is filled in.

/** @import { Digested, Parcel, Value } from "../contract" */

/** @typedef {{ field: HTMLFieldSetElement, text: string }} Problem */

import { breathe } from "../everywhere/breathe.js";
import { around, byId, element, find, findAll, seek } from "../everywhere/dom.js";
import { isUnpicked, showOwnWords } from "../find/own-words.js";
import { takeText } from "./early.js";
import { listPolicies, policyOf, titles } from "./policies.js";
import { choices, formOf } from "./questions.js";
import { dateProblem, joined, numberProblem, parted } from "./values.js";
import { _ } from "./words.js";

const form = byId("checker-form");
const steps = () => findAll(form, "[data-step]");
const policyStep = find(form, '[data-step="policy"]');
const policyField = find(policyStep, "fieldset", HTMLFieldSetElement);

form.addEventListener("input", keepOne);

/**
 * Have the choice of the policy on the page, and the questions of this one, if it is one. Throws AssetFault.
 *
 * @param {Digested} list
 * @param {string} policy
 */
export async function load(list, policy) {
  await listPolicies(list);
  await breathe();
  if (!isLoaded("")) policyField.append(...choices("policy", titles()));
  const known = policyOf(policy);
  if (!known || isLoaded(policy)) return;
  /** @type {Parcel} */
  const { model, words, terms } = JSON.parse(await takeText(known.file, known.digest));
  await breathe();
  if (!isLoaded(policy)) policyStep.after(formOf(model, words[0], terms, known.find));
  await breathe();
}

/**
 * Whether the questions of a policy, or for "" the choice of it, are on the page.
 *
 * @param {string} policy
 */
export const isLoaded = (policy) =>
  form.querySelector(policy ? `[data-policy="${CSS.escape(policy)}"]` : '[name="policy"]') !== null;

/** @param {string} policy */
const factsOf = (policy) => findAll(form, `[data-policy="${CSS.escape(policy)}"] [data-fact]`, HTMLFieldSetElement);

/**
 * The question; null where the policy has none of that name, whatever a link makes of it.
 *
 * @param {string} policy
 * @param {string} fact
 */
function seekFieldset(policy, fact) {
  const place = document.getElementById(`${policy}.${fact}`);
  return place instanceof HTMLFieldSetElement && place.dataset.fact === fact ? place : null;
}

/**
 * The question of a fact that the policy has.
 *
 * @param {string} policy
 * @param {string} fact
 */
const fieldset = (policy, fact) => byId(`${policy}.${fact}`, HTMLFieldSetElement);

/**
 * Whether the policy has that fact, and it takes that value (as written in links).
 *
 * @param {string} policy
 * @param {string} fact
 * @param {string} value
 */
export function isPossible(policy, fact, value) {
  const field = seekFieldset(policy, fact);
  return field !== null && (value === "unknown" || problemOf(field, value) === null);
}

/**
 * What a question is called in the reader's language.
 *
 * @param {string} policy
 * @param {string} fact
 */
export const labelOf = (policy, fact) => fieldset(policy, fact).dataset.label ?? fact;

/**
 * The answer in the words of its option, or of several; what was typed stays as it is.
 *
 * @param {string} policy
 * @param {string} fact
 * @param {string} value
 */
export function textOf(policy, fact, value) {
  const known = options(fieldset(policy, fact));
  const text = (/** @type {string} */ part) => {
    const option = known.find((each) => each.value === part);
    if (!option) return part;
    return (option instanceof HTMLOptionElement ? option.text : (option.parentElement?.querySelector("span")?.textContent ?? part)).trim();
  };
  return value.split(",").map(text).join(", ");
}

/**
 * What there is to choose from: in a list, and beside it.
 *
 * @param {HTMLFieldSetElement} field
 */
const options = (field) => [...findAll(field, "option", HTMLOptionElement), ...boxes(field)];

/**
 * What is chosen by a click: one of them, or check boxes.
 *
 * @param {HTMLFieldSetElement} field
 */
const boxes = (field) => findAll(field, "input[type=radio], input[type=checkbox]", HTMLInputElement);

/**
 * A value as written in links, as the engine takes it.
 *
 * @param {string} policy
 * @param {string} fact
 * @param {string} value
 * @returns {Value}
 */
export function valueOf(policy, fact, value) {
  const { type } = fieldset(policy, fact).dataset;
  if (value === "unknown") return null;
  if (type === "yes/no") return value === "yes";
  if (type === "several") return value === "none" ? [] : value.split(",");
  return type === "integer" ? Number(value) : value;
}

/** @param {HTMLFieldSetElement} field */
const factOf = ({ dataset: { fact = "" } }) => fact;

/**
 * The facts that are asked whatever the answers, in asking order.
 *
 * @param {string} policy
 */
export const alwaysAsked = (policy) => factsOf(policy).filter((each) => "always" in each.dataset).map(factOf);

/**
 * Those facts of `asked` that share the first one's page.
 *
 * @param {string} policy
 * @param {string[]} asked
 */
export function pageOf(policy, asked) {
  const step = fieldset(policy, asked[0]).closest("[data-step]");
  return asked.filter((fact) => step?.contains(fieldset(policy, fact)));
}

/**
 * Show the step with these facts (none: hide all; no policy: the choice of the policy), filled in.
 * A step that is shown already stays as it is, with what was entered meanwhile.
 *
 * @param {string} policy
 * @param {string[]} facts
 * @param {Map<string, string>} answers
 */
export function showStep(policy, facts, answers) {
  const key = JSON.stringify([policy, facts.map((fact) => [fact, answers.get(fact)])]);
  if (key === form.dataset.shown) return;
  form.dataset.shown = key;
  const shown = policy ? facts.map((fact) => fieldset(policy, fact)) : [policyField];
  for (const step of steps()) step.hidden = !shown.some((each) => step.contains(each));
  for (const each of findAll(form, "[data-policy] [data-fact]", HTMLFieldSetElement)) each.hidden = !shown.includes(each);
  for (const each of shown) fill(each, answers.get(factOf(each)));
  showProblems([]);
}

/** The heading of what is asked: that of the page, or the question; null where nothing is. */
export function stepHeading() {
  const step = steps().find((each) => !each.hidden);
  return step ? seek(step, "h2, fieldset:not([hidden]) legend") : null;
}

/** What is filled in: values by fact, and what is wrong. */
export function readStep() {
  /** @type {Map<string, string>} */
  const values = new Map();
  /** @type {Problem[]} */
  const problems = [];
  for (const field of findAll(form, "[data-step]:not([hidden]) fieldset:not([hidden])", HTMLFieldSetElement)) {
    const value = entered(field);
    const problem = value === "unknown" ? null : isUnpicked(field) ? _("Choose one of the answers: typing alone does not choose one.") : problemOf(field, value);
    if (problem === null) values.set(factOf(field), value);
    else problems.push({ field, text: problem });
  }
  return { values, problems };
}

/**
 * Show the problems beside their questions and together at the top, where the focus goes.
 *
 * @param {Problem[]} problems
 */
export function showProblems(problems) {
  const box = byId("checker-errors");
  for (const line of findAll(form, ".checker-error")) line.hidden = true;
  for (const field of form.querySelectorAll("fieldset")) field.classList.remove("checker-invalid");
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  box.hidden = problems.length === 0;
  find(box, "ul").replaceChildren(...problems.map(problemLink));
  if (problems.length) box.focus();
}

/** @param {Problem} problem */
function problemLink({ field, text }) {
  const input = find(field, "select, input");
  const line = seek(field, ".checker-error");
  input.id ||= `${input.getAttribute("name")}-first`;
  const link = element("a", { href: `#${input.id}` }, field.dataset.label ? `${field.dataset.label}: ${text}` : text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    input.focus();
  });
  field.classList.add("checker-invalid");
  for (const each of [input, ...typedFields(field)]) each.setAttribute("aria-invalid", "true");
  if (line) [line.textContent, line.hidden] = [text, false];
  return element("li", {}, link);
}

/**
 * @param {HTMLFieldSetElement} field
 * @param {string} [value]
 */
function fill(field, value) {
  const select = seek(field, "select", HTMLSelectElement);
  if (select) select.value = value ?? "";
  const typed = typedFields(field);
  const entries = parted(value === undefined || value === "unknown" ? "" : value, typed.length);
  typed.forEach((input, index) => (input.value = entries[index] ?? ""));
  for (const input of boxes(field)) input.checked = value !== undefined && value.split(",").includes(input.value);
  showOwnWords(field);
}

/**
 * The fields for a number, or for day, month and year.
 *
 * @param {HTMLFieldSetElement} field
 */
const typedFields = (field) => findAll(field, "input[name]:not([type=radio], [type=checkbox], [name=''])", HTMLInputElement);

/**
 * An entry and “I don't know” exclude each other, and so do check boxes and “None of these options”: what was done last counts.
 *
 * @param {Event} event
 */
function keepOne({ target }) {
  const field = around(target, "fieldset", HTMLFieldSetElement);
  if (target instanceof HTMLInputElement && target.type === "checkbox" && target.checked) {
    for (const each of field ? boxes(field) : []) if (each !== target && (isAlone(each) || isAlone(target))) each.checked = false;
    return;
  }
  const unknown = field && seek(field, 'input[name$=".unknown"]', HTMLInputElement);
  if (!unknown) return;
  if (target === unknown) fill(field, "unknown");
  else unknown.checked = false;
}

/**
 * Whether an answer is no option among several.
 *
 * @param {{ value: string }} box
 */
const isAlone = ({ value }) => value === "none" || value === "unknown";

/** @param {HTMLFieldSetElement} field */
function entered(field) {
  const select = seek(field, "select", HTMLSelectElement);
  const typed = select ? select.value : joined(typedFields(field).map((input) => input.value.trim()));
  const chosen = boxes(field).filter((each) => each.checked).map((each) => each.value);
  return typed || chosen.join(",");
}

/**
 * What is wrong with a value, in words; null: nothing.
 *
 * @param {HTMLFieldSetElement} field
 * @param {string} value
 */
function problemOf(field, value) {
  const { type, maxToday } = field.dataset;
  if (type === "integer") {
    const { minimum, maximum } = typedFields(field)[0].dataset;
    return numberProblem({ minimum: Number(minimum), maximum: Number(maximum) }, value);
  }
  if (type === "date") return dateProblem({ pastOnly: maxToday !== undefined }, value);
  const known = options(field).map((each) => each.value);
  if (type === "several") {
    const parts = value.split(",");
    const fits = parts.every((part) => known.includes(part) && !isAlone({ value: part })) && new Set(parts).size === parts.length;
    return fits || value === "none" ? null : _("Choose all that apply, or “None of these options”, or “I don't know”.");
  }
  return value && known.includes(value) ? null : _("Choose one of the answers.");
}
