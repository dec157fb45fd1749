// What a host gets wrong, from what it answered. Pure: what is asked, and how it is shown, stands in doctor.js.

const TYPES = {
  html: ["text/html"],
  js: ["text/javascript", "application/javascript"],
  css: ["text/css"],
  json: ["application/json"],
  svg: ["image/svg+xml"],
};
const LASTING = /assets\/checker\/[a-z]+\.[0-9a-f]{12}\/|\.[0-9a-f]{8}\.min\.(js|css)$/;
const LONG = 7 * 24 * 3600;
const WORTH_PACKING = 1500;

/**
 * All that is wrong, the worst first: [{ kind, evidence }], `evidence` being lines of an address and what came of it.
 * `files`: [{ address, outcome, type, coding, cache, size }], where `outcome` is "fine", "missing", "changed" or
 * "unreachable", the next three are headers ("" for none), and size is in bytes; null where there is no list.
 * `page`: the headers { policy, framing, sniffing } of a page. `lost`: { address, status, isOurs } for an address that
 * does not exist. `secure`: whether the browser trusts the way to this host.
 */
export function diagnose({ files, page, lost, secure }) {
  const found = {
    list: files ? [] : ["files.json"],
    ...(files && ofFiles(files)),
    status: lost.status === 404 ? [] : [`${lost.address}: ${lost.status}`],
    lost: lost.isOurs ? [] : [lost.address],
    insecure: secure ? [] : ["http:"],
    framing: /frame-ancestors/.test(page.policy) || page.framing ? [] : ["Content-Security-Policy: frame-ancestors 'none'"],
    sniffing: page.sniffing === "nosniff" ? [] : ["X-Content-Type-Options: nosniff"],
  };
  return Object.entries(found).flatMap(([kind, evidence]) => (evidence.length ? [{ kind, evidence }] : []));
}

function ofFiles(files) {
  const came = files.filter(({ outcome }) => outcome === "fine" || outcome === "changed");
  const lasting = came.filter(({ address }) => LASTING.test(address));
  const others = came.filter((file) => !lasting.includes(file));
  const addresses = (list, said) => list.map((file) => `${file.address || "./"}${said ? `: ${said(file)}` : ""}`);
  return {
    ...Object.fromEntries(["missing", "changed", "unreachable"].map((kind) => [kind, addresses(files.filter(({ outcome }) => outcome === kind))])),
    type: addresses(came.filter(isMistyped), ({ type }) => type || "–"),
    kept: addresses(others.filter(({ cache }) => seconds(cache) > 0), ({ cache }) => cache),
    unsaid: addresses(others.filter(({ cache }) => !cache)),
    unpacked: addresses(came.filter(isUnpacked)),
    asked: addresses(lasting.filter(({ cache }) => seconds(cache) < LONG), ({ cache }) => cache || "–"),
  };
}

const ending = (address) => (/\/$|^$/.test(address) ? "html" : address.split(".").at(-1));

function isMistyped({ address, type }) {
  const expected = TYPES[ending(address)];
  return Boolean(expected) && !expected.includes(type.split(";")[0].trim().toLowerCase());
}

function isUnpacked({ address, coding, size }) {
  return ending(address) in TYPES && size > WORTH_PACKING && !coding;
}

/** How long (s) a browser may keep an answer without asking. */
function seconds(cache) {
  if (/no-cache|no-store/.test(cache)) return 0;
  return Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0);
}
