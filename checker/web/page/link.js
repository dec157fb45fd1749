// Answers in the page's address: #policy?fact=value&… — all that is known of the visitor, and never sent anywhere.
// `rules-version`, a name that no fact can have, is the version of the policy's rules with which the link was made.

import { around } from "../everywhere/dom.js";

/**
 * What a link leads to: the policy ("" for none), the version of its rules ("" for none), and answers as links write them,
 * by fact.
 *
 * @typedef {{ policy: string, version: string, answers: Map<string, string> }} Case
 */

/** In the place of a fact: what the visitor says. It fills a field, and answers nothing. */
const WORDS = "q";

const VERSION = "rules-version";

/**
 * What a fragment like location.hash leads to.
 *
 * @param {string} fragment
 * @returns {Case & { words: string }}
 */
export function readLink(fragment) {
  const [policy, query = ""] = fragment.replace(/^#(?=q=)/, "?").replace(/^#/, "").split(/\?(.*)/s);
  const answers = new Map(new URLSearchParams(query));
  for (const [fact] of torn(query)) answers.delete(fact);
  const words = answers.get(WORDS) ?? "";
  answers.delete(WORDS);
  const given = answers.get(VERSION) ?? "";
  const version = /^\d{4}\.\d{2}(\.\d{1,9})?$/.test(given) ? given : "";
  if (version) answers.delete(VERSION);
  return { policy: safelyDecoded(policy), version, answers, words };
}

/**
 * What of a fragment readLink leaves out: a fact that is given twice, with other values, and all facts where no policy is.
 *
 * @param {string} fragment
 */
export function leftOutOf(fragment) {
  const [policy, query = ""] = fragment.replace(/^#/, "").split(/\?(.*)/s);
  const parts = policy ? torn(query) : [...new URLSearchParams(query)];
  return parts.map(([fact, value]) => `${fact}=${value}`);
}

/**
 * The parts of a query that contradict each other.
 *
 * @param {string} query
 */
function torn(query) {
  const parts = [...new URLSearchParams(query)];
  const last = new Map(parts);
  const facts = new Set(parts.filter(([fact, value]) => last.get(fact) !== value).map(([fact]) => fact));
  return parts.filter(([fact]) => facts.has(fact));
}

/**
 * The fragment that readLink reads back; empty without a policy.
 *
 * @param {Case} linked
 */
export function writeLink({ policy, version, answers }) {
  if (!policy) return "";
  const query = new URLSearchParams([...(version ? [[VERSION, version]] : []), ...answers]).toString().replace(/%2C/g, ",");
  return `#${encodeURIComponent(policy)}${query ? `?${query}` : ""}`;
}

/**
 * For clicks: a link within the page leads there without a word in the address, which holds the answers.
 *
 * @param {MouseEvent} event
 */
export function stayOnPage(event) {
  const link = around(event.target, 'a[href^="#"]', HTMLAnchorElement);
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  place.tabIndex = -1;
  place.focus();
  place.scrollIntoView();
}

/** @param {string} text */
function safelyDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
