// The page for those who run a copy of this site: asks the host for every file and shows what it gets wrong.
// It asks this site only, past all caches, and sends nothing but those requests.

import { diagnose } from "./diagnosis.js";
import { byId, element } from "./dom.js";

const AT_ONCE = 6;
const SHOWN = 5;
const ROOT = new URL(byId("doctor").dataset.root, location.href);
const LOST = "no-such-page/at-all/";

/** The answer for an address of the site, from the host itself: no cache and no service worker knows such an address. */
const ask = (address, options) => fetch(new URL(`${address}?doctor=${Date.now()}`, ROOT), { cache: "no-store", ...options });

async function readList() {
  try {
    return Object.entries(await (await ask("files.json")).json());
  } catch {
    return null;
  }
}

async function examine([address, integrity]) {
  let response, outcome = "fine", size = 0;
  try {
    response = await ask(address, { integrity });
    size = (await response.arrayBuffer()).byteLength;
  } catch {
    response = await ask(address).catch(() => null);
    outcome = response?.ok ? "changed" : response ? "missing" : "unreachable";
  }
  const header = (name) => response?.headers.get(name) ?? "";
  return { address, outcome, size, type: header("content-type"), coding: header("content-encoding"), cache: header("cache-control") };
}

async function examineAll(list) {
  const found = [], waiting = list.values();
  const work = async () => {
    for (const entry of waiting) {
      found.push(await examine(entry));
      byId("doctor-progress").value = found.length / list.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found.sort((one, other) => (one.address < other.address ? -1 : 1));
}

async function examinePage() {
  const headers = await ask("").then((response) => response.headers, () => new Headers());
  const header = (name) => headers.get(name) ?? "";
  return { policy: header("content-security-policy"), framing: header("x-frame-options"), sniffing: header("x-content-type-options") };
}

async function examineLost() {
  const response = await ask(LOST).catch(() => null);
  const text = await response?.text().catch(() => "");
  return { address: LOST, status: response?.status ?? 0, isOurs: Boolean(text?.includes(byId("doctor").dataset.mark)) };
}

function show(findings) {
  for (const section of document.querySelectorAll("[data-finding]")) {
    const finding = findings.find(({ kind }) => kind === section.dataset.finding);
    section.hidden = !finding;
    section.querySelector("ul").replaceChildren(...lines(finding?.evidence ?? []));
  }
  byId("doctor-well").hidden = findings.length > 0;
  byId("doctor-ill").hidden = findings.length === 0;
}

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
