// The questions, as the site was built with them: which there are, what may be answered, what is filled in.

import { byId } from "./dom.mjs";
import { chosen, isLost, suggest } from "./suggest.mjs";
import { _ } from "./words.mjs";

const form = byId("checker-form");
const steps = [...form.querySelectorAll("[data-step]")];
const policyStep = form.querySelector('[data-step="policy"]');

/** The ids of the policies, in order. */
export const policies = [...policyStep.querySelectorAll("input")].map((input) => input.value);

const factsOf = (policy) => [...form.querySelectorAll(`[data-policy="${CSS.escape(policy)}"] [data-fact]`)];

const fieldset = (policy, fact) =>
  policy && factsOf(policy).find((each) => each.dataset.fact === fact);

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

/** Show the step with these facts (none: hide all; no policy: the choice of the policy), filled in. */
export function showStep(policy, facts, answers) {
  const shown = policy ? facts.map((fact) => fieldset(policy, fact)) : [policyStep.querySelector("fieldset")];
  for (const step of steps) step.hidden = !shown.some((each) => step.contains(each));
  for (const each of form.querySelectorAll("[data-policy] [data-fact]")) each.hidden = !shown.includes(each);
  for (const each of shown) fill(each, answers.get(each.dataset.fact));
  showProblems([]);
}

/** Move the focus to the heading of what is shown. */
export function focusStep() {
  const step = steps.find((each) => !each.hidden);
  const heading = step?.querySelector("h2, fieldset:not([hidden]) legend");
  heading?.getClientRects(); // Firefox focuses nothing that has just appeared and is not laid out yet.
  heading?.focus();
}

/** What is filled in: { values: Map, problems: [{ field, text }] }. */
export function readStep() {
  const values = new Map();
  const problems = [];
  for (const field of steps.filter((step) => !step.hidden).flatMap((step) => [...step.querySelectorAll("fieldset:not([hidden])")])) {
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
  document.title = (problems.length ? `${_("Error:")} ` : "") + byId("checker-app").dataset.title;
  if (problems.length) box.focus();
}

function problemLink(field, text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const input = field.querySelector(".checker-suggest input, select:not([hidden]), input");
  const line = field.querySelector(".checker-error");
  input.id ||= `${input.name}-first`;
  link.href = `#${input.id}`;
  link.textContent = text;
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
  for (const input of field.querySelectorAll("input[name]:not([name=''])")) {
    if (input.type === "radio") input.checked = input.value === value;
    else input.value = value === undefined || value === "unknown" ? "" : value;
  }
}

function entered(field) {
  const select = field.querySelector("select");
  if (select && isLost(select)) return "";
  const typed = select ? chosen(select) : field.querySelector("input:not([type=radio])")?.value.trim();
  return typed || field.querySelector("input[type=radio]:checked")?.value || "";
}

/** What is wrong with a value, in words; null: nothing. */
function problemOf(field, value) {
  const { type } = field.dataset;
  const input = field.querySelector("input:not([type=radio])");
  if (type === "integer") return numberProblem(input.dataset, value);
  if (type === "date") return dateProblem(input.dataset, value);
  const known = [...field.querySelectorAll("input[type=radio], option")].map((each) => each.value);
  return value && known.includes(value) ? null : _("Choose one of the answers.");
}

function numberProblem({ minimum, maximum }, value) {
  const fits = /^\d{1,15}$/.test(value) && Number(value) >= Number(minimum) && Number(value) <= Number(maximum);
  return fits ? null : _("Enter a whole number from {minimum} to {maximum}, or choose “I don't know”.", { minimum, maximum });
}

function dateProblem(dataset, value) {
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  if (!exists) return _("Enter a date, or choose “I don't know”.");
  return "maxToday" in dataset && value > today() ? _("Enter a date that is not in the future.") : null;
}

/** The visitor's date, as YYYY-MM-DD. */
export const today = () => now().slice(0, 10);

/** The visitor's date and time with its offset, in ISO 8601. */
export function now() {
  const moment = new Date();
  const ahead = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + ahead * 60_000).toISOString().slice(0, 19);
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${local}${ahead < 0 ? "-" : "+"}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
}
