// The service worker: keeps the site for times without a network, and is never the reason why a page is stale.
// checker/build/offline.py puts `KEPT` and Workbox (https://github.com/GoogleChrome/workbox, copyright 2018 Google LLC,
// MIT licence) before this. `KEPT.lasting` and `KEPT.changing` give the digest of each address.
//
// A set is complete or not there: one file that is missing or not as published, and the set before stays.

/* global KEPT, workbox */

/** How long (s) a page that is kept may be waited for. */
const PATIENCE = 4;

const lasting = Object.entries(KEPT.lasting).map(([url, integrity]) => ({ url, integrity, revision: null }));
const changing = Object.entries(KEPT.changing).map(([url, integrity]) => ({ url, integrity, revision: integrity }));
const kept = new workbox.precaching.PrecacheController();
const bare = ({ origin, pathname }) => origin + pathname;
const places = (entries) => new Set(entries.map(({ url }) => new URL(url, self.location).href));

/** For fetchChecked in assets.mjs: what did not fit is asked for past all caches, so past this one too. */
const pastCaches = (request) => request.cache === "reload";

/** Asks the host whether what it sent is still good, whatever it said about keeping; its own faults count as none. */
const asking = {
  requestWillFetch: async ({ request }) => new Request(request, { cache: "no-cache" }),
  fetchDidSucceed: async ({ response }) => {
    if (response.status >= 500) throw new Error(`${response.url}: ${response.status}`);
    return response;
  },
  handlerDidError: async ({ request }) => (await kept.matchPrecache(bare(new URL(request.url)))) ?? fetch(request),
};

function route(entries, strategy) {
  const known = places(entries);
  workbox.routing.registerRoute(({ request, url }) => !pastCaches(request) && known.has(bare(url)), strategy);
}

kept.precache([...lasting, ...changing]);
route(lasting, kept.strategy);
route(changing, new workbox.strategies.NetworkOnly({ networkTimeoutSeconds: PATIENCE, plugins: [asking] }));
self.skipWaiting();
workbox.core.clientsClaim();
