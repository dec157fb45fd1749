// Material's search worker, given the index of the reader's language and words without accents and endings.
// It stands between the page and Material: what comes in is handed on as Material expects it, and the other way round.

/** @import { Language } from "./stems.js" */

import { SEPARATOR, stem, stems } from "./stems.js";

/** @typedef {{ terms: Record<string, boolean> }} FoundItem What Material says of a page, as far as it is changed here. */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // Material's own numbers
const OPTIONS = { suggest: false };
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

/** @type {unknown[]} What is found: all of the index, or the parts that were asked for. */
let docs = [];
/** @type {Map<string, string>} Of an index in parts: the folders that are not there yet, each with its address. */
let parts = new Map();
/** @type {unknown} */
let config;
/** @type {(() => void) | undefined} Called when Material has read what it was given once more. */
let again;
/** @type {Promise<void>} What was asked before: one thing after the other. */
let before = Promise.resolve();

/** @param {string} address */
async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** @param {{ material: string, index: string, page: string }} given Addresses of Material's own worker, the index, the page. */
async function load({ material, index, page }) {
  const [found] = await Promise.all([json(index), import(material)]);
  language = found.language;
  docs = found.docs;
  const base = found.parts && new URL("./", index);
  parts = new Map((found.parts ?? []).map((/** @type {string} */ folder) => [folder, new URL(`${folder}.json`, base).href]));
  const root = base && new URL("../", base).href;
  silent = new Set(found.silent.map((/** @type {string} */ word) => stem(word, language)));
  alike = found.alike.map((/** @type {string[]} */ words) => new Set(words.flatMap((word) => [...stems(word, language).keys()]).filter(tells)));
  lunr.trimmer = (token) => token.update((word) => stem(word, language));
  lunr.Pipeline.registerFunction(lunr.trimmer, "stems");
  // “en” is Material's word for no language: it loads no stemmers, which would not find beginnings of words.
  config = { lang: ["en"], separator: SEPARATOR, pipeline: ["trimmer"], fields: found.fields };
  await take([...parts.keys()].filter((folder) => page.startsWith(`${root}${folder}/`)));
  handOn(SETUP, { config, docs, options: OPTIONS });
}

/**
 * Have the parts of these folders too.
 *
 * @param {string[]} folders
 */
async function take(folders) {
  const found = await Promise.all(folders.map((folder) => json(parts.get(folder) ?? "")));
  docs = docs.concat(...found.map((part) => part.docs));
  for (const folder of folders) parts.delete(folder);
}

/**
 * The folders, not there yet, whose policy is named among the words.
 *
 * @param {Map<string, string>} typed
 */
function named(typed) {
  const words = (/** @type {string} */ folder) => (folder.split("/").pop() ?? "").split("-");
  return [...parts.keys()].filter((folder) => words(folder).every((word) => typed.has(stem(word, language))));
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
async function ask(text) {
  const wanted = named(stems(text, language));
  if (wanted.length) {
    await take(wanted);
    const read = new Promise((/** @type {(value: void) => void} */ done) => (again = done));
    handOn(SETUP, { config, docs, options: OPTIONS });
    await read;
    again = undefined;
  }
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
  if (type === READY && again) return void again();
  const shown = type === RESULT ? { items: data.items.map((page) => page.map(withWordsAsTyped)) } : data;
  reply({ type, data: shown });
};

self.addEventListener("message", async (event) => {
  if (!event.isTrusted) return; // our own: for Material
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  try {
    before = before.then(() => (type === QUERY ? ask(data) : load(data)));
    await before;
  } catch (error) {
    console.warn(error);
    reply({ failed: true });
  }
});
