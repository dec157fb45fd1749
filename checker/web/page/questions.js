// The form of a policy: made of the policy's model and its words in the reader's language, when the policy is chosen.

/** @import { Fact, Listed, Model, Parcel, PolicyWords } from "../contract" */

/** @typedef {(text: string) => string} Say */
/** @typedef {Record<string, string>} Labels */

import { element } from "../everywhere/dom.js";
import { ownWords } from "../find/own-words.js";
import { _ } from "./words.js";

/** More options than this become a list, or a question to answer in one's own words. */
const MANY = 10;

/** @param {Labels} options */
const isLong = (options) => Object.keys(options).length > MANY;

/**
 * The form (a div with a section for each page of it) of the policy with that `model`; `messages` translates its texts.
 * `terms` explains words in the questions; `index` is that by which the visitor's own words are understood.
 *
 * @param {Model} model
 * @param {PolicyWords} words
 * @param {Parcel["terms"]} terms
 * @param {Listed["find"]} index
 */
export function formOf(model, { messages }, terms, index) {
  /** @type {Say} */
  const say = (text) => messages[text] ?? text;
  /** @type {Map<string, Fact[]>} */
  const pages = new Map();
  for (const fact of model.facts) {
    const id = `${model.id}.${fact.group || fact.id}`;
    pages.set(id, [...(pages.get(id) ?? []), fact]);
  }
  return element("div", { "data-policy": model.id }, ...[...pages].map(([id, facts]) => page(id, facts, model, say, terms, index)));
}

/**
 * @param {string} id
 * @param {Fact[]} facts
 * @param {Model} model
 * @param {Say} say
 * @param {Parcel["terms"]} terms
 * @param {Listed["find"]} index
 */
function page(id, facts, { id: policy, groups }, say, terms, index) {
  const { title, hint } = groups[facts[0].group] ?? {};
  return element(
    "section",
    { class: "checker-step", "data-step": id, hidden: true },
    title && element("h2", { tabindex: -1 }, say(title)),
    hint && element("p", {}, say(hint)),
    ...facts.map((fact) => question(`${policy}.${fact.id}`, fact, say, terms[fact.id] ?? [], index?.fact === fact.id ? index : null)),
  );
}

/**
 * @param {string} name
 * @param {Fact} fact
 * @param {Say} say
 * @param {[string, string][]} terms
 * @param {Listed["find"]} index
 */
function question(name, fact, say, terms, index) {
  const known = {
    "data-fact": fact.id,
    "data-type": fact.type,
    "data-label": say(fact.label),
    "data-always": fact.asked === true,
    "data-max-today": fact.max_today,
  };
  return element(
    "fieldset",
    { id: name, ...known, tabindex: -1, "aria-describedby": `${name}-hint` },
    element("legend", {}, say(fact.question)),
    element(
      "div",
      { id: `${name}-hint` },
      fact.hint && element("p", { class: "checker-hint" }, say(fact.hint)),
      fact.type === "several" && element("p", { class: "checker-hint" }, _("Choose all that apply.")),
      fact.type === "date" && element("p", { class: "checker-hint" }, _("For example, 27 3 2026")),
      element("p", { class: "checker-error", hidden: true }),
    ),
    ...answers(name, fact, say, index),
    more(_("Why we ask"), element("p", {}, say(fact.why))),
    terms.length > 0 && more(_("What the words mean"), element("dl", {}, ...terms.flatMap(explained))),
  );
}

/**
 * @param {string} title
 * @param {HTMLElement} content
 */
const more = (title, content) => element("details", { class: "checker-why" }, element("summary", {}, title), content);

/** @param {[string, string]} term */
const explained = ([title, definition]) => [element("dt", {}, title), element("dd", {}, definition)];

/**
 * What the question can be answered with; beside a field that is filled in, “I don't know” is a choice of its own.
 *
 * @param {string} name
 * @param {Fact} fact
 * @param {Say} say
 * @param {Listed["find"]} index
 */
function answers(name, fact, say, index) {
  const unknown = (/** @type {string} */ group) => radio(group, "unknown", _("I don't know"));
  if (fact.type === "integer") return [number(name, fact), unknown(`${name}.unknown`)];
  if (fact.type === "date") return [date(name), unknown(`${name}.unknown`)];
  if (fact.type === "several") {
    const others = { none: _("None of these options"), unknown: _("I don't know") };
    return Object.entries({ ...said(fact.options, say), ...others }).map(([value, label]) => choice("checkbox", name, value, label));
  }
  if (fact.type === "yes/no") return [...choices(name, { yes: _("Yes"), no: _("No") }), unknown(name)];
  if (index) return [ownWords(name, said(fact.options, say), index), unknown(name)];
  return [...choices(name, said(fact.options, say)), unknown(isLong(fact.options) ? `${name}.unknown` : name)];
}

/**
 * @param {Labels} options
 * @param {Say} say
 * @returns {Labels}
 */
const said = (options, say) => Object.fromEntries(Object.entries(options).map(([value, label]) => [value, say(label)]));

/**
 * What there is to choose from: `options` are labels by value.
 *
 * @param {string} name
 * @param {Labels} options
 */
export function choices(name, options) {
  if (isLong(options)) return [list(name, options)];
  return Object.entries(options).map(([value, label]) => radio(name, value, label));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 */
const radio = (name, value, label) => choice("radio", name, value, label);

/**
 * @param {"radio" | "checkbox"} type
 * @param {string} name
 * @param {string} value
 * @param {string} label
 */
const choice = (type, name, value, label) =>
  element("label", { class: "checker-option" }, element("input", { type, name, value }), " ", element("span", {}, label));

/**
 * A field to fill in: hint and error are heard with it.
 *
 * @param {string} label
 * @param {string} name
 * @param {Record<string, number | null>} bounds
 */
const entry = (label, name, bounds = {}) =>
  element(
    "label",
    { class: "checker-entry" },
    element("span", {}, label),
    element("input", { type: "text", inputmode: "numeric", autocomplete: "off", name, "aria-describedby": `${name}-hint`, ...bounds }),
  );

/**
 * @param {string} name
 * @param {Fact} fact
 */
const number = (name, { minimum, maximum }) =>
  entry(_("Number"), name, { "data-minimum": minimum, "data-maximum": maximum });

/** @param {string} name */
const date = (name) =>
  element("div", { class: "checker-date" }, ...[_("Day"), _("Month"), _("Year")].map((part) => entry(part, name)));

/**
 * @param {string} name
 * @param {Labels} options
 */
function list(name, options) {
  const choice = (/** @type {[string, string]} */ [value, label]) => element("option", { value }, label);
  return element(
    "div",
    { class: "checker-entry" },
    element("label", { for: `${name}-choice` }, _("Choose from the list")),
    element("select", { id: `${name}-choice`, name }, element("option", { value: "" }), ...Object.entries(options).map(choice)),
  );
}
