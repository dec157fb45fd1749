// node ask_search.mjs: asks the site's search worker, with Material's own, as a page does. Takes {material, index, asked}
// from standard input; prints, for each question, the locations found, best first. Where the index is in parts, it takes
// {files, page} too: the parts by address, and the address of the page.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [SETUP, QUERY] = [0, 2]; // Material's own numbers
const { material, index, asked, files, page = "" } = JSON.parse(readFileSync(0, "utf8"));
const listeners = [];
let answer;
// What a browser offers to a worker, as far as the two use it.
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: (_, listener) => listeners.push(listener),
  dispatchEvent: (event) => listeners.forEach((listener) => listener(event)),
  postMessage: (message) => answer(message),
});

const ask = (type, data) =>
  new Promise((resolve) => {
    answer = resolve;
    listeners[0]({ isTrusted: true, stopImmediatePropagation() {}, data: { type, data } });
  });

await import("../../checker/web/search/search-worker.js");
if (files) globalThis.fetch = async (address) => ({ ok: address in files, json: async () => files[address] });
const address = files ? index : `data:application/json,${encodeURIComponent(JSON.stringify(index))}`;
await ask(SETUP, { material: pathToFileURL(material).href, index: address, page });
const found = [];
for (const words of asked) found.push((await ask(QUERY, words)).data.items.flat().map(({ location }) => location));
console.log(JSON.stringify(found));
