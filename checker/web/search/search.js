// On every page, before Material's own script, hence no module: search starts when it is opened, not with the page.
// Material gets a stand-in for its worker, which sleeps until then.

(() => {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const config = /** @type {HTMLElement} */ (document.getElementById("__config"));
  const toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  const { search } = JSON.parse(config.textContent);
  const absolute = (address = "") => new URL(address, document.baseURI).href;

  class SleepingWorker extends EventTarget {
    /** @type {Worker | undefined} */
    worker;

    constructor() {
      super();
      const wake = () => toggle.checked && !this.worker && this.wake();
      toggle.addEventListener("change", wake);
      wake();
    }

    wake() {
      this.worker = new Worker(new URL("search-worker.js", src), { type: "module" });
      this.worker.onmessage = ({ data }) => (data.failed ? this.fail() : this.pass(data));
      this.worker.onerror = () => this.fail();
      this.postMessage({ type: 0, data: { material: absolute(search), index: absolute(dataset.index), page: location.href } });
    }

    /** @param {unknown} data */
    pass(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }

    /** @param {unknown} message */
    postMessage(message) {
      this.worker?.postMessage(message);
    }

    /** Say so where results would be; the next opening tries again. */
    fail() {
      this.worker?.terminate();
      this.worker = undefined;
      const said = document.querySelector(".md-search-result__meta");
      if (said) said.textContent = dataset.fault ?? "";
    }
  }

  document.forms.namedItem("search")?.removeAttribute("name"); // by this name Material would load an index at once
  window.Worker = new Proxy(Worker, {
    construct: (Real, [url, options]) => (url === search ? new SleepingWorker() : new Real(url, options)),
  });
})();
