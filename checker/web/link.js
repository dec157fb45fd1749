// Answers in the page's address: #policy?fact=value&… — all that is known of the visitor, and never sent anywhere.
// `rules-version`, a name that no fact can have, is the version of the policy's rules with which the link was made.

const VERSION = "rules-version";

/** The policy, the version ("" for none) and the answers (fact → value, as written) of a fragment like location.hash. */
export function readLink(fragment) {
  const [policy, query = ""] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  const answers = new Map(new URLSearchParams(query));
  const version = /^\d{4}\.\d{2}(\.\d{1,9})?$/.test(answers.get(VERSION)) ? answers.get(VERSION) : "";
  if (version) answers.delete(VERSION);
  return { policy: safelyDecoded(policy), version, answers };
}

/** The fragment that readLink reads back; empty without a policy. */
export function writeLink({ policy, version, answers }) {
  if (!policy) return "";
  const query = new URLSearchParams([...(version ? [[VERSION, version]] : []), ...answers]).toString();
  return `#${encodeURIComponent(policy)}${query ? `?${query}` : ""}`;
}

/** For clicks: a link within the page leads there without a word in the address, which holds the answers. */
export function stayOnPage(event) {
  const link = event.target.closest('a[href^="#"]');
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  place.tabIndex = -1;
  place.focus();
  place.scrollIntoView();
}

function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
