// Python starts before the click on a link to the checker, in a worker that outlives it where the browser can; elsewhere its
// files are in the browser's cache by then.

/** @import { Bundle, Listed, ToWorker } from "../contract" */

import { fetchText } from "../python/assets.js";
import { fetchForm } from "../python/packed.js";

/** @typedef {{ name: string, tell: (message: ToWorker) => void, policies: Listed[] }} Prepared */

/** Under this the checker page finds in this tab which shared worker has been started for it (theme/inline/ahead.js). */
const KEY = "python";

/** @type {Promise<Prepared> | null} */
let prepared = null;

/**
 * Have Python start, once, and learn the policy of a link.
 *
 * @param {URL} page The checker's.
 * @param {string} hash The link's.
 */
export async function prepare(page, hash) {
  prepared ??= begin(page).catch((error) => {
    prepared = null; // the next wish may have more luck
    throw error;
  });
  const { name, tell, policies } = await prepared;
  note(name);
  const policy = policies.find(({ id }) => id === hash.slice(1).split("?")[0]);
  if (policy) tell({ policy });
}

/**
 * What starts Python is written in the checker's page, which comes into the browser's cache with its scripts and styles.
 *
 * @param {URL} page
 * @returns {Promise<Prepared>}
 */
async function begin(page) {
  const answer = await fetch(page);
  const wanted = await answer.text();
  const [, attributes, written] = /<script [^>]*id="checker-bundle"([^>]*)>(.*?)<\/script>/s.exec(wanted) ?? [];
  /** @type {Bundle} */
  const bundle = JSON.parse(written);
  const worker = new URL(/data-worker="([^"]*)"/.exec(attributes)?.[1] ?? "", answer.url);
  const { language, engine, runtime, policies: list } = bundle;
  const name = [language, engine, runtime].join(" ");
  const tell = globalThis.SharedWorker ? share(worker, name) : () => {};
  if (globalThis.SharedWorker) {
    tell({ bundle, hung: false, alone: true });
    note(name);
  } else {
    for (const forms of Object.values(bundle.ahead)) fetchForm(forms, bundle.digests).catch(() => {});
  }
  for (const [, path] of wanted.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)) fetch(new URL(path, answer.url)).catch(() => {});
  return { name, tell, policies: JSON.parse(await fetchText(list.file, list.digest)) };
}

/**
 * A worker for Python that the next page shares.
 *
 * @param {URL} address
 * @param {string} name
 */
function share(address, name) {
  const { port } = new SharedWorker(address, /** @type {WorkerOptions} */ ({ type: "module", name, extendedLifetime: true }));
  return (/** @type {ToWorker} */ message) => port.postMessage(message);
}

/** @param {string} name */
function note(name) {
  try {
    if (globalThis.SharedWorker) sessionStorage.setItem(KEY, name);
  } catch {
    // Some browsers keep nothing: then the next page starts its own.
  }
}
