// The page for those who run a copy of this site: asks the host for every file and shows what it gets wrong.
// It asks this site only, past all caches, and sends nothing but those requests.

/** @import { Finding, Found, Host } from "./diagnosis.js" */
/** @import { Hosts } from "./remedies.js" */

import { diagnose } from "./diagnosis.js";
import { judgeOne } from "./judge.js";
import { hostOf, isFixed, remedyOf } from "./remedies.js";
import { byId, element, find, findAll, seek } from "../everywhere/dom.js";
import { copyButton, saidLine } from "../page/clipboard.js";

const AT_ONCE = 6;
const SHOWN = 5;
const PAGE_HEADERS = ["content-security-policy", "x-frame-options", "x-content-type-options", "x-robots-tag"];
const { root = "", mark = "", contact = "", build = "" } = byId("doctor").dataset;
const ROOT = new URL(root, location.href);
const LOST = "no-such-page/at-all/";
/** @type {Hosts} */
const known = JSON.parse(byId("doctor-hosts").textContent);
const choice = byId("doctor-host", HTMLSelectElement);
/** @type {Finding[]} */
let findings = [];

/** @param {string | URL} address */
const marked = (address) => new URL(`${address}?doctor=${Date.now()}`, ROOT);

/**
 * The answer for an address of the site, from the host: no cache and no service worker knows such an address.
 *
 * @param {string | URL} address
 * @param {RequestInit} [options]
 */
const ask = (address, options) => fetch(marked(address), { cache: "no-store", ...options });

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
  const from = response ? origin(response) : await leadsAway(address);
  return { address, outcome, size, type, coding, cache, expires: expires(response), from };
}

/**
 * Where it came from, if not from the address that was asked for.
 *
 * @param {Response} response
 */
const origin = ({ redirected, url }) => (redirected ? url.replace(/\?doctor=\d+$/, "") : "");

/**
 * Another site is not asked: that an address leads there is all that this page may know.
 *
 * @param {string} address
 */
async function leadsAway(address) {
  const response = await ask(address, { redirect: "manual" }).catch(() => null);
  return response?.type === "opaqueredirect" ? "…" : "";
}

/**
 * For how long (s) the header Expires lets it be kept.
 *
 * @param {Response | null} response
 */
function expires(response) {
  const [until, since] = headers(response, "expires", "date").map(Date.parse);
  return Number.isNaN(until - since) ? null : Math.round((until - since) / 1000);
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

/** This page, as the host gives it; and what names the host. */
async function examinePage() {
  const address = location.origin + location.pathname;
  const response = await ask(address).catch(() => null);
  const [policy, framing, sniffing, robots] = headers(response, ...PAGE_HEADERS);
  const own = seek(document, 'meta[http-equiv="Content-Security-Policy"]', HTMLMetaElement)?.content ?? "";
  const canonical = seek(document, 'link[rel="canonical"]', HTMLLinkElement)?.href ?? "";
  return { server: headers(response, "server")[0], page: { policy, framing, sniffing, robots, own, canonical, address } };
}

async function examinePython() {
  const worker = new URL(byId("checker-bundle").dataset.worker ?? "", location.href);
  const [policy] = headers(await ask(worker).catch(() => null), "content-security-policy");
  return { policy, needs: known.headers.python[1] };
}

/** Who may frame the embedded checker, and which other sites' scripts may read the data, as the host says. */
async function examineOthers() {
  const framed = await ask("embed/").catch(() => null);
  const data = await ask("data/v1/index.json").catch(() => null);
  const [policy, framing] = headers(framed, ...PAGE_HEADERS);
  return { embedded: { policy, framing }, readers: headers(data, "access-control-allow-origin")[0] };
}

async function examineLost() {
  const response = await ask(LOST).catch(() => null);
  const text = await response?.text().catch(() => "");
  return { address: LOST, status: response?.status ?? 0, isOurs: Boolean(text?.includes(mark)) };
}

/** Show what was found, in the words of the host that is chosen. */
function show() {
  for (const section of findAll(document, "[data-finding]")) {
    const { finding: kind = "" } = section.dataset;
    const finding = findings.find((each) => each.kind === kind);
    section.hidden = !finding;
    const remedy = remedyOf(known, kind, choice.value);
    find(section, "pre").hidden = !remedy;
    find(section, "pre code").textContent = remedy;
    find(section, "[data-fixed]").hidden = !isFixed(known, kind, choice.value);
    find(section, "ul").replaceChildren(...lines(finding?.evidence ?? []));
  }
  const { profile } = known.hosts[choice.value] ?? {};
  byId("doctor-profile").hidden = !profile;
  byId("doctor-profile-file").textContent = profile ? `deploy/${profile}` : "";
}

/** @param {string[]} evidence */
function lines(evidence) {
  const rest = evidence.length - SHOWN;
  const shown = rest > 1 ? [...evidence.slice(0, SHOWN), `… +${rest}`] : evidence;
  return shown.map((line) => element("li", {}, element("code", {}, line)));
}

/** All that the page says now, as a text to hand on. */
function report() {
  const parts = [...findAll(document, "#doctor-outcome p:not([hidden]), [data-finding]:not([hidden])")];
  const said = parts.map((each) => each.innerText.trim()).filter(Boolean);
  return `${[ROOT.href, build, new Date().toISOString(), ...said].join("\n\n")}\n`;
}

function offerCopy() {
  const field = element("textarea", { class: "checker-visually-hidden", tabindex: -1, "aria-hidden": "true", readonly: true });
  const said = saidLine();
  byId("doctor-copy").replaceChildren(copyButton(byId("doctor-copy").dataset.label ?? "", report, field, said), field, said);
}

async function run() {
  const button = byId("doctor-start");
  button.setAttribute("aria-disabled", "true");
  for (const id of ["doctor-well", "doctor-ill", "doctor-after"]) byId(id).hidden = true;
  findings = [];
  show();
  byId("doctor-busy").hidden = false;
  const list = await readList();
  const files = list && (await examineAll(list));
  const { server, page } = await examinePage();
  const [python, lost, judged] = [await examinePython(), await examineLost(), await judgeOne(ROOT.href)];
  findings = diagnose({ ...(await examineOthers()), files, page, python, judged, contact, lost, secure: isSecureContext });
  byId("doctor-busy").hidden = true;
  choice.value = hostOf(known, server) || choice.value;
  show();
  byId("doctor-well").hidden = findings.length > 0;
  byId("doctor-ill").hidden = findings.length === 0;
  byId("doctor-after").hidden = false;
  button.removeAttribute("aria-disabled");
  byId("doctor").dataset.state = "done";
}

byId("doctor-start").addEventListener("click", () => byId("doctor-start").ariaDisabled !== "true" && run());
choice.addEventListener("change", show);
offerCopy();
byId("doctor-panel").hidden = false;
byId("doctor-unstarted").remove();
