// Prints the clauses by which a policy excludes cases: node read-data.mjs ADDRESS, that of the folder data/v1/ of a site.

const read = async (/** @type {URL} */ address) => {
  const found = await fetch(address);
  if (!found.ok) throw new Error(`${address}: ${found.status}`);
  return found.json();
};

const indexAddress = new URL("index.json", process.argv[2]);
const index = await read(indexAddress);
for (const entry of index.policies) {
  const address = new URL(entry.file, indexAddress);
  const policy = await read(address);
  const site = new URL(policy.site, address);
  const clauses = new Map();
  for (const clause of policy.clauses) clauses.set(clause.id, clause);
  const excluding = new Set();
  for (const rule of policy.rules) if (rule.effect === "exclude") rule.clauses.forEach((name) => excluding.add(name));
  for (const clause of [...excluding].map((name) => clauses.get(name)))
    console.log([policy.policy, new URL(clause.href.en, site), clause.text.en].join("\t"));
}
