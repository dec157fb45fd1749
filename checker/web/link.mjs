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
