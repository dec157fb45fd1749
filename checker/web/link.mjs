// Answers in the page's address: #policy?fact=value&… — all that is known of the visitor, and never sent anywhere.

/** The policy and the answers (fact → value, both as written) of a fragment such as location.hash. */
export function readLink(fragment) {
  const [policy, query = ""] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  return { policy: safelyDecoded(policy), answers: new Map(new URLSearchParams(query)) };
}

/** The fragment that readLink reads back; empty without a policy. */
export function writeLink({ policy, answers }) {
  if (!policy) return "";
  const query = new URLSearchParams([...answers]).toString();
  return `#${encodeURIComponent(policy)}${query ? `?${query}` : ""}`;
}

function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
