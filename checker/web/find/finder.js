// Which option a visitor's own words mean, as checker/core/words/finder.py: the same options, the same scores.
// It needs no Python: an index says of each stem for which options it speaks, and how much.

/** @import { FinderIndex } from "../contract" */

/** @typedef {[string, number][]} Stems What a word may be a form of, each with what that is worth. */
/** @typedef {Map<number, number>} Scores By the position of an option. */

const [MOST_OPTIONS, MOST_WORDS] = [8, 24];
const [WHOLE, BEGUN, MISTYPED] = [4, 3, 2];
/** Where half of the words are unknown, each says so often the least that must be said that no option is meant. */
const DOUBT = 4;
const SHORTEST_BEGUN = 3;
/** What a word and a stem have together at least, for one to be the other mistyped: short words are near to many. */
const LETTERS_TO_MISTYPE = 9;

/** The options that the words speak for, best first, each with its score; none where they fit nothing.
 * @param {FinderIndex} index @param {string} text @returns {[string, number][]} */
export function find(index, text) {
  const words = [...new Set(split(text))].filter((word) => !Object.hasOwn(index.silent, word)).slice(0, MOST_WORDS);
  const stems = words.map((word) => stemsOf(index, word));
  const byStems = new Map(stems.map((each) => [each.map(([stem]) => stem).join(" "), each]));
  const known = [...byStems.values()].filter((each) => each.length);
  const unknown = words.filter((word, at) => !stems[at].length && /^[a-z]{4,}$/.test(word)).length;
  /** @type {Scores} */
  const total = new Map();
  for (const each of known) add(total, told(index.stems, each));
  known.forEach((one, at) => known.slice(at + 1).forEach((other) => add(total, told(index.pairs, pairs(one, other)))));
  const names = Object.keys(index.options);
  const found = new Map([...total].filter(([, score]) => score >= index.least));
  const doubt = new Map([[names.indexOf(index.not_listed), DOUBT * index.least * unknown]]);
  if (found.size && 2 * unknown >= words.length) add(found, doubt);
  const ranked = [...found].sort(([a, x], [b, y]) => y - x || a - b);
  return ranked.slice(0, MOST_OPTIONS).map(([at, score]) => [names[at], score]);
}

/** The words of a text, without capitals, accents and apostrophes. @param {string} text */
export function split(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
  const joined = plain.replace(/n['’]t\b/g, "nt").replace(/\b([a-z])[-.](?=[a-z0-9])/g, "$1");
  return (joined.match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 1);
}

/** The longest stem of which the word is a form; else those that it begins; else those with one typing error.
 * @param {FinderIndex} index @param {string} word @returns {Stems} */
function stemsOf({ by_letter, endings }, word) {
  const stems = by_letter[word[0]] ?? [];
  const whole = stems.filter((stem) => word === stem || (stem.length > 2 && isForm(word, stem, endings)));
  if (whole.length) return [[whole.reduce((one, other) => (other.length > one.length ? other : one)), WHOLE]];
  const begun = word.length >= SHORTEST_BEGUN ? stems.filter((stem) => stem.startsWith(word)) : [];
  if (begun.length) return begun.map((stem) => [stem, BEGUN]);
  return stems.filter((stem) => isNear(word, stem, endings)).map((stem) => [stem, MISTYPED]);
}

/** @param {string} word @param {string} stem @param {Record<string, 1>} endings */
const isForm = (word, stem, endings) => word.startsWith(stem) && Object.hasOwn(endings, word.slice(stem.length));

/** Whether the word is a form of the stem but for one letter: wrong, too many, missing, or two changed over.
 * @param {string} word @param {string} stem @param {Record<string, 1>} endings */
function isNear(word, stem, endings) {
  let at = 0;
  while (at < stem.length && word[at] === stem[at]) at += 1;
  const [rest, after] = [word.slice(at), stem.slice(at)];
  const swapped = rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2);
  const wanted = [[rest.slice(1), after.slice(1)], [rest.slice(1), after], [rest, after.slice(1)], [swapped, after]];
  const long = word.length + stem.length >= LETTERS_TO_MISTYPE;
  return long && wanted.some(([left, right]) => isForm(left, right, endings));
}

/** Two words that are often said together; neither of them only begun. @param {Stems} one @param {Stems} other @returns {Stems} */
function pairs(one, other) {
  const both = one.flatMap((a) => other.map((b) => ({ stems: [a[0], b[0]].sort(), worth: [a[1], b[1]] })));
  return both.filter(({ worth }) => !worth.includes(BEGUN)).map(({ stems, worth }) => [stems.join(" "), Math.min(...worth)]);
}

/** The most that one of the stems says for each option. @param {Record<string, number[]>} terms @param {Stems} stems */
function told(terms, stems) {
  /** @type {Scores} */
  const most = new Map();
  for (const [stem, worth] of stems) {
    const known = Object.hasOwn(terms, stem) ? terms[stem] : [];
    for (let at = 0; at < known.length; at += 2) most.set(known[at], Math.max(most.get(known[at]) ?? 0, known[at + 1] * worth));
  }
  return most;
}

/** @param {Scores} total @param {Scores} more */
function add(total, more) {
  for (const [at, score] of more) total.set(at, (total.get(at) ?? 0) + score);
}

/** Policies, options and scores, best first: of all the policies, or of those that the words name.
 * @param {FinderIndex[]} indexes @param {string} text @returns {{ index: FinderIndex, option: string, score: number }[]} */
export function findAmong(indexes, text) {
  const said = split(text);
  const named = indexes.filter(({ names }) => names.some((name) => said.includes(name)));
  const from = named.length ? named : indexes;
  const found = from.flatMap((index) => find(index, text).map(([option, score]) => ({ index, option, score })));
  return found.sort((one, other) => other.score - one.score).slice(0, MOST_OPTIONS);
}
