// node search.mjs MATERIAL: asks Material's search worker as the site's pages do, through checker/web/search-worker.js.
// Fails, with what is wrong, where the two no longer understand each other: they speak in numbers private to Material.

import { deepStrictEqual as expectEqual } from "node:assert";
import { pathToFileURL } from "node:url";

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const DOCS = [
  { location: "a/", title: "Condiciones", text: "" },
  { location: "a/#b", title: "Condiciones", text: "<p>La garantía no está cubierta.</p>" },
  { location: "c/", title: "Horario", text: "" },
];
const INDEX = { language: "es", fields: { title: { boost: 10 }, text: { boost: 1 } }, docs: DOCS };

process.on("uncaughtException", ({ message }) => {
  console.error(message.split("\n")[0]);
  process.exit(1);
});

const listeners = [];
let answer;
// What a browser offers to a worker, as far as the two use it.
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: (_, listener) => listeners.push(listener),
  dispatchEvent: (event) => listeners.forEach((listener) => listener(event)),
  postMessage: (message) => answer(message),
});

/** What comes back when the page sends a message. */
function ask(type, data) {
  const event = { isTrusted: true, stopImmediatePropagation() {}, data: { type, data } };
  return new Promise((resolve) => {
    answer = resolve;
    listeners[0](event);
  });
}

await import("../web/search-worker.js");
const index = `data:application/json,${encodeURIComponent(JSON.stringify(INDEX))}`;
const ready = await ask(SETUP, { material: pathToFileURL(process.argv[2]).href, index });
expectEqual(ready.type, READY, "it does not get ready");
const { type, data } = await ask(QUERY, "garantias CUBIERTO");
expectEqual(type, RESULT, "it does not send results");
expectEqual(data.items.map((page) => page.map(({ location }) => location)), [["a/#b", "a/"]], "it does not find what fits");
expectEqual(data.items[0][0].terms, { garantias: true, CUBIERTO: true }, "it does not say which words were found");
