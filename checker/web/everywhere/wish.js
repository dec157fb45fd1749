// A visitor who reaches for a link to the checker, or for the field that leads there, wants it: prepare.js has Python start
// before the click. For all others nothing of Python is fetched.

import { around, findAll, seek } from "./dom.js";
import { savesData } from "../offline/offline.js";

/** How long (ms) the pointer or the focus rests on a link before that is a wish: to pass over it is none. */
const REST = 65;
const SLOW = ["slow-2g", "2g", "3g"];

const page = seek(document, "[data-checker-page]")?.dataset.checkerPage;
const target = page ? new URL(page, location.href) : null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;

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
 * Have Python start, and the page of the link made, in browsers that can (theme/inline/rules.json).
 *
 * @param {string} hash
 * @param {HTMLElement | null} link
 */
async function prepare(hash, link) {
  for (const each of findAll(document, ".wished")) each.classList.remove("wished");
  link?.classList.add("wished");
  try {
    /** @type {typeof import("./prepare.js")} */
    const module = await import(new URL("prepare.js", import.meta.url).href); // for the few who want it
    await module.prepare(/** @type {URL} */ (target), hash);
  } catch (error) {
    console.info("The checker is not prepared:", error);
  }
}
