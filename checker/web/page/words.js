// The page's own messages in the reader's language, written into the page when the site is built.

import { byId } from "../everywhere/dom.js";

/** @type {Record<string, string>} */
const messages = JSON.parse(byId("checker-messages").textContent);

/**
 * The message in the reader's language, its {names} filled in.
 *
 * @param {string} message
 * @param {Record<string, string | number>} values
 */
export function _(message, values = {}) {
  return (messages[message] ?? message).replace(/\{(\w+)\}/g, (field, name) => String(values[name] ?? field));
}
