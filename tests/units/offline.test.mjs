import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { runInNewContext } from "node:vm";
import "./page.mjs";

const registered = [];
let media = "";
Object.defineProperty(globalThis, "navigator", {
  value: { connection: undefined, serviceWorker: { register: async (...given) => registered.push(given) } },
});
globalThis.matchMedia = (query) => ({ matches: query === media });
Object.assign(document, { querySelector: () => Object.assign(new HTMLElement(), { dataset: { serviceWorker: "/sw.js" } }) });
const { keepSite, savesData } = await import("../../checker/web/offline/offline.js");

beforeEach(() => {
  [media, navigator.connection] = ["", undefined];
  registered.length = 0;
});

test("the site is kept, and its worker is never an old one", async () => {
  await keepSite();
  assert.deepEqual(registered, [["/sw.js", { updateViaCache: "none" }]]);
});

test("once the checker was used, the service worker is told to keep Python", async () => {
  const told = [];
  navigator.serviceWorker.ready = Promise.resolve({ active: { postMessage: (said) => told.push(said) } });
  await keepSite();
  assert.deepEqual(told, []);
  await keepSite(true);
  assert.deepEqual(told, ["python"]);
});

test("nothing is kept for those who save data, by either setting", async () => {
  media = "(prefers-reduced-data: reduce)";
  assert.equal(savesData(), true);
  await keepSite();
  [media, navigator.connection] = ["", { saveData: true }];
  assert.equal(savesData(), true);
  await keepSite();
  assert.equal(registered.length, 0);
  navigator.connection = { saveData: false };
  assert.equal(savesData(), false);
});

/** Runs a service worker; gives what it has told Workbox and the browser. */
function serve(path, extra = {}) {
  const said = { events: {}, routes: [], calls: [] };
  const self = {
    location: new URL("https://example.org/a/service-worker.js"),
    skipWaiting: () => said.calls.push("skipWaiting"),
    addEventListener: (kind, call) => (said.events[kind] = [...(said.events[kind] ?? []), call]),
  };
  class PrecacheController {
    constructor({ cacheName = "kept" } = {}) {
      const note = (what) => (event) => said.calls.push(`${cacheName} ${what} ${event.type}`);
      Object.assign(this, { strategy: cacheName, install: note("install"), activate: note("activate") });
    }
    addToCacheList = (list) => said.calls.push(...list);
    matchPrecache = async (address) => `kept ${address}`;
  }
  class NetworkOnly {
    constructor(options) {
      Object.assign(this, options);
    }
  }
  const workbox = {
    precaching: { PrecacheController },
    strategies: { NetworkOnly },
    routing: { registerRoute: (fits, strategy) => said.routes.push({ fits, strategy }) },
    core: { clientsClaim: () => said.calls.push("clientsClaim") },
  };
  class Request {
    constructor(request, options) {
      Object.assign(this, request, options);
    }
  }
  const KEPT = { lasting: { "assets/a.1.js": "sha256-a" }, changing: { "es/": "sha256-b" }, python: { "engine.1/a.bin": "sha256-c" } };
  const [registration, caches] = [{ scope: "/a/" }, { has: async () => false }];
  const known = { self, workbox, KEPT, Request, URL, Error, registration, caches, ...self, ...extra };
  runInNewContext(readFileSync(new URL(path, import.meta.url), "utf-8"), known);
  return said;
}

/** Has all that listens to such an event told of it, and done. */
async function happen({ events }, type, rest = {}) {
  const work = [];
  for (const call of events[type]) call({ type, waitUntil: (promise) => work.push(promise), ...rest });
  await Promise.all(work);
}

const WORKER = "../../checker/web/offline/worker.js";

test("the service worker takes over at once, and is installed whole", async () => {
  const said = serve(WORKER);
  const { calls } = said;
  assert.ok(calls.includes("skipWaiting") && calls.includes("clientsClaim"));
  for (const type of ["install", "activate"]) await happen(said, type);
  assert.deepEqual(calls.filter((call) => / (install|activate) /.test(call)), ["kept install install", "kept activate activate"]);
  const listed = calls.filter((call) => call.url);
  assert.deepEqual(listed.map(({ url, integrity, revision }) => [url, integrity, revision]), [
    ["assets/a.1.js", "sha256-a", "sha256-a"],
    ["es/", "sha256-b", "sha256-b"],
    ["engine.1/a.bin", "sha256-c", "sha256-c"],
  ]);
});

test("Python is kept once a page says that the checker was used, and from then on", async () => {
  const own = "python-/a/";
  const first = serve(WORKER);
  await happen(first, "message", { data: "else" });
  assert.equal(first.calls.filter((call) => String(call).startsWith(own)).length, 0);
  await happen(first, "message", { data: "python" });
  assert.ok(first.calls.includes(`${own} install install`)); // Workbox must take it for an installation
  const next = serve(WORKER, { caches: { has: async (name) => name === own } });
  for (const type of ["install", "activate"]) await happen(next, type);
  assert.ok(next.calls.includes(`${own} install install`) && next.calls.includes(`${own} activate activate`));
});

test("what changes is asked of the host anew, and a fault of the host is no answer", async () => {
  const { routes } = serve(WORKER);
  const { networkTimeoutSeconds, plugins: [asking] } = routes[1].strategy;
  assert.ok(networkTimeoutSeconds > 0 && networkTimeoutSeconds <= 10);
  assert.equal((await asking.requestWillFetch({ request: {} })).cache, "reload");
  for (const status of [500, 503]) await assert.rejects(asking.fetchDidSucceed({ response: { status, url: "x" } }));
  for (const status of [200, 404]) assert.equal((await asking.fetchDidSucceed({ response: { status } })).status, status);
  const request = { url: "https://example.org/a/es/?x#y" };
  assert.equal(await asking.handlerDidError({ request }), "kept https://example.org/a/es/");
});

test("what lasts is kept, what changes is not, and who asks past caches gets past", () => {
  const { routes } = serve(WORKER);
  const fits = (at, path, cache = "default") => routes[at].fits({ request: { cache }, url: new URL(path, "https://example.org/a/") });
  assert.equal(routes[0].strategy, "kept");
  assert.deepEqual([routes[2].strategy, fits(2, "engine.1/a.bin")], ["python-/a/", true]);
  assert.deepEqual([fits(0, "assets/a.1.js"), fits(0, "es/"), fits(1, "es/?q"), fits(1, "other/")], [true, false, true, false]);
  for (const cache of ["reload", "no-store"]) assert.deepEqual([fits(0, "assets/a.1.js", cache), fits(1, "es/", cache)], [false, false]);
});

test("the worker that ends it all drops its own caches, and itself", async () => {
  const gone = [];
  const scope = "https://example.org/a/";
  const { calls, events } = serve("../../deploy/service-worker.js", {
    caches: { keys: async () => [`x-${scope}`, "x-https://example.org/b/"], delete: async (name) => gone.push(name) },
    registration: { scope, unregister: async () => gone.push("itself") },
  });
  let waited;
  events.activate[0]({ waitUntil: (promise) => (waited = promise) });
  await waited;
  assert.deepEqual(gone, [`x-${scope}`, "itself"]);
  assert.ok(calls.includes("skipWaiting"));
});
