// In the head of every page, before anything is shown: a visitor who prefers another language of the site is offered
// the page in it. The offer stands until it is answered; to choose a language anywhere on the page is an answer too.

(() => {
  const KEY = "support-coverage.language";
  const root = document.documentElement;
  const { languages = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const available = languages.split(" ");
  const preferred = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  const wanted = preferred.find((language) => available.includes(language));

  /**
   * What `use` makes of the storage; nothing where the browser denies it.
   *
   * @template T
   * @param {(storage: Storage) => T} use
   */
  function stored(use) {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  }

  /** @param {MouseEvent} event */
  function answer({ target }) {
    const chosen = target instanceof Element && target.closest("a[hreflang], [data-decline]");
    if (!chosen) return;
    stored((storage) => storage.setItem(KEY, chosen.getAttribute("hreflang") ?? root.lang));
    delete root.dataset.offer;
    /** @type {HTMLElement | null} */
    const first = document.querySelector(".md-header a");
    if (chosen.matches("[data-decline]")) first?.focus({ preventScroll: true });
  }

  if (wanted && wanted !== root.lang && !stored((storage) => storage.getItem(KEY))) root.dataset.offer = wanted;
  addEventListener("click", answer);
})();
