// Words as search compares them: without accents, capitals and endings. Readers see only the words as written.

const KEPT = 3; // letters that every word keeps, so that short words stay apart
const ENDINGS = { en: /[eisy]+$/, es: /[aeios]+$/, it: /h?[aeiou]*s?$/ };

/** What stands between two words: as a string, because Material makes the expression. Entities are no words. */
export const SEPARATOR = "(?:&\\w+;|[^0-9A-Za-z\\u00c0-\\u024f])+";

const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("×", "x");

/** What all forms of `word` in `language` have in common, as far as search goes: “garanzia”, “garanzie” → “garanz”. */
export function stem(word, language) {
  const folded = fold(word);
  return folded.slice(0, KEPT) + folded.slice(KEPT).replace(ENDINGS[language], "");
}

/** The words of `text` by their stems, in order. */
export function stems(text, language) {
  const words = text.normalize("NFC").split(new RegExp(SEPARATOR)).filter(Boolean);
  return new Map(words.map((word) => [stem(word, language), word]));
}
