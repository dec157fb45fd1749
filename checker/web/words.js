// The page's own messages in the reader's language, written into the page when the site is built.

const messages = JSON.parse(document.getElementById("checker-messages").textContent);

/** The message in the reader's language, its {names} filled in. */
export function _(message, values = {}) {
  return (messages[message] ?? message).replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field);
}
