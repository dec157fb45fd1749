// Copy this file over site/service-worker.js to be rid of the service worker: browsers drop it and all that it kept.
// Leave it there for as long as anyone may come back who has been on the site before.

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.endsWith(registration.scope)).map((name) => caches.delete(name)));
  await registration.unregister();
}

self.skipWaiting();
self.addEventListener("activate", (event) => event.waitUntil(leave()));
