// What a host gets wrong, from what it answered. Pure: what is asked, and how it is shown, stands in doctor.js.
// checker/site/diagnosis.py says the same on the command line; a test compares the two.

import { forbidden, read } from "./policy.js";

/**
 * A file of the site as the host gave it. Headers are "" where there is none; `size` is in bytes; `expires` is for how long
 * (s) the header Expires lets it be kept, null without one; `from` is the address that it came from, "" for its own.
 *
 * @typedef {object} Found
 * @property {string} address
 * @property {"fine" | "missing" | "changed" | "unreachable"} outcome
 * @property {string} type
 * @property {string} coding
 * @property {string} cache
 * @property {number | null} expires
 * @property {number} size
 * @property {string} from
 */

/**
 * What the host gave. `files` is null where there is no list. `page` is a page of the site: its headers, the policy that it
 * carries itself, the address that it says it has, and its own. `python` has what the header of Python's worker forbids it
 * and what the worker needs. `embedded` has the headers of the embedded checker, `readers` the one that says which other sites'
 * scripts may read the data. `judged` is why the worker judged no case, "" where it did; `lost` is an address that does not
 * exist; `secure`: whether the browser trusts the way to this host.
 *
 * @typedef {object} Host
 * @property {Found[] | null} files
 * @property {{ policy: string, framing: string, sniffing: string, robots: string, own: string, canonical: string, address: string }} page
 * @property {{ policy: string, needs: string }} python
 * @property {{ policy: string, framing: string }} embedded
 * @property {string} readers
 * @property {string} judged
 * @property {string} contact
 * @property {{ address: string, status: number, isOurs: boolean }} lost
 * @property {boolean} secure
 */

/**
 * Something wrong; `evidence` is lines of an address and what came of it.
 *
 * @typedef {{ kind: string, evidence: string[] }} Finding
 */

/** @type {Record<string, string[]>} */
const TYPES = {
  html: ["text/html"],
  js: ["text/javascript", "application/javascript"],
  css: ["text/css"],
  json: ["application/json"],
  svg: ["image/svg+xml"],
};
const LASTING = /assets\/checker\/[a-z0-9-]+\.[0-9a-f]{12}\/|\.[0-9a-f]{8}\.min\.(js|css)$/;
const FRAMING = "Content-Security-Policy: frame-ancestors 'none'";
const EMBEDDED = "embed/";
const DATA = "data/v1/";
const LONG = 7 * 24 * 3600;
const WORTH_PACKING = 1500;
const PLACEHOLDER = ".example";

/**
 * All that is wrong, the worst first.
 *
 * @param {Host} host
 * @returns {Finding[]}
 */
export function diagnose({ files, page, python, embedded, readers, judged, contact, lost, secure }) {
  const { origin } = new URL(page.address);
  const found = {
    list: files ? [] : ["files.json"],
    policy: forbidden(page.policy, page.own, origin),
    python: forbidden(python.policy, python.needs, origin),
    judged: judged ? [judged] : [],
    ...(files && ofFiles(files)),
    status: lost.status === 404 ? [] : [`${lost.address}: ${lost.status}`],
    lost: lost.isOurs ? [] : [lost.address],
    hidden: /noindex|none/i.test(page.robots) ? [`X-Robots-Tag: ${page.robots}`] : [],
    foreign: !page.canonical || page.canonical === page.address ? [] : [`${page.address}: ${page.canonical}`],
    contact: contact.endsWith(PLACEHOLDER) ? [contact] : [],
    insecure: secure ? [] : ["http:"],
    framing: /frame-ancestors/.test(page.policy) || page.framing ? [] : [FRAMING],
    embedding: /frame-ancestors/.test(embedded.policy) || embedded.framing ? [] : [EMBEDDED],
    unembeddable: nobodyFrames(embedded),
    closed: readers ? [] : [DATA],
    sniffing: page.sniffing === "nosniff" ? [] : ["X-Content-Type-Options: nosniff"],
  };
  return Object.entries(found).flatMap(([kind, evidence]) => (evidence.length ? [{ kind, evidence }] : []));
}

/**
 * The header by which nobody at all may frame it. Where there is a list in a policy, no other header counts.
 *
 * @param {Host["embedded"]} embedded
 */
function nobodyFrames({ policy, framing }) {
  const lists = policy.split(",").flatMap((each) => read(each).get("frame-ancestors")?.join(" ") ?? []);
  if (lists.some((sources) => sources === "" || sources === "'none'")) return [`${EMBEDDED}: ${policy}`];
  return !lists.length && framing.toUpperCase() === "DENY" ? [`${EMBEDDED}: ${framing}`] : [];
}

/** @param {Found[]} files */
function ofFiles(files) {
  const came = files.filter(({ outcome }) => outcome === "fine" || outcome === "changed");
  const lasting = came.filter(({ address }) => LASTING.test(address));
  const others = came.filter((file) => !lasting.includes(file));
  /** @type {(list: Found[], said?: (file: Found) => string) => string[]} */
  const addresses = (list, said) => list.map((file) => `${file.address || "./"}${said ? `: ${said(file)}` : ""}`);
  return {
    missing: addresses(files.filter(({ outcome }) => outcome === "missing")),
    changed: addresses(files.filter(({ outcome }) => outcome === "changed")),
    unreachable: addresses(files.filter(({ outcome }) => outcome === "unreachable")),
    led: addresses(files.filter(({ from }) => from), ({ from }) => from),
    type: addresses(came.filter(isMistyped), ({ type }) => type || "–"),
    charset: addresses(came.filter(isMisread), ({ type }) => type),
    kept: addresses(others.filter((file) => seconds(file) > 0), said),
    unsaid: addresses(others.filter(isUnsaid)),
    unpacked: addresses(came.filter(isUnpacked)),
    asked: addresses(lasting.filter((file) => seconds(file) < LONG), said),
  };
}

/** @param {string} address */
const ending = (address) => (/\/$|^$/.test(address) ? "html" : address.slice(address.lastIndexOf(".") + 1));

/** @param {Found} file */
function isMistyped({ address, type }) {
  const expected = TYPES[ending(address)];
  return Boolean(expected) && !expected.includes(type.split(";")[0].trim().toLowerCase());
}

/** @param {Found} file */
function isMisread({ address, type }) {
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1].toLowerCase() ?? "utf-8";
  return ending(address) in TYPES && !["utf-8", "utf8"].includes(charset);
}

/** @param {Found} file */
function isUnpacked({ address, coding, size }) {
  return ending(address) in TYPES && size > WORTH_PACKING && !coding;
}

/** @param {Found} file */
const isUnsaid = ({ cache, expires }) => expires === null && !/no-cache|no-store|max-age/.test(cache);

/** @param {Found} file */
const said = ({ cache, expires }) => cache || (expires === null ? "–" : `Expires: +${expires} s`);

/**
 * How long (s) a browser may keep an answer without asking.
 *
 * @param {Found} file
 */
function seconds({ cache, expires }) {
  if (/no-cache|no-store/.test(cache)) return 0;
  return Number(/max-age=(\d+)/.exec(cache)?.[1] ?? expires ?? 0);
}
