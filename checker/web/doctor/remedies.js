// What mends a finding, in the words of a host. As in checker/site/findings.py.

/** @typedef {Record<string, string | null>} KnownHost Its words for headers (`header`; null: it lets nobody set any) and kinds. */

/** @typedef {{ headers: Record<string, [string, string]>, hosts: Record<string, KnownHost> }} Hosts As in hosts.json. */

/**
 * The id of the host that names itself so in the header Server; "" for none that is known.
 *
 * @param {Hosts} known
 * @param {string} server
 */
export const hostOf = ({ hosts }, server) =>
  Object.keys(hosts).find((name) => (hosts[name].server ?? "").split("|").some((word) => server.toLowerCase().includes(word))) ?? "";

/**
 * What mends it, in the host's own words; "" where there is nothing to write.
 *
 * @param {Hosts} known
 * @param {string} kind
 * @param {string} host
 */
export function remedyOf({ headers, hosts }, kind, host) {
  const words = hosts[host] ?? { header: "{name}: {value}" };
  if (words[kind] || !(kind in headers)) return words[kind] ?? "";
  const [name, value] = headers[kind];
  return (words.header ?? "").replace("{name}", name).replace("{value}", value);
}

/**
 * Whether it takes a header that this host lets nobody set.
 *
 * @param {Hosts} known
 * @param {string} kind
 * @param {string} host
 */
export const isFixed = ({ headers, hosts }, kind, host) => kind in headers && hosts[host]?.header === null;
