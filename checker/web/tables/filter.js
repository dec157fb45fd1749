// A field above the decision tables: only rows about what is typed stay in sight.

import { find, findAll } from "../everywhere/dom.js";

/** @param {string} text */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Whether the text has all the words.
 *
 * @param {string} text
 * @param {string[]} words
 */
const fits = (text, words) => words.every((word) => fold(text).includes(word));

/**
 * Show the subjects of a row that have the words; hide the row where none has.
 *
 * @param {HTMLTableRowElement} row
 * @param {string[]} words
 */
function filterRow(row, words) {
  const subjects = findAll(row, "th > span", HTMLElement);
  for (const subject of subjects) subject.hidden = !fits(subject.innerText || (subject.textContent ?? ""), words);
  row.hidden = subjects.every(({ hidden }) => hidden);
}

/**
 * The tables of all places stand in the box. Those out of sight follow too; what is said counts one of them.
 *
 * @param {HTMLElement} box
 */
export function filterRows(box) {
  const [input, said] = [find(box, ".checker-filter input", HTMLInputElement), find(box, ".checker-filter [role]")];
  const rows = findAll(box, ".checker-decisions tbody tr", HTMLTableRowElement);
  const subjects = findAll(find(box, "tbody"), "th > span", HTMLElement);
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    for (const row of rows) filterRow(row, words);
    const shown = String(subjects.filter(({ hidden }) => !hidden).length);
    const template = said.getAttribute("data-said") ?? "";
    said.textContent = words.length ? template.replace("{shown}", shown).replace("{all}", String(subjects.length)) : "";
  });
}
