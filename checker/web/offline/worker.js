/*! With Workbox (https://github.com/GoogleChrome/workbox, copyright 2018 Google LLC, MIT licence). */
// The service worker: keeps the site for times without a network, and is never the reason why a page is stale.
// checker/site/offline.py puts `KEPT` and Workbox before this. `KEPT.lasting`, `KEPT.changing` and `KEPT.python` give the
// digest of each address.
//
// A set is complete or not there: one file that is missing or not as published, and the set before stays. Python is a set of
// its own, for those who have used the checker: its cache is there once a page has said so.

/** How long (s) a page that is kept may be waited for. */
const PATIENCE = 5;

const PYTHON = `python-${registration.scope}`;

const kept = new workbox.precaching.PrecacheController();
const python = new workbox.precaching.PrecacheController({ cacheName: PYTHON });
/** @param {URL} address */
const bare = ({ origin, pathname }) => origin + pathname;

/**
 * With a revision, also where the address has one: Workbox then fetches past the browser's cache, which may be damaged.
 *
 * @param {[string, string]} listed
 */
const entry = ([url, integrity]) => ({ url, integrity, revision: integrity });

/**
 * Whoever asks past all caches asks past this one too: assets.js for what did not fit, the page `doctor` for all.
 *
 * @param {Request} request
 */
const pastCaches = ({ cache }) => cache === "reload" || cache === "no-store";

/**
 * Asks the host for all of it anew: it may have told the browser to keep it, or take an older date for the same file.
 * The host's own faults count as no answer.
 *
 * @type {import("workbox-core").WorkboxPlugin}
 */
const asking = {
  requestWillFetch: async ({ request }) => new Request(request, { cache: "reload" }),
  fetchDidSucceed: async ({ response }) => {
    if (response.status >= 500) throw new Error(`${response.url}: ${response.status}`);
    return response;
  },
  handlerDidError: async ({ request }) => (await kept.matchPrecache(bare(new URL(request.url)))) ?? fetch(request),
};

/**
 * @param {Record<string, string>} files
 * @param {import("workbox-strategies").Strategy} strategy
 * @param {import("workbox-precaching").PrecacheController} [set]
 */
function keep(files, strategy, set = kept) {
  set.addToCacheList(Object.entries(files).map(entry));
  const known = new Set(Object.keys(files).map((path) => new URL(path, self.location.href).href));
  workbox.routing.registerRoute(({ request, url }) => !pastCaches(request) && known.has(bare(url)), strategy);
}

keep(KEPT.lasting, kept.strategy);
keep(KEPT.changing, new workbox.strategies.NetworkOnly({ networkTimeoutSeconds: PATIENCE, plugins: [asking] }));
keep(KEPT.python, python.strategy, python);
self.addEventListener("install", kept.install);
self.addEventListener("install", (event) => event.waitUntil(ifUsed(() => python.install(event))));
self.addEventListener("activate", kept.activate);
self.addEventListener("activate", (event) => event.waitUntil(ifUsed(() => python.activate(event))));
self.addEventListener("message", (event) => {
  if (event.data === "python") python.install(installing(event));
});

/** @param {() => Promise<unknown>} work */
async function ifUsed(work) {
  if (await caches.has(PYTHON)) await work();
}

/**
 * As if it were the event of an installation: at others, Workbox keeps nothing that it has not got yet.
 *
 * @param {ExtendableEvent} event
 */
const installing = (event) =>
  /** @type {ExtendableEvent} */ ({ type: "install", waitUntil: (/** @type {Promise<unknown>} */ work) => event.waitUntil(work) });
self.skipWaiting();
workbox.core.clientsClaim();
