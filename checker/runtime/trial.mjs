// What the engine is led through, to see what it uses: the policies of a folder, and what makes no sense.

/** @import { Clerk } from "../web/python/clerk.js" */
/** @import { PythonRuntime } from "../web/runtime" */
/** @import { Fact, Model, Value } from "../web/contract" */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { call, importClerks, openClerk } from "../web/python/clerk.js";

const WAYS = 60;
/** 2 ** 32 by the golden ratio: its multiples are spread evenly, so that each way begins with another answer. */
const GOLDEN = 0x9e3779b1;
/** Garbage is collected every so many objects: while any kind of object is in use, and as it is in browsers. */
const COLLECTED = ["50", "2000", "300"];
const MOMENTS = ["2026-02-28T12:00:00+00:00", "2026-06-01T15:30+02:00", "2026-12-31T23:30:00-05:00", "2026-06-03T08:00:00-05:00", "2026-11-22T12:00:00+00:00", "2030-01-01T00:00:00+00:00"];
const DAYS_AGO = [0, 1, 12, 85, 200, 364, 366, 2500];
const WRONG = [null, true, -1, 0, 7, 1e300, 10 ** 15, 0.5, "", "unknown", "2026-02-30", "2024-02-29", "x".repeat(3000), "ñ€😀\ud800", [], {}, [{}]];
const BROKEN = ["", "{", "[]", "null", '"', "1e999", "[NaN]", '{"policy": 3}', '{"a": "\\ud800", "b": [1.5, -2]}', "[".repeat(99), "\u00e9", "\u0000"];

/**
 * All that a policy says, in words without a meaning, with characters of every width. Clauses are as long as real ones:
 * a long draft is made in another way.
 *
 * @param {Model} model
 * @param {string[]} languages
 */
function wordsOf(model, languages) {
  /** @type {Record<string, string[]>} */
  const clauses = {};
  /** @type {Record<string, string>} */
  const messages = {};
  JSON.stringify(model, (key, value) => {
    if (typeof value === "string") messages[value] = value + [" é", " “ñ” →", " 😀"][value.length % 3];
    for (const each of key.startsWith("clause") ? [value].flat() : []) clauses[each] = [`Clause ${each} à €. `.repeat(20), `page/#${each}`];
    return value;
  });
  return languages.map((language) => ({ language, clauses, messages: language === languages[0] ? {} : messages }));
}

/**
 * Answer what is asked until nothing is, each time in another way; of each question also what it does not take.
 *
 * @param {Clerk} clerk
 * @param {Model} model
 * @param {number} way
 */
function walk(clerk, model, way) {
  const facts = Object.fromEntries(model.facts.map((fact) => [fact.id, fact]));
  /** @type {Record<string, Value>} */
  const answers = {};
  const now = MOMENTS[way % MOMENTS.length];
  const known = { policy: model.id, today: now.slice(0, 10), now, root: "https://example.org/" };
  const ask = (/** @type {object} */ more) => clerk.reply(JSON.stringify({ ...known, answers: { ...answers, ...more } }), "");
  for (let step = next(Math.imul(way, GOLDEN)); ; step = next(step)) {
    const { ask: open, error } = JSON.parse(ask({}));
    if (error) throw new Error(`The engine took an answer for wrong: ${error}`);
    if (!open.length) break;
    for (const name of open) {
      ask({ [name]: among(WRONG, step) });
      answers[name] = valueOf(facts[name], step, known.today);
    }
  }
  const former = { version: "2020.01", answers: Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, String(value)])) };
  clerk.reply(JSON.stringify({ ...known, answers, link: former }), way % 2 ? JSON.stringify(model) : "");
}

/**
 * The next of numbers below 2 ** 32 that look drawn by chance: the same for every build.
 *
 * @param {number} step
 */
function next(step) {
  return (Math.imul(step, 1_664_525) + 1_013_904_223) >>> 0;
}

/**
 * The value that a number draws, by its high bits: the low ones follow each other in turn.
 *
 * @template T
 * @param {T[]} values
 * @param {number} step
 */
function among(values, step) {
  return values[Math.floor((step / 2 ** 32) * values.length)];
}

/**
 * @param {Fact} fact
 * @param {number} step
 * @param {string} today
 * @returns {Value}
 */
function valueOf({ type, options, minimum, cuts }, step, today) {
  if (step % 16 === 0) return null;
  if (type === "yes/no") return among([true, false], step);
  if (type === "integer") return among([minimum ?? 1, ...cuts], step);
  if (type === "date") return new Date(Date.parse(today) - among(DAYS_AGO, step) * 86_400_000).toISOString().slice(0, 10);
  if (type === "several") return Object.keys(options).slice(0, among([0, 1, 2], step));
  return among(Object.keys(options), step);
}

/**
 * Lead the engine of `python` through the policies of INPUT/policies, in every language.
 *
 * @param {PythonRuntime} python
 * @param {string} input
 */
export function tryAll(python, input) {
  const languages = readdirSync(input).flatMap((name) => /^words\.(\w+)\.json$/.exec(name)?.[1] ?? []).sort();
  const folder = join(input, "policies");
  /** @type {Model[]} */
  const policies = readdirSync(folder).sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  for (const [at, language] of languages.entries()) {
    call(python, importClerks(python), "collect_every", COLLECTED[at % COLLECTED.length]);
    const clerk = openClerk(python, language);
    for (const model of policies) {
      clerk.learn(JSON.stringify({ model, words: wordsOf(model, languages) }));
      for (let way = 0; way < WAYS; way++) walk(clerk, model, way);
    }
    for (const request of BROKEN) clerk.reply(request, "");
  }
}
