// What a Content-Security-Policy that a host sends takes from a page, or from Python's worker. As in checker/site/diagnosis.py.

/**
 * What governs a directive that a policy does not have.
 *
 * @type {Record<string, string[]>}
 */
const GOVERNED = {
  "script-src": ["script-src-elem", "script-src", "default-src"],
  "style-src": ["style-src-elem", "style-src", "default-src"],
  "img-src": ["img-src", "default-src"],
  "font-src": ["font-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "worker-src": ["worker-src", "child-src", "script-src", "default-src"],
};
const STRICT = /^'(nonce-|sha\d|strict-dynamic)/;

/**
 * What the policies of a header take of what `own`, the page's own policy, allows and so needs: directives, with what each
 * would have to allow.
 *
 * @param {string} header
 * @param {string} own
 * @param {string} origin
 * @returns {string[]}
 */
export function forbidden(header, own, origin) {
  const needs = read(own);
  return header.split(",").flatMap((policy) => [...taken(read(policy), needs, origin), ...barred(read(policy))]);
}

/**
 * @param {Map<string, string[]>} policy
 * @param {Map<string, string[]>} needs
 * @param {string} origin
 */
function taken(policy, needs, origin) {
  return Object.entries(GOVERNED).flatMap(([directive, governing]) => {
    const allowed = policy.get(governing.find((name) => policy.has(name)) ?? "");
    const missing = (needs.get(directive) ?? []).filter((source) => allowed && !allows(allowed, source, origin));
    return missing.length ? [`${directive}: ${missing.join(" ")}`] : [];
  });
}

/**
 * Directives that the theme or the checker cannot work under at all.
 *
 * @param {Map<string, string[]>} policy
 */
function barred(policy) {
  const box = policy.get("sandbox");
  const boxed = box && !["allow-scripts", "allow-same-origin"].every((each) => box.includes(each));
  return [...(boxed ? ["sandbox"] : []), ...(policy.has("require-trusted-types-for") ? ["require-trusted-types-for"] : [])];
}

/**
 * @param {string[]} allowed
 * @param {string} source
 * @param {string} origin
 */
function allows(allowed, source, origin) {
  if (source === "'none'" || allowed.includes(source)) return true;
  if (source === "'wasm-unsafe-eval'") return allowed.includes("'unsafe-eval'");
  if (source.startsWith("'sha")) return allowed.includes("'unsafe-inline'") && !allowed.some((each) => STRICT.test(each));
  const { protocol, host } = new URL(origin);
  return source === "'self'" && ["*", protocol, origin, host].some((each) => allowed.includes(each));
}

/**
 * The directives of one policy, with their sources.
 *
 * @param {string} policy
 */
export function read(policy) {
  const written = policy.split(";").map((each) => each.trim());
  const directives = written.filter(Boolean).map((each) => each.split(/\s+/));
  return new Map(directives.reverse().map(([name, ...sources]) => [name.toLowerCase(), sources]));
}
