// A visitor who reaches for a link to the checker, or for the field that leads there: Python starts before the click, in
// a worker that outlives it where the browser can; elsewhere its files are there by then. For all others nothing of
// Python is fetched.

/** @import { Bundle, Listed, ToWorker } from "../contract" */

import { around, findAll, seek } from "./dom.js";
import { savesData } from "../offline/offline.js";
import { fetchForm } from "../python/packed.js";
import { fetchText } from "../python/assets.js";

/** @typedef {{ name: string, tell: (message: ToWorker) => void, policies: Listed[] }} Prepared */

/** How long (ms) the pointer or the focus rests on a link before that is a wish: to pass over it is none. */
const REST = 65;
const SLOW = ["slow-2g", "2g", "3g"];
/** Under this the checker page finds in this tab which shared worker has been started for it (theme/inline/ahead.js). */
const KEY = "python";

const page = seek(document, "[data-checker-page]")?.dataset.checkerPage;
const target = page ? new URL(page, location.href) : null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;
/** @type {Promise<Prepared> | null} */
let prepared = null;

if (target && !seek(document, "#checker-app") && !isSpared()) {
  for (const event of ["pointerover", "focusin"]) addEventListener(event, notice);
  for (const event of ["pointerdown", "touchstart"]) addEventListener(event, notice, { passive: true });
}

/** Whether this visitor, or the line, is spared whatever was not asked for by a click. */
function isSpared() {
  return savesData() || SLOW.includes(navigator.connection?.effectiveType ?? "");
}

/** @param {Event} event */
function notice({ type, target: place }) {
  clearTimeout(rest);
  const hash = wishedFor(place);
  if (hash === null) return;
  rest = setTimeout(prepare, type === "pointerover" || type === "focusin" ? REST : 0, hash, around(place, "a"));
}

/**
 * The answers in the link to the checker that is under the pointer or has the focus; "" in the field that leads there;
 * null elsewhere.
 *
 * @param {EventTarget | null} place
 */
function wishedFor(place) {
  if (around(place, "#anywhere input")) return "";
  const link = around(place, "a[href]", HTMLAnchorElement);
  return link?.origin === target?.origin && link?.pathname === target?.pathname ? (link?.hash ?? "") : null;
}

/**
 * Have Python start, once, and the page of the link made, in browsers that can (theme/inline/rules.json).
 *
 * @param {string} hash
 * @param {HTMLElement | null} link
 */
async function prepare(hash, link) {
  for (const each of findAll(document, ".wished")) each.classList.remove("wished");
  link?.classList.add("wished");
  try {
    prepared ??= begin();
    const { name, tell, policies } = await prepared;
    note(name);
    const policy = policies.find(({ id }) => id === hash.slice(1).split("?")[0]);
    if (policy) tell({ policy });
  } catch (error) {
    prepared = null;
    console.info("The checker is not prepared:", error);
  }
}

/**
 * What starts Python is written in the checker's page, which comes into the browser's cache with its scripts and styles.
 *
 * @returns {Promise<Prepared>}
 */
async function begin() {
  const answer = await fetch(/** @type {URL} */ (target));
  const wanted = await answer.text();
  const [, attributes, written] = /<script [^>]*id="checker-bundle"([^>]*)>(.*?)<\/script>/s.exec(wanted) ?? [];
  /** @type {Bundle} */
  const bundle = JSON.parse(written);
  const worker = new URL(/data-worker="([^"]*)"/.exec(attributes)?.[1] ?? "", answer.url);
  const { language, engine, runtime, policies: list } = bundle;
  const name = [language, engine, runtime].join(" ");
  const tell = globalThis.SharedWorker ? share(worker, name) : () => {};
  if (globalThis.SharedWorker) {
    tell({ bundle, hung: false, alone: true });
    note(name);
  } else {
    for (const forms of Object.values(bundle.ahead)) fetchForm(forms, bundle.digests).catch(() => {});
  }
  for (const [, path] of wanted.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)) fetch(new URL(path, answer.url)).catch(() => {});
  return { name, tell, policies: JSON.parse(await fetchText(list.file, list.digest)) };
}

/**
 * A worker for Python that the next page shares.
 *
 * @param {URL} address
 * @param {string} name
 */
function share(address, name) {
  const { port } = new SharedWorker(address, /** @type {WorkerOptions} */ ({ type: "module", name, extendedLifetime: true }));
  return (/** @type {ToWorker} */ message) => port.postMessage(message);
}

/** @param {string} name */
function note(name) {
  try {
    if (globalThis.SharedWorker) sessionStorage.setItem(KEY, name);
  } catch {
    // Some browsers keep nothing: then the next page starts its own.
  }
}
