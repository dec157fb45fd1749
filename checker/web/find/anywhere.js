// One field over all policies: what is found are links, each to the checker with that answer given.

/** @import { FinderIndex, Listed } from "../contract" */

import { byId, element, seek } from "../everywhere/dom.js";
import { whenShown } from "../everywhere/shown.js";
import { readLink } from "../page/link.js";
import { fetchText } from "../python/assets.js";
import { findAmong } from "./finder.js";
import { hasOnlyBegun, say } from "./heard.js";
import { keepWords, keptWords } from "./kept-words.js";

const box = seek(document, "#anywhere", HTMLElement);
/** @type {Promise<FinderIndex[]> | null} */
let indexes = null;
/** @type {Map<string, string>} */
const titles = new Map();

if (box) {
  const input = byId("anywhere-words", HTMLInputElement);
  input.addEventListener("focus", load);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") intoList(event);
  });
  input.addEventListener("input", () => {
    keepWords(input.value);
    show(input.value);
  });
  if (document.activeElement === input) load();
  whenShown(() => {
    input.value ||= readLink(location.hash).words || keptWords(); // what was typed before this came counts
    if (input.value.trim()) {
      keepWords(input.value);
      show(input.value);
    }
  });
}

/** The indexes of all policies, asked for when the field is first used; after a fault, again. */
function load() {
  indexes ??= fetchIndexes().catch((error) => {
    console.warn(error);
    indexes = null;
    return [];
  });
  return indexes;
}

/** @returns {Promise<FinderIndex[]>} */
async function fetchIndexes() {
  const { list = "", digest = "" } = box?.dataset ?? {};
  /** @type {Listed[]} */
  const listed = JSON.parse(await fetchText(list, digest));
  for (const { id, title } of listed) titles.set(id, title);
  const files = listed.flatMap(({ find }) => find ?? []);
  return Promise.all(files.map(async (each) => JSON.parse(await fetchText(each.file, each.digest))));
}

/** @param {string} typed */
async function show(typed) {
  const found = findAmong(await load(), typed);
  if (byId("anywhere-words", HTMLInputElement).value !== typed) return;
  const { found: some = "", nothing = "" } = box?.dataset ?? {};
  const early = hasOnlyBegun(typed) ? "" : nothing;
  say(byId("anywhere-said"), found.length ? some.replace("{count}", String(found.length)) : early);
  byId("anywhere-found").replaceChildren(...found.map(link));
}

/** @param {{ index: FinderIndex, option: string }} found */
function link({ index: { policy, fact, options }, option }) {
  const { label, such_as } = options[option];
  const address = `${box?.dataset.checker}#${policy}?${fact}=${option}`;
  const about = [titles.get(policy), such_as].filter(Boolean).join(" – ");
  return element("li", {}, element("a", { href: address }, label), " ", element("small", {}, about));
}

/** @param {KeyboardEvent} event */
function intoList(event) {
  event.preventDefault();
  seek(byId("anywhere-found"), "a", HTMLAnchorElement)?.focus();
}
