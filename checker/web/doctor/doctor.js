// The page for those who run a copy of this site: asks the host for every file and shows what it gets wrong.
// It asks this site only, past all caches, and sends nothing but those requests.

/** @import { Finding, Found } from "./diagnosis.js" */

import { diagnose } from "./diagnosis.js";
import { byId, element, find, findAll } from "../everywhere/dom.js";

const AT_ONCE = 6;
const SHOWN = 5;
const { root = "", mark = "" } = byId("doctor").dataset;
const ROOT = new URL(root, location.href);
const LOST = "no-such-page/at-all/";

/**
 * The answer for an address of the site, from the host: no cache and no service worker knows such an address.
 *
 * @param {string} address
 * @param {RequestInit} [options]
 */
function ask(address, options) {
  return fetch(new URL(`${address}?doctor=${Date.now()}`, ROOT), { cache: "no-store", ...options });
}

/**
 * The values of these headers; "" for what is not there.
 *
 * @param {Response | null} response
 * @param {string[]} names
 */
const headers = (response, ...names) => names.map((name) => response?.headers.get(name) ?? "");

/**
 * Address and digest of each file; null where they cannot be read.
 *
 * @returns {Promise<[string, string][] | null>}
 */
async function readList() {
  try {
    return Object.entries(await (await ask("files.json")).json());
  } catch {
    return null;
  }
}

/**
 * @param {[string, string]} listed
 * @returns {Promise<Found>}
 */
async function examine([address, integrity]) {
  /** @type {Response | null} */
  let response;
  /** @type {Found["outcome"]} */
  let outcome = "fine";
  let size = 0;
  try {
    response = await ask(address, { integrity });
    size = (await response.arrayBuffer()).byteLength;
  } catch {
    response = await ask(address).catch(() => null);
    outcome = response?.ok ? "changed" : response ? "missing" : "unreachable";
  }
  const [type, coding, cache] = headers(response, "content-type", "content-encoding", "cache-control");
  return { address, outcome, size, type, coding, cache };
}

/** @param {[string, string][]} list */
async function examineAll(list) {
  /** @type {Found[]} */
  const found = [];
  const waiting = list.values();
  const work = async () => {
    for (const entry of waiting) {
      found.push(await examine(entry));
      byId("doctor-progress", HTMLProgressElement).value = found.length / list.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.sort((one, other) => (one.address < other.address ? -1 : 1));
}

async function examinePage() {
  const response = await ask("").catch(() => null);
  const names = ["content-security-policy", "x-frame-options", "x-content-type-options"];
  const [policy, framing, sniffing] = headers(response, ...names);
  return { policy, framing, sniffing };
}

async function examineLost() {
  const response = await ask(LOST).catch(() => null);
  const text = await response?.text().catch(() => "");
  return { address: LOST, status: response?.status ?? 0, isOurs: Boolean(text?.includes(mark)) };
}

/** @param {Finding[]} findings */
function show(findings) {
  for (const section of findAll(document, "[data-finding]")) {
    const finding = findings.find(({ kind }) => kind === section.dataset.finding);
    section.hidden = !finding;
    find(section, "ul").replaceChildren(...lines(finding?.evidence ?? []));
  }
  byId("doctor-well").hidden = findings.length > 0;
  byId("doctor-ill").hidden = findings.length === 0;
}

/** @param {string[]} evidence */
function lines(evidence) {
  const rest = evidence.length - SHOWN;
  const shown = rest > 1 ? [...evidence.slice(0, SHOWN), `… +${rest}`] : evidence;
  return shown.map((line) => element("li", {}, element("code", {}, line)));
}

async function run() {
  const button = byId("doctor-start");
  button.setAttribute("aria-disabled", "true");
  show([]);
  byId("doctor-well").hidden = true;
  byId("doctor-busy").hidden = false;
  const list = await readList();
  const files = list && (await examineAll(list));
  const findings = diagnose({ files, page: await examinePage(), lost: await examineLost(), secure: isSecureContext });
  byId("doctor-busy").hidden = true;
  show(findings);
  button.removeAttribute("aria-disabled");
  byId("doctor").dataset.state = "done";
}

byId("doctor-start").addEventListener("click", () => byId("doctor-start").ariaDisabled !== "true" && run());
byId("doctor-start").hidden = false;
