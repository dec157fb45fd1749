// In the head of the embedded checker, before Python is asked for: the page around the frame names language and policy in
// the query. Language leads to the page in it. The policy becomes a part of the address after #, which is all that the
// checker goes by; answers or words may be there already, without a policy.
(() => {
  const { pages = "{}" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const asked = new URLSearchParams(location.search);
  const { search, hash } = location;
  const language = asked.get("lang") ?? "";
  const there = new Map(Object.entries(JSON.parse(pages))).get(language);
  if (there && language !== document.documentElement.lang) location.replace(there + search + hash);
  const policy = asked.get("policy");
  const [before] = hash.slice(1).split("?");
  if (!policy || (before && !before.includes("="))) return;
  const given = hash.length > 1 ? `?${hash.slice(1)}` : "";
  history.replaceState(history.state, "", `#${encodeURIComponent(policy)}${given}`);
})();
