// What a host gets wrong, from what it answered. Pure: what is asked, and how it is shown, stands in doctor.js.

/**
 * A file of the site as the host gave it. The last four are headers, "" for none, and the size in bytes.
 *
 * @typedef {object} Found
 * @property {string} address
 * @property {"fine" | "missing" | "changed" | "unreachable"} outcome
 * @property {string} type
 * @property {string} coding
 * @property {string} cache
 * @property {number} size
 */

/**
 * What the host gave. `files` is null where there is no list; `page` has headers of a page; `lost` is an address that does
 * not exist; `secure`: whether the browser trusts the way to this host.
 *
 * @typedef {object} Host
 * @property {Found[] | null} files
 * @property {{ policy: string, framing: string, sniffing: string }} page
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
const LASTING = /assets\/checker\/[a-z]+\.[0-9a-f]{12}\/|\.[0-9a-f]{8}\.min\.(js|css)$/;
const FRAMING = "Content-Security-Policy: frame-ancestors 'none'";
const LONG = 7 * 24 * 3600;
const WORTH_PACKING = 1500;

/**
 * All that is wrong, the worst first.
 *
 * @param {Host} host
 * @returns {Finding[]}
 */
export function diagnose({ files, page, lost, secure }) {
  const found = {
    list: files ? [] : ["files.json"],
    ...(files && ofFiles(files)),
    status: lost.status === 404 ? [] : [`${lost.address}: ${lost.status}`],
    lost: lost.isOurs ? [] : [lost.address],
    insecure: secure ? [] : ["http:"],
    framing: /frame-ancestors/.test(page.policy) || page.framing ? [] : [FRAMING],
    sniffing: page.sniffing === "nosniff" ? [] : ["X-Content-Type-Options: nosniff"],
  };
  return Object.entries(found).flatMap(([kind, evidence]) => (evidence.length ? [{ kind, evidence }] : []));
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
    type: addresses(came.filter(isMistyped), ({ type }) => type || "–"),
    kept: addresses(others.filter(({ cache }) => seconds(cache) > 0), ({ cache }) => cache),
    unsaid: addresses(others.filter(({ cache }) => !cache)),
    unpacked: addresses(came.filter(isUnpacked)),
    asked: addresses(lasting.filter(({ cache }) => seconds(cache) < LONG), ({ cache }) => cache || "–"),
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
function isUnpacked({ address, coding, size }) {
  return ending(address) in TYPES && size > WORTH_PACKING && !coding;
}

/**
 * How long (s) a browser may keep an answer without asking.
 *
 * @param {string} cache
 */
function seconds(cache) {
  if (/no-cache|no-store/.test(cache)) return 0;
  return Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0);
}
