// A file made here and saved by the browser. Nothing is sent.

import { element } from "../everywhere/dom.js";

const LASTS = 10_000;

/**
 * @param {string} text
 * @param {string} file
 * @param {string} type
 */
export function download(text, file, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), LASTS);
}
