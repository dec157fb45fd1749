// Which option a visitor's own words mean, as checker/core/words/finder.py: the same options, the same scores.
// It needs no Python: an index says of each stem for which options it speaks, and how much.

/** @import { FinderIndex } from "../contract" */

/** @typedef {Map<string, number>} Stems What a word may be a form of, each with what that is worth. */

const [MOST_OPTIONS, MOST_WORDS] = [8, 24];
const [WHOLE, BEGUN, MISTYPED] = [4, 3, 2];
const [SHORTEST_BEGUN, SHORTEST_MISTYPED] = [3, 4];
const NEAR = 6;

/**
 * The options that the words speak for, best first, each with its score; none where they fit nothing.
 *
 * @param {FinderIndex} index
 * @param {string} text
 * @returns {[string, number][]}
 */
export function find(index, text) {
  const words = [...new Set(split(text))].filter((word) => !Object.hasOwn(index.silent, word)).slice(0, MOST_WORDS);
  const known = stemsOf(index, words);
  /** @type {Map<number, number>} */
  const total = new Map();
  for (const stems of known) add(total, index.stems, stems);
  known.forEach((one, at) => known.slice(at + 1).forEach((other) => add(total, index.pairs, pairs(one, other))));
  const unknown = words.filter((word, at) => !known[at].size && /^[a-z]{4,}$/.test(word)).length;
  const least = Math.max(index.least * (1 + unknown), ...[...total.values()].map((score) => Math.floor(score / NEAR)));
  const names = Object.keys(index.options);
  const ranked = [...total].filter(([, score]) => score >= least).sort(([a, x], [b, y]) => y - x || a - b);
  return ranked.slice(0, MOST_OPTIONS).map(([at, score]) => [names[at], score]);
}

/**
 * Policies, options and scores, best first: of all the policies, or of those that the words name.
 *
 * @param {FinderIndex[]} indexes
 * @param {string} text
 * @returns {{ index: FinderIndex, option: string, score: number }[]}
 */
export function findAmong(indexes, text) {
  const said = split(text);
  const named = indexes.filter(({ names }) => names.some((name) => said.includes(name)));
  const found = (named.length ? named : indexes).flatMap((index) =>
    find(index, text).map(([option, score]) => ({ index, option, score })),
  );
  return found.sort((one, other) => other.score - one.score).slice(0, MOST_OPTIONS);
}

/** @param {string} text */
export function split(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
  const joined = plain.replace(/n['’]t\b/g, "nt").replace(/\b([a-z])[-.](?=[a-z0-9])/g, "$1");
  return (joined.match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 1);
}

/**
 * The stems of each word; one that two words share counts once.
 *
 * @param {FinderIndex} index
 * @param {string[]} words
 */
function stemsOf(index, words) {
  const seen = new Set();
  return words.map((word) => {
    const stems = [...stemsOfWord(index, word)];
    const fresh = stems.filter(([stem]) => !seen.has(stem));
    for (const [stem] of stems) seen.add(stem);
    return /** @type {Stems} */ (new Map(fresh.length || !stems.length ? fresh : [["", 0]]));
  });
}

/**
 * The longest stem of which the word is a form; else those that it begins; else those with one typing error.
 *
 * @param {FinderIndex} index
 * @param {string} word
 * @returns {Stems}
 */
function stemsOfWord({ by_letter, endings }, word) {
  const stems = by_letter[word[0]] ?? [];
  const isForm = (/** @type {string} */ stem) =>
    word === stem || (stem.length > 2 && word.startsWith(stem) && Object.hasOwn(endings, word.slice(stem.length)));
  const whole = stems.filter(isForm);
  if (whole.length) return new Map([[whole.reduce((one, other) => (other.length > one.length ? other : one)), WHOLE]]);
  const begun = word.length >= SHORTEST_BEGUN ? stems.filter((stem) => stem.startsWith(word)) : [];
  if (begun.length || word.length < SHORTEST_MISTYPED) return new Map(begun.map((stem) => [stem, BEGUN]));
  return new Map(stems.filter((stem) => isNear(word, stem, endings)).map((stem) => [stem, MISTYPED]));
}

/**
 * Whether the word is a form of the stem but for one letter: wrong, too many, missing, or two changed over.
 *
 * @param {string} word
 * @param {string} stem
 * @param {Record<string, 1>} endings
 */
function isNear(word, stem, endings) {
  if (stem.length < 4) return false;
  let at = 0;
  while (at < stem.length && word[at] === stem[at]) at += 1;
  const [rest, after] = [word.slice(at), stem.slice(at)];
  const swapped = rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2);
  const wanted = [[rest.slice(1), after.slice(1)], [rest.slice(1), after], [rest, after.slice(1)], [swapped, after]];
  return wanted.some(([left, right]) => left.startsWith(right) && Object.hasOwn(endings, left.slice(right.length)));
}

/**
 * Two words that are often said together; neither of them only begun.
 *
 * @param {Stems} one
 * @param {Stems} other
 */
function pairs(one, other) {
  /** @type {Stems} */
  const found = new Map();
  for (const [a, x] of one)
    for (const [b, y] of other)
      if (x !== BEGUN && y !== BEGUN) found.set(a < b ? `${a} ${b}` : `${b} ${a}`, Math.min(x, y));
  return found;
}

/**
 * Add to each option the most that one of the stems says for it.
 *
 * @param {Map<number, number>} total
 * @param {Record<string, number[]>} terms
 * @param {Stems} stems
 */
function add(total, terms, stems) {
  /** @type {Map<number, number>} */
  const most = new Map();
  for (const [stem, worth] of stems) {
    const told = Object.hasOwn(terms, stem) ? terms[stem] : [];
    for (let at = 0; at < told.length; at += 2) most.set(told[at], Math.max(most.get(told[at]) ?? 0, told[at + 1] * worth));
  }
  for (const [at, weight] of most) total.set(at, (total.get(at) ?? 0) + weight);
}
