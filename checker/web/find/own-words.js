// A question that is answered in the visitor's own words: what they may mean, the whole list below, and a way out.
// Only what is picked counts. What is typed stays in this tab, and is never part of an address.

/** @import { FinderIndex, Listed } from "../contract" */

import { element, find as first, findAll, seek } from "../everywhere/dom.js";
import { takeText } from "../page/early.js";
import { _ } from "../page/words.js";
import { find } from "./finder.js";
import { hasOnlyBegun, say } from "./heard.js";
import { keptWords, keepWords } from "./kept-words.js";

/** @typedef {NonNullable<Listed["find"]>} IndexFile */

/** @type {WeakMap<Element, FinderIndex>} */
const indexes = new WeakMap();

/**
 * What the question is answered with; `options` are labels by value. The index is asked for when it is shown.
 * The question's hint and its error, which are in `${name}-hint`, are heard with the field. What is found is heard when
 * it changes, once: if it described the field too, screen readers would say it again.
 *
 * @param {string} name
 * @param {Record<string, string>} options
 * @param {IndexFile} file
 */
export function ownWords(name, options, { file, digest }) {
  const input = element("input", { type: "text", id: `${name}-words`, autocomplete: "off", "aria-describedby": `${name}-hint` });
  const box = element(
    "div",
    { class: "checker-words", "data-file": file, "data-digest": digest },
    element("div", { class: "checker-entry" }, element("label", { for: input.id }, _("Say it in your own words, or type a name")), input),
    element("p", { class: "checker-words-said", role: "status" }),
    element("div", { class: "checker-words-found" }),
    element(
      "details",
      { class: "checker-words-all" },
      element("summary", {}, _("See the whole list")),
      element("div", {}, ...Object.entries(options).map(([value, label]) => choice(name, value, label))),
    ),
    element("div", { class: "checker-words-out" }),
  );
  input.addEventListener("input", () => search(box, input));
  input.addEventListener("keydown", (event) => intoList(event, box));
  return box;
}

/**
 * Have the index here, and show what is typed or chosen already.
 *
 * @param {HTMLFieldSetElement} field
 */
export async function showOwnWords(field) {
  const box = seek(field, ".checker-words");
  if (!box) return;
  const input = first(box, "input", HTMLInputElement);
  try {
    if (!indexes.has(box)) await fetchIndex(box);
    input.value ||= keptWords();
    showFound(box, input.value);
  } catch (error) {
    console.warn(error); // the whole list is there
    first(box, "details", HTMLDetailsElement).open = true;
    first(box, ".checker-entry").hidden = true;
  }
}

/**
 * Whether something is typed, and nothing picked.
 *
 * @param {HTMLFieldSetElement} field
 */
export const isUnpicked = (field) =>
  Boolean(seek(field, ".checker-words .checker-entry input", HTMLInputElement)?.value.trim()) && !picked(field);

/** @param {HTMLElement} box */
async function fetchIndex(box) {
  const { file = "", digest = "" } = box.dataset;
  /** @type {FinderIndex} */
  const index = JSON.parse(await takeText(file, digest));
  if (indexes.has(box)) return;
  indexes.set(box, index);
  group(first(box, "details > div"), index);
  first(box, ".checker-words-out").append(found(box, index, index.not_listed));
}

/**
 * The whole list under its headings.
 *
 * @param {HTMLElement} list
 * @param {FinderIndex} index
 */
function group(list, { headings, options }) {
  const radios = findAll(list, "input", HTMLInputElement);
  const groups = Object.entries(headings).map(([id, title]) => {
    const inside = radios.filter(({ value }) => options[value]?.heading === id);
    for (const each of inside) each.after(...line(options[each.value].such_as));
    const labels = inside.map((each) => /** @type {Element} */ (each.parentElement));
    return element("div", { role: "group", "aria-label": title }, element("p", { class: "checker-group", "aria-hidden": "true" }, title), ...labels);
  });
  list.replaceChildren(...groups);
}

/**
 * Another word is another choice: what was picked before counts no more.
 *
 * @param {HTMLElement} box
 * @param {HTMLInputElement} input
 */
function search(box, input) {
  for (const each of findAll(box, "input[type=radio]", HTMLInputElement)) each.checked = false;
  keepWords(input.value);
  showFound(box, input.value);
}

/**
 * @param {HTMLElement} box
 * @param {string} typed
 */
function showFound(box, typed) {
  const index = indexes.get(box);
  if (!index) return;
  const chosen = picked(box)?.value;
  const meant = find(index, typed).map(([option]) => option);
  const shown = chosen && chosen !== index.not_listed && !meant.includes(chosen) ? [chosen, ...meant] : meant;
  first(box, ".checker-words-found").replaceChildren(...shown.map((option) => found(box, index, option)));
  first(box, ".checker-words-out").hidden = meant.includes(index.not_listed); // it is there once
  for (const each of findAll(box, ".checker-words-found input, .checker-words-out:not([hidden]) input", HTMLInputElement)) {
    if (each.value === chosen) each.checked = true;
  }
  say(first(box, ".checker-words-said"), said(typed, meant, index));
}

/**
 * @param {HTMLElement} box
 * @param {FinderIndex} index
 * @param {string} option
 */
function found(box, { options, not_listed }, option) {
  const { label, such_as } = options[option];
  const [title, hint] = option === not_listed ? [_("My issue is not in the list"), label] : [label, such_as];
  return choice(nameOf(box), option, title, hint);
}

/**
 * @param {string} typed
 * @param {string[]} meant
 * @param {FinderIndex} index
 */
function said(typed, meant, { options }) {
  if (!meant.length && hasOnlyBegun(typed)) return "";
  if (meant.length) return _("{count} found. {option}", { count: meant.length, option: options[meant[0]].label });
  return _("Nothing found. Look through the whole list, or choose “My issue is not in the list”.");
}

/**
 * The arrow leads from the field to what is found.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 */
function intoList(event, box) {
  const next = event.key === "ArrowDown" && seek(box, ".checker-words-found input", HTMLInputElement);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** @param {Element} box */
const picked = (box) => seek(box, "input[type=radio]:checked", HTMLInputElement);

/** @param {Element} box */
const nameOf = (box) => first(box, "input[type=radio]", HTMLInputElement).name;

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {string} [suchAs]
 */
function choice(name, value, label, suchAs = "") {
  const radio = element("input", { type: "radio", name, value });
  return element("label", { class: "checker-option" }, radio, " ", element("span", {}, label), ...line(suchAs));
}

/** @param {string} text */
const line = (text) => (text ? [" ", element("small", { class: "checker-such-as" }, text)] : []);
