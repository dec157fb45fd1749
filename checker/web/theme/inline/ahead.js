// Python's worker and files take longest to come: the page asks for them before anything else, its module included. A
// policy that the address names is learned meanwhile; where it cannot be had, the page's module says why.
// textsAhead holds the texts that the module needs first, by their paths, as promises; null where one cannot be had.
// startPython(hung) gives the worker, which has got the files of the page's bundle; if the one before `hung`, it starts
// without the image. What it has said meanwhile is in `said`. Where the page before has begun a worker for Python to share
// (everywhere/wish.js), the first that is given is that one. A page that is made before it is shown fetches nothing of Python.
{
  /** What is a fast line: so many Mbit/s, and the host's first answer after no more than so many ms. */
  const [FAST, FAR] = [2, 120];
  /** How long (ms) Python waits on a slow line. */
  const PATIENCE = 5_000;
  const { dataset, textContent } = /** @type {HTMLElement} */ (document.getElementById("checker-bundle"));
  /** @type {import("../../contract").Bundle} */
  const bundle = JSON.parse(textContent);
  const address = (/** @type {string} */ path) => dataset.files + path;
  const textsAhead = (globalThis.textsAhead = new Map());

  /** @param {string} path */
  const packs = async (path) => (await fetch(address(path), { method: "HEAD" })).headers.has("Content-Encoding");

  /**
   * Whether the service worker has the file.
   *
   * @param {string} path
   */
  const keeps = async (path) =>
    Boolean(navigator.serviceWorker?.controller && (await caches.match(address(path), { ignoreSearch: true })));

  /**
   * The bytes of a file in one of its forms: the first, but if there are two only where the host packs it, and the other is
   * not kept. As the worker does it where it is alone (python/packed.js).
   *
   * @param {string[]} forms
   */
  const get = async ([first, second]) => {
    const path = second && ((await keeps(second)) || !(await packs(first))) ? second : first;
    return (await fetch(address(path), { integrity: bundle.digests[path] })).arrayBuffer();
  };

  /**
   * Whether the page and Python would be in each other's way on the line: a question can be answered long before Python is
   * here, if nothing else is fetched beside it.
   */
  const isSlow = () => {
    const [opened] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const { effectiveType = "4g", downlink = FAST } = navigator.connection ?? {};
    return effectiveType !== "4g" || downlink < FAST || (opened?.responseStart ?? 0) - (opened?.requestStart ?? 0) > FAR;
  };

  /** Resolves when there is something to see, or does not come: from then on the line is Python's. */
  const room = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    if (!isSlow()) return resolve();
    addEventListener("checker:asked", resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });

  /** @typedef {Pick<StartedWorker, "postMessage">} Told */

  /**
   * @param {Told} worker
   * @param {import("../../contract").ToWorker} message
   * @param {Transferable[]} [handed]
   */
  const tell = (worker, message, handed = []) => worker.postMessage(message, handed);

  /**
   * Give the worker a file, or null where it cannot be had; it then says why.
   *
   * @param {Told} worker
   * @param {string} path
   * @param {string[]} forms
   */
  const give = async (worker, path, forms) => {
    await room;
    const bytes = await get(forms).catch(() => null);
    tell(worker, { path, bytes }, bytes ? [bytes] : []);
  };

  /** @param {import("../../contract").Digested} wanted */
  const read = ({ file, digest }) => {
    const text = fetch(address(file), { integrity: digest }).then((answer) => answer.text());
    textsAhead.set(file, text.catch(() => null));
    return text;
  };

  /** The policy that the address names, with its parcel; null where there is none. */
  const named = async () => {
    /** @type {import("../../contract").Listed[]} */
    const policies = JSON.parse(await read(bundle.policies));
    const policy = policies.find(({ id }) => id === location.hash.slice(1).split("?")[0]);
    return policy ? { policy, parcel: await read(policy) } : null;
  };

  /** @type {ReturnType<typeof named> | null} */
  let found = null;

  /** @param {Told} worker */
  const learn = async (worker) => {
    const policy = await (found ??= named());
    if (policy) tell(worker, policy);
  };

  /**
   * The worker, with what it says noted until somebody listens.
   *
   * @param {Omit<StartedWorker, "said" | "shared">} worker
   * @param {boolean} shared
   */
  const noted = (worker, shared) => {
    const made = Object.assign(worker, { said: /** @type {Event[]} */ ([]), shared });
    worker.onmessage = worker.onerror = (/** @type {Event} */ event) => void made.said.push(event);
    learn(worker).catch(() => {});
    return made;
  };

  /** @param {boolean} hung */
  const start = (hung) => {
    const worker = new Worker(dataset.worker ?? "", { type: "module" });
    tell(worker, { bundle, hung });
    for (const [path, forms] of hung ? [] : Object.entries(bundle.ahead)) give(worker, path, forms);
    return noted(worker, false);
  };

  /**
   * The worker of that name: begun already, else now.
   *
   * @param {string} name
   */
  const join = (name) => {
    const worker = new SharedWorker(dataset.worker ?? "", /** @type {WorkerOptions} */ ({ type: "module", name, extendedLifetime: true }));
    const { port } = worker;
    tell(port, { bundle, hung: false, alone: true });
    const joined = noted(Object.assign(port, { onerror: null, terminate: () => port.close() }), true);
    worker.onerror = (event) => joined.onerror?.(event);
    return joined;
  };

  /** Whether the page before has begun one for this page. It is said once: after a fault each page is on its own. */
  const isBegun = (/** @type {string} */ name) => {
    try {
      const said = sessionStorage.getItem("python");
      sessionStorage.removeItem("python");
      return said === name;
    } catch {
      return false;
    }
  };

  const startEarly = () => {
    const name = [bundle.language, bundle.engine, bundle.runtime].join(" ");
    try {
      return isBegun(name) ? join(name) : start(false);
    } catch {
      return null;
    }
  };

  /** @type {StartedWorker | null} */
  let early = null;
  const saves = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (!saves && document.prerendering) {
    found = named();
    found.catch(() => {});
    document.addEventListener("prerenderingchange", () => (early = startEarly()), { once: true });
  } else if (!saves) early = startEarly();
  globalThis.startPython = (hung) => {
    const started = early ?? start(hung);
    early = null;
    return started;
  };
}
