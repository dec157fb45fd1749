// node search.mjs MATERIAL: asks Material's search worker as the site's pages do, through checker/web/search/search-worker.js.
// Fails, with what is wrong, where the two no longer understand each other: they speak in numbers private to Material.

import { deepStrictEqual as expectEqual } from "node:assert";
import { pathToFileURL } from "node:url";

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const DOCS = [
  { location: "a/", title: "Condiciones", text: "" },
  { location: "a/#b", title: "Condiciones", text: "<p>La garantía no está cubierta.</p>" },
  { location: "c/", title: "Horario", text: "" },
];
const INDEX = { language: "es", fields: { title: { boost: 10 }, text: { boost: 1 } }, silent: ["de"], alike: [["garantía", "warranty"]], docs: DOCS };

process.on("uncaughtException", ({ message }) => {
  console.error(message.split("\n")[0]);
  process.exit(1);
});

/** @typedef {{ location: string, terms: Record<string, boolean> }} FoundItem */
/** @typedef {{ type: number, data?: any }} Message `any`: what Material says is its own business. */

/** @type {((event: object) => void)[]} */
const listeners = [];
/** @type {(message: Message) => void} */
let answer;
// What a browser offers to a worker, as far as the two use it.
Object.assign(globalThis, {
  self: globalThis,
  addEventListener: (/** @type {string} */ _, /** @type {(event: object) => void} */ listener) => listeners.push(listener),
  dispatchEvent: (/** @type {object} */ event) => listeners.forEach((listener) => listener(event)),
  postMessage: (/** @type {Message} */ message) => answer(message),
});

/**
 * What comes back when the page sends a message.
 *
 * @param {number} type
 * @param {unknown} data
 * @returns {Promise<Message>}
 */
function ask(type, data) {
  const event = { isTrusted: true, stopImmediatePropagation() {}, data: { type, data } };
  return new Promise((resolve) => {
    answer = resolve;
    listeners[0](event);
  });
}

const ours = new URL("../web/search/search-worker.js", import.meta.url).href; // a worker's types are not Node's
await import(ours);
const index = `data:application/json,${encodeURIComponent(JSON.stringify(INDEX))}`;
const ready = await ask(SETUP, { material: pathToFileURL(process.argv[2]).href, index, page: "" });
expectEqual(ready.type, READY, "it does not get ready");
const { type, data } = await ask(QUERY, "garantias CUBIERTO");
expectEqual(type, RESULT, "it does not send results");
/** @type {{ location: string, terms: Record<string, boolean> }[][]} */
const items = data.items;
expectEqual(items.map((page) => page.map(({ location }) => location)), [["a/#b", "a/"]], "it does not find what fits");
expectEqual(items[0][0].terms, { garantias: true, CUBIERTO: true }, "it does not say which words were found");
const other = await ask(QUERY, "warranty de");
const found = other.data.items.map((/** @type {FoundItem[]} */ page) => page.map(({ location, terms }) => [location, terms]));
expectEqual(found[0][0], ["a/#b", { warranty: true }], "it does not understand a word that is alike, or hears one that is silent");
