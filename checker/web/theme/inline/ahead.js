// Python's worker and files take longest to come: the page asks for them before anything else, its module included. A
// policy that the address names is learned meanwhile; where it cannot be had, the page's module says why.
// textsAhead holds the texts that the module needs first, by their paths, as promises; null where one cannot be had.
// startPython(hung) gives the worker, which has got the files of the page's bundle; if the one before `hung`, it starts
// without the image. What it has said meanwhile is in `said`.
{
  const { dataset, textContent } = /** @type {HTMLElement} */ (document.getElementById("checker-bundle"));
  /** @type {import("../../contract").Bundle} */
  const bundle = JSON.parse(textContent);
  const address = (/** @type {string} */ path) => dataset.files + path;
  const textsAhead = (globalThis.textsAhead = new Map());

  /**
   * Whether the host itself packs the file. The service worker, where there is one, keeps our own .gz only.
   *
   * @param {string} path
   */
  const packs = async (path) =>
    !navigator.serviceWorker?.controller &&
    (await fetch(address(path), { method: "HEAD" })).headers.has("Content-Encoding");

  /**
   * The bytes of a file in one of its forms: the first, but if there are two only where the host packs it.
   *
   * @param {string[]} forms
   */
  const get = async ([first, second]) => {
    const path = second && !(await packs(first)) ? second : first;
    return (await fetch(address(path), { integrity: bundle.digests[path] })).arrayBuffer();
  };

  /**
   * @param {Worker} worker
   * @param {import("../../contract").ToWorker} message
   * @param {Transferable[]} [handed]
   */
  const tell = (worker, message, handed = []) => worker.postMessage(message, handed);

  /**
   * Give the worker a file, or null where it cannot be had; it then says why.
   *
   * @param {Worker} worker
   * @param {string} path
   * @param {string[]} forms
   */
  const give = async (worker, path, forms) => {
    const bytes = await get(forms).catch(() => null);
    tell(worker, { path, bytes }, bytes ? [bytes] : []);
  };

  /** @param {import("../../contract").Digested} wanted */
  const read = ({ file, digest }) => {
    const text = fetch(address(file), { integrity: digest }).then((answer) => answer.text());
    textsAhead.set(file, text.catch(() => null));
    return text;
  };

  /** @param {Worker} worker */
  const learn = async (worker) => {
    /** @type {import("../../contract").Listed[]} */
    const policies = JSON.parse(await read(bundle.policies));
    const [named] = location.hash.slice(1).split("?");
    const policy = policies.find(({ id }) => id === named);
    if (policy) tell(worker, { policy, parcel: await read(policy) });
  };

  /** @param {boolean} hung */
  const start = (hung) => {
    /** @type {Event[]} */
    const said = [];
    const worker = Object.assign(new Worker(dataset.worker ?? "", { type: "module" }), { said });
    worker.onmessage = worker.onerror = (/** @type {Event} */ event) => void said.push(event);
    tell(worker, { bundle, hung });
    for (const [path, forms] of hung ? [] : Object.entries(bundle.ahead)) give(worker, path, forms);
    learn(worker).catch(() => {});
    return worker;
  };

  const startEarly = () => {
    if (navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches) return null;
    try {
      return start(false);
    } catch {
      return null;
    }
  };

  let early = startEarly();
  globalThis.startPython = (hung) => {
    const started = early ?? start(hung);
    early = null;
    return started;
  };
}
