// The page “Embed it”: what the visitor chooses becomes the lines to copy, and the checker as they show it. What the frame
// sends, this page shows: it is the page around it.

import { byId, find, findAll } from "../everywhere/dom.js";
import "../everywhere/site.js";
import { copyButton, saidLine } from "../page/clipboard.js";

const box = byId("embed");
const form = find(box, "form", HTMLFormElement);
const preview = find(box, "support-checker");
const code = byId("embed-code", HTMLTextAreaElement);
const { root = "", label = "" } = box.dataset;
const ADDRESS = new URL(`${root}support-checker.js`, location.href).href;

/** What is chosen, by attribute; nothing for what the element takes anyway. */
const chosen = () =>
  findAll(form, "select", HTMLSelectElement).flatMap(({ name, value }) => (value ? [[name, value]] : []));

/** The lines for the page of another site. No value of these attributes needs escaping. */
function lines() {
  const attributes = chosen().map(([name, value]) => ` ${name}="${value}"`);
  return `<script src="${ADDRESS}" async></script>\n<support-checker${attributes.join("")}></support-checker>`;
}

function show() {
  const given = new Map(chosen().map(([name, value]) => [name, value]));
  for (const name of ["policy", "lang", "theme"]) {
    const value = given.get(name);
    if (value) preview.setAttribute(name, value);
    else preview.removeAttribute(name);
  }
  code.value = lines();
}

/** @param {Event} event */
function showReceived(event) {
  const { detail } = /** @type {CustomEvent} */ (event);
  byId("embed-received").hidden = false;
  find(byId("embed-received"), "pre").textContent = JSON.stringify(detail, null, 2);
}

const said = saidLine();
byId("embed-copy").append(copyButton(label, () => code.value, code, said), said);
form.addEventListener("change", show);
preview.addEventListener("verdict", showReceived);
show();
box.hidden = false;
