// Hostile links: node links.mjs COUNT SEED < facts.json
// `facts.json` is [{ policy, fact, type, options, minimum, maximum, maxToday }]. Prints
// { count, slowest: [ms, link], accepted: { "policy.fact": values }, links: a few of them }; throws at the first fault.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const LONGEST = 2000;
const KEPT = 5000;
const SHOWN = 4000;

globalThis.HTMLElement = class {
  textContent = "{}";
};
globalThis.document = { getElementById: () => new HTMLElement(), documentElement: { lang: "en" } };
const { readLink, writeLink } = await import("../../checker/web/page/link.js");
const { dateProblem, numberProblem } = await import("../../checker/web/page/values.js");

const [count, seed] = process.argv.slice(2).map(Number);
const facts = JSON.parse(readFileSync(0, "utf8"));

const DATES = ["2026-11-22", "2024-02-29", "0000-00-00", "0000-01-01", "0001-01-01", "9999-12-31", "9999-99-99", "2026-02-30"];
DATES.push("+1e9", "+010000-01-01", "-000001-01-01", "2026-1-1", "２０２６-11-22", "20261122", "2026-11-22T00:00");
const NUMBERS = ["0", "1", "-1", "007", "1e3", "0x10", "4.5", "٤", "１２", "999999999999999", "9999999999999999", "Infinity", "NaN", " 5", "5\n"];
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "rules-version", "policy", "", "checker-fault", "data-fact"];
const MARKUP = ["<img src=x onerror=window.injected=1>", "<script>window.injected=1</script>", '"><svg onload=window.injected=1>'];
MARKUP.push("javascript:window.injected=1", "{parts}", "{{7*7}}", "'); window.injected=1; ('", "\\u003cb\\u003e", "]]>", "-->");
const ODD = ["\0", "\ud800", "\udc00\ud800", "\u202e", "\ufeff", "\u2028", "\u{10ffff}", "a\u0300", "\r\n", "\t", "?", "#", "&", "=", "+"];
const GARBAGE = ["%", "%%", "%0", "%00", "%ff", "%ED%A0%80", "%C0%AF", "%F4%90%80%80", "%u0041", "%E2%80%AE", "%3Cimg%20src%3Dx%20onerror%3Dwindow.injected%3D1%3E"];
const VERSIONS = ["2026.11", "2020.01", "0000.00", "2026.11.1", "9999.99.999999999", "2026.11.1234567890", "../../x", "2026.11\n", "٢٠٢٦.11"];
const ALL = [DATES, NUMBERS, NAMES, MARKUP, ODD, GARBAGE, VERSIONS];

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function chanceOf(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const chance = chanceOf(seed);
const below = (limit) => Math.floor(chance() * limit);
const pick = (list) => list[below(list.length)];
const two = (number) => String(number).padStart(2, "0");
const odd = () => pick(pick(ALL));

function value({ type, options, minimum, maximum }) {
  const dice = chance();
  if (dice < 0.01) return pick(["x", "%41", "é", "９", "<b>"]).repeat(pick([10, 1000, 2001, 5000]));
  if (dice < 0.15) return odd();
  if (type === "integer") return chance() < 0.5 ? pick(NUMBERS) : String(minimum - 2 + below(maximum - minimum + 4));
  if (type === "date") return chance() < 0.3 ? pick(DATES) : [2020 + below(8), two(1 + below(12)), two(1 + below(31))].join("-");
  return type === "yes/no" ? pick(["yes", "no", "unknown", "YES", "1"]) : pick([...options, "unknown"]);
}

function part(fact) {
  const name = chance() < 0.1 ? odd() : fact.fact;
  const joint = chance() < 0.05 ? pick(["", "==", "%3D", "&=", ";", "[]="]) : "=";
  return `${name}${joint}${value(fact)}`;
}

/** Something cut out, put in or repeated, anywhere. */
function broken(text) {
  const [start, end] = [below(text.length + 1), below(text.length + 1)].sort((one, other) => one - other);
  return pick([text.slice(0, start) + text.slice(end), text.slice(0, start) + odd() + text.slice(start), text.slice(0, end) + text.slice(start)]);
}

function makeLink() {
  const { policy } = pick(facts);
  const own = facts.filter((each) => each.policy === policy);
  const parts = Array.from({ length: below(8) }, () => part(pick(own)));
  if (chance() < 0.3) parts.unshift(`rules-version=${pick(VERSIONS)}`);
  if (chance() < 0.0003) parts.push(...Array.from({ length: 2000 }, () => part(pick(own))));
  let link = `${chance() < 0.1 ? odd() : policy}${chance() < 0.05 ? pick(["", "&", "??"]) : "?"}${parts.join("&")}`;
  while (chance() < 0.2) link = broken(link);
  return `#${link}`;
}

/** As a browser has it in location.hash. */
const inAddress = (link) => new URL(link, "https://example.org/").hash;

function isTaken({ type, options, minimum, maximum, maxToday }, text) {
  if (type === "integer") return numberProblem({ minimum, maximum }, text) === null;
  if (type === "date") return dateProblem({ pastOnly: maxToday !== undefined }, text) === null;
  return (type === "yes/no" ? ["yes", "no"] : options).includes(text);
}

const accepted = new Map(facts.map((each) => [`${each.policy}.${each.fact}`, new Set()]));

function follow(address) {
  const state = readLink(address);
  for (const each of facts) {
    const text = each.policy === state.policy ? state.answers.get(each.fact) : undefined;
    if (text === undefined || text === "unknown" || !isTaken(each, text)) continue;
    assert(text.length <= LONGEST);
    const kept = accepted.get(`${each.policy}.${each.fact}`);
    if (kept.size < KEPT) kept.add(text);
  }
  return state;
}

/** How long (ms) it takes to read the link. */
function timed(address) {
  const before = performance.now();
  follow(address);
  return performance.now() - before;
}

function check(state) {
  assert.equal(typeof state.policy, "string");
  assert.match(state.version, /^(|[0-9]{4}\.[0-9]{2}(\.[0-9]{1,9})?)$/);
  for (const [name, text] of state.answers) assert.equal(`${typeof name} ${typeof text}`, "string string");
  if (state.policy) assert.deepEqual(readLink(inAddress(writeLink(state))), { ...state, words: "" });
}

let slowest = [0, ""];
const links = [];
for (let number = 0; number < count; number += 1) {
  const link = makeLink();
  try {
    const address = inAddress(link);
    const took = timed(address);
    if (took > slowest[0]) { // tried again, as the machine may have been busy with something else
      const sure = Math.min(took, timed(address), timed(address));
      if (sure > slowest[0]) slowest = [sure, address.slice(0, 200)];
    }
    check(follow(address));
    if (links.length < SHOWN && address.length < 5000) links.push(address);
  } catch (fault) {
    throw new Error(`With the link ${JSON.stringify(link.slice(0, 500))}`, { cause: fault });
  }
}
const values = Object.fromEntries([...accepted].map(([name, found]) => [name, [...found]]));
console.log(JSON.stringify({ count, slowest, accepted: values, links }));
