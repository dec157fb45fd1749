// The questions: which there are, what may be answered, what is filled in.

import { byId } from "./dom.js";
import { takeText } from "./early.js";
import { listPolicies, policyOf, titles } from "./policies.js";
import { choices, formOf } from "./questions.js";
import { chosen, isLost, load as loadSuggestions, suggest } from "./suggest.js";
import { dateProblem, joined, numberProblem, parted } from "./values.js";
import { _ } from "./words.js";

const form = byId("checker-form");
const steps = () => [...form.querySelectorAll("[data-step]")];
const policyStep = form.querySelector('[data-step="policy"]');

form.addEventListener("input", keepOne);
form.addEventListener("input", loadSuggestions, { once: true });

/** Have the choice of the policy on the page, and the questions of this one, if it is one. Throws AssetFault. */
export async function load(list, policy) {
  await listPolicies(list);
  if (!isLoaded("")) policyStep.querySelector("fieldset").append(...choices("policy", titles()));
  const known = policyOf(policy);
  if (!known || isLoaded(policy)) return;
  const { model, words } = JSON.parse(await takeText(known.file, known.digest));
  if (!isLoaded(policy)) policyStep.after(formOf(model, words[0]));
}

/** Whether the questions of a policy, or for "" the choice of it, are on the page. */
export const isLoaded = (policy) =>
  form.querySelector(policy ? `[data-policy="${CSS.escape(policy)}"]` : '[name="policy"]') !== null;

const factsOf = (policy) => [...form.querySelectorAll(`[data-policy="${CSS.escape(policy)}"] [data-fact]`)];

function fieldset(policy, fact) {
  const found = byId(`${policy}.${fact}`);
  return found?.dataset.fact === fact ? found : null;
}

/** Whether the policy has that fact, and it takes that value (as written in links). */
export function isPossible(policy, fact, value) {
  const found = fieldset(policy, fact);
  return Boolean(found) && (value === "unknown" || problemOf(found, value) === null);
}

/** What a question is called in the reader's language. */
export const labelOf = (policy, fact) => fieldset(policy, fact)?.dataset.label ?? fact;

/** The answer in the words of its option; what was typed stays as it is. */
export function textOf(policy, fact, value) {
  const option = [...fieldset(policy, fact).querySelectorAll("input[type=radio], option")].find((each) => each.value === value);
  return option ? (option.text ?? option.parentElement.textContent).trim() : value;
}

/** A value as written in links, as the engine takes it. */
export function valueOf(policy, fact, value) {
  const { type } = fieldset(policy, fact).dataset;
  if (value === "unknown") return null;
  if (type === "yes/no") return value === "yes";
  return type === "integer" ? Number(value) : value;
}

/** The facts that are asked whatever the answers, in asking order. */
export const alwaysAsked = (policy) =>
  factsOf(policy).filter((each) => "always" in each.dataset).map((each) => each.dataset.fact);

/** Those facts of `asked` that share the first one's page. */
export function pageOf(policy, asked) {
  const step = fieldset(policy, asked[0]).closest("[data-step]");
  return asked.filter((fact) => step.contains(fieldset(policy, fact)));
}

/**
 * Show the step with these facts (none: hide all; no policy: the choice of the policy), filled in.
 * A step that is shown already stays as it is, with what was entered meanwhile.
 */
export function showStep(policy, facts, answers) {
  const key = JSON.stringify([policy, facts.map((fact) => [fact, answers.get(fact)])]);
  if (key === form.dataset.shown) return;
  form.dataset.shown = key;
  const shown = policy ? facts.map((fact) => fieldset(policy, fact)) : [policyStep.querySelector("fieldset")];
  for (const step of steps()) step.hidden = !shown.some((each) => step.contains(each));
  for (const each of form.querySelectorAll("[data-policy] [data-fact]")) each.hidden = !shown.includes(each);
  for (const each of shown) fill(each, answers.get(each.dataset.fact));
  showProblems([]);
}

/** The heading of what is asked: that of the page, or the question; null where nothing is. */
export const stepHeading = () =>
  steps().find((each) => !each.hidden)?.querySelector("h2, fieldset:not([hidden]) legend") ?? null;

/** What is filled in: { values: Map, problems: [{ field, text }] }. */
export function readStep() {
  const values = new Map();
  const problems = [];
  for (const field of steps().filter((step) => !step.hidden).flatMap((step) => [...step.querySelectorAll("fieldset:not([hidden])")])) {
    const value = entered(field);
    const problem = value === "unknown" ? null : problemOf(field, value);
    if (problem === null) values.set(field.dataset.fact, value);
    else problems.push({ field, text: problem });
  }
  return { values, problems };
}

/** Show the problems beside their questions and together at the top, where the focus goes. */
export function showProblems(problems) {
  const box = byId("checker-errors");
  for (const line of form.querySelectorAll(".checker-error")) line.hidden = true;
  for (const field of form.querySelectorAll("fieldset")) field.classList.remove("checker-invalid");
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  box.hidden = problems.length === 0;
  box.querySelector("ul").replaceChildren(...problems.map(({ field, text }) => problemLink(field, text)));
  if (problems.length) box.focus();
}

function problemLink(field, text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const input = field.querySelector(".checker-suggest input, select:not([hidden]), input");
  const line = field.querySelector(".checker-error");
  input.id ||= `${input.name}-first`;
  link.href = `#${input.id}`;
  link.textContent = field.dataset.label ? `${field.dataset.label}: ${text}` : text;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    input.focus();
  });
  field.classList.add("checker-invalid");
  input.setAttribute("aria-invalid", "true");
  if (line) [line.textContent, line.hidden] = [text, false];
  item.append(link);
  return item;
}

function fill(field, value) {
  const select = field.querySelector("select");
  if (select) {
    select.value = value ?? "";
    suggest(select);
  }
  const typed = typedFields(field);
  const entries = parted(value === undefined || value === "unknown" ? "" : value, typed.length);
  typed.forEach((input, index) => (input.value = entries[index] ?? ""));
  for (const input of field.querySelectorAll("input[type=radio]")) input.checked = input.value === value;
}

/** The fields for a number, or for day, month and year. */
const typedFields = (field) => [...field.querySelectorAll("input[name]:not([type=radio], [name=''])")];

/** An entry and “I don't know” exclude each other: what was done last counts. */
function keepOne({ target }) {
  const field = target.closest("fieldset");
  const unknown = field?.querySelector('input[name$=".unknown"]');
  if (target === unknown) fill(field, "unknown");
  else if (unknown) unknown.checked = false;
}

function entered(field) {
  const select = field.querySelector("select");
  if (select && isLost(select)) return "";
  const typed = select ? chosen(select) : joined(typedFields(field).map((input) => input.value.trim()));
  return typed || field.querySelector("input[type=radio]:checked")?.value || "";
}

/** What is wrong with a value, in words; null: nothing. */
function problemOf(field, value) {
  const { type } = field.dataset;
  if (type === "integer") return numberProblem(typedFields(field)[0].dataset, value);
  if (type === "date") return dateProblem(field.dataset, value);
  const known = [...field.querySelectorAll("input[type=radio], option")].map((each) => each.value);
  return value && known.includes(value) ? null : _("Choose one of the answers.");
}
