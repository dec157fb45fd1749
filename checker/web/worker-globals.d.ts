// What workers find that no module gives them.

/** Material's own search worker brings it. */
declare var lunr: {
  trimmer: (token: { update: (change: (word: string) => string) => unknown }) => unknown;
  Pipeline: { registerFunction: (step: unknown, name: string) => void };
};

/** Written before the service worker by checker/site/offline.py. */
declare var KEPT: Record<"lasting" | "changing" | "python", Record<string, string>>;
declare var workbox: {
  core: typeof import("workbox-core");
  precaching: typeof import("workbox-precaching");
  routing: typeof import("workbox-routing");
  strategies: typeof import("workbox-strategies");
};

/** A service worker has these; TypeScript's library knows all workers as one. */
declare var registration: ServiceWorkerRegistration;
declare function skipWaiting(): Promise<void>;
interface WorkerGlobalScopeEventMap {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  message: ExtendableMessageEvent;
}
