// Words as search compares them: without accents, capitals and endings. Readers see only the words as written.

/** @typedef {string} Language A code, such as “es”. */

// What stays of a word, then the ending. At least three letters stay, so that short words are told apart.
/** @type {Record<string, RegExp>} */
const FORMS = { en: /^(.{2,}?ss|.{3,}?)(?:ie|[iye])?s?$/, es: /^(.{3,}?)[aeios]*$/, it: /^(.{3,}?)h?[aeiou]*s?$/ };

const OTHERS = /^(.{3,}?)[aeiou]*s?$/;

/** What stands between two words: as a string, because Material makes the expression. Entities are no words. */
export const SEPARATOR = "(?:&\\w+;|[^0-9A-Za-z\\u00c0-\\u024f])+";

/** @param {string} word */
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("×", "x");

/**
 * What the forms of `word` in `language` have in common, as far as search goes: “garanzia”, “garanzie” → “garanz”.
 *
 * @param {string} word
 * @param {Language} language
 */
export function stem(word, language) {
  const folded = fold(word);
  return (FORMS[language] ?? OTHERS).exec(folded)?.[1] ?? folded;
}

/**
 * The words of `text` by their stems, in order.
 *
 * @param {string} text
 * @param {Language} language
 */
export function stems(text, language) {
  const words = text.normalize("NFC").split(new RegExp(SEPARATOR)).filter(Boolean);
  return new Map(words.map((word) => [stem(word, language), word]));
}
