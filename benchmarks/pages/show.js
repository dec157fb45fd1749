// What each rule yields becomes a list, and the status the mark by which the benchmark knows that it is there.

/** @param {Record<string, string | boolean | null | undefined>} found */
export function show(found) {
  const list = document.createElement("ul");
  for (const [name, value] of Object.entries(found)) {
    if (value === false || value == null) continue;
    list.append(Object.assign(document.createElement("li"), { textContent: `${name}: ${value}` }));
  }
  document.body.replaceChildren(list);
  document.body.dataset.verdict = String(found.status);
}
