// Material's search worker, given the index of the reader's language and words without accents and endings.
// It stands between the page and Material: what comes in is handed on as Material expects it, and the other way round.

/** @import { Language } from "./stems.js" */

import { SEPARATOR, stem, stems } from "./stems.js";

/** @typedef {{ terms: Record<string, boolean> }} FoundItem What Material says of a page, as far as it is changed here. */

const [SETUP, QUERY, RESULT] = [0, 2, 3]; // Material's own numbers
const EXACT = 8; // how much more a whole word weighs than the beginning of a longer one

const reply = self.postMessage.bind(self);
/** @type {Language} */
let language;
/** @type {Map<string, string>} By stem: the word as it was typed. */
let asked = new Map();
/** @type {Set<string>} */
let silent = new Set();
/** @type {Set<string>[]} Stems of words that are taken for each other. */
let alike = [];

/** @param {{ material: string, index: string }} given Addresses of Material's own worker and of the index. */
async function load({ material, index }) {
  const [response] = await Promise.all([fetch(index), import(material)]);
  if (!response.ok) throw new Error(`${index}: ${response.status}`);
  const found = await response.json();
  language = found.language;
  silent = new Set(found.silent.map((/** @type {string} */ word) => stem(word, language)));
  alike = found.alike.map((/** @type {string[]} */ words) => new Set(words.flatMap((word) => [...stems(word, language).keys()]).filter(tells)));
  lunr.trimmer = (token) => token.update((word) => stem(word, language));
  lunr.Pipeline.registerFunction(lunr.trimmer, "stems");
  // “en” is Material's word for no language: it loads no stemmers, which would not find beginnings of words.
  const config = { lang: ["en"], separator: SEPARATOR, pipeline: ["trimmer"], fields: found.fields };
  return { config, docs: found.docs, options: { suggest: false } };
}

/**
 * @param {number} type
 * @param {unknown} data
 */
const handOn = (type, data) => self.dispatchEvent(new MessageEvent("message", { data: { type, data } }));

/** @param {string} stem Which may be the “e” of “e-mail”. */
const tells = (stem) => stem.length > 1 && !silent.has(stem);

/**
 * Material puts a “*” after what has no weight: such a term stands for all words that begin so.
 *
 * @param {string} word
 * @param {number} place
 * @param {string[]} words
 */
function terms(word, place, words) {
  const last = place === words.length - 1; // perhaps not written to its end
  if (!last && /^[a-z]$/.test(word)) return []; // “l'assistenza”
  return last || word.length > 2 ? [`${word}^${EXACT}`, word] : [`${word}^${EXACT}`];
}

/**
 * The words that say something; where none does, all.
 *
 * @param {Map<string, string>} typed
 */
function telling(typed) {
  const found = [...typed].filter(([word]) => !silent.has(word));
  return found.length ? new Map(found) : typed;
}

/**
 * The stems of words that are alike, each with the word that was typed.
 *
 * @param {Map<string, string>} typed
 */
function othersOf(typed) {
  /** @type {Map<string, string>} */
  const others = new Map();
  for (const [word, written] of typed) {
    for (const other of alike.filter((group) => group.has(word)).flatMap((group) => [...group])) others.set(other, written);
  }
  for (const word of typed.keys()) others.delete(word);
  return others;
}

/** @param {string} text */
function ask(text) {
  const typed = telling(stems(text, language));
  const others = othersOf(typed);
  asked = new Map([...others, ...typed]);
  const whole = [...others.keys()].map((word) => `${word}^${EXACT}`);
  handOn(QUERY, [...whole, ...[...typed.keys()].flatMap(terms)].join(" "));
}

/**
 * Items name the words that they have and lack: as the reader typed them, and had where one that is alike is had.
 *
 * @param {FoundItem} item
 */
function withWordsAsTyped(item) {
  /** @type {Record<string, boolean>} */
  const terms = {};
  for (const [word, has] of Object.entries(item.terms)) terms[asked.get(word) ?? word] ||= has;
  return { ...item, terms };
}

self.postMessage = (/** @type {{ type: number, data: { items: FoundItem[][] } }} */ { type, data }) => {
  const shown = type === RESULT ? { items: data.items.map((page) => page.map(withWordsAsTyped)) } : data;
  reply({ type, data: shown });
};

self.addEventListener("message", async (event) => {
  if (!event.isTrusted) return; // our own: for Material
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === QUERY) return ask(data);
  try {
    handOn(SETUP, await load(data));
  } catch (error) {
    console.warn(error);
    reply({ failed: true });
  }
});
