// Copying: a button, and what is said once it is done. Where the browser refuses, what there is to copy is selected.

import { byId, element } from "../everywhere/dom.js";
import { button } from "./button.js";
import { _ } from "./words.js";

/** The place where it is said, for those who see, that something was copied. */
export const saidLine = () => element("p", { class: "checker-said", "aria-hidden": "true" });

/**
 * A button that copies what `content` is by then; `field` is where it can be selected instead, and `said` a line to say so.
 *
 * @param {string} label
 * @param {() => string} content
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {HTMLElement} said
 */
export const copyButton = (label, content, field, said) => button(label, () => copy(content(), field, said));

/**
 * @param {string} content
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {HTMLElement} said
 */
async function copy(content, field, said) {
  try {
    await navigator.clipboard.writeText(content);
    say(_("Copied"), said);
  } catch {
    field.value = content;
    field.hidden = false;
    field.focus();
    field.select();
    say(_("Your browser did not let the page copy. The text is selected: copy it with the keyboard."), said);
  }
}

/**
 * Say it to those who see, and to those who hear: also a second time.
 *
 * @param {string} text
 * @param {HTMLElement} said
 */
export function say(text, said) {
  const announcer = byId("checker-announcer");
  said.textContent = text;
  announcer.textContent = "";
  requestAnimationFrame(() => (announcer.textContent = text));
}
