// Links made with another version of the rules: what Python needs to say whether the verdict is still the same.

/**
 * For a state from a link, with the `present` version of its policy and what the page's bundle says of the policy:
 * { link: the link's version and answers, as it writes them; model: that version's rules as [path, digest] }.
 * `link` is null where it has no version or the present one, `model` where the site does not have it.
 */
export function otherVersion({ policy, version, written }, present, { folder, digests }) {
  if (!version || version === present) return { link: null, model: null };
  const path = `${folder}/${policy}-${version}.json`;
  const model = digests[path] ? [path, digests[path]] : null;
  return { link: { version, answers: Object.fromEntries(written) }, model };
}
