// What the visitor typed: kept from page to page in this tab, gone with it, and never in an address.

const KEY = "own-words";
/** As much as a description may be worth. */
const LONGEST = 500;

/** What was typed last; where the browser keeps nothing, nothing. */
export function keptWords() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} text */
export function keepWords(text) {
  try {
    sessionStorage.setItem(KEY, text.slice(0, LONGEST));
  } catch {
    // Some browsers keep nothing: then it is typed again.
  }
}
