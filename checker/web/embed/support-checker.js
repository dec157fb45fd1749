// <support-checker policy="acme" lang="es">: the checker in a frame that is as tall as it has to be, for pages of other sites.
// What the frame tells becomes the events “height” and “verdict” of the element. reference/embed.md documents all of it.
{
  /** @type {Record<string, string[]>} By language: its page, the frame's name, and the words to skip it. */
  const FRAMES = JSON.parse("FRAMES"); // what the build knows: checker/site/element.py
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const look = new CSSStyleSheet(); // no policy for styles forbids it
  look.replaceSync(
    ":host{display:block}iframe{border:0;display:block;height:36em;width:100%}" +
      "button:not(:focus){clip-path:inset(50%);height:1px;position:absolute;width:1px}",
  );

  class SupportChecker extends HTMLElement {
    static observedAttributes = ["policy", "lang", "theme", "answers", "words", "label", "site"];
    #inside = this.attachShadow({ mode: "open" });
    /** @type {HTMLIFrameElement | null} */
    #frame = null;

    connectedCallback() {
      this.#inside.adoptedStyleSheets = [look];
      addEventListener("message", this);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this);
      this.#frame = null;
    }

    attributeChangedCallback() {
      if (this.#frame) this.#show();
    }

    /** @param {MessageEvent} event */
    handleEvent({ source, origin, data }) {
      const frame = this.#frame;
      if (!frame || source !== frame.contentWindow || origin !== new URL(frame.src).origin) return;
      if (data?.type !== "support-checker" || data.v !== 1) return;
      if (data.event === "height") frame.style.height = `${data.height}px`;
      this.dispatchEvent(new CustomEvent(data.event, { detail: data, bubbles: true }));
    }

    #show() {
      const given = (/** @type {string} */ name) => this.getAttribute(name) ?? "";
      const language = (this.closest("[lang]")?.getAttribute("lang") ?? "").split("-")[0].toLowerCase();
      const [page, name, skip] = FRAMES[language] ?? Object.values(FRAMES)[0];
      const address = new URL(page, new URL(given("site") || ".", src));
      const policy = given("policy");
      const answers = new URLSearchParams(given("answers"));
      if (given("words")) answers.set("q", given("words"));
      address.search = String(new URLSearchParams({ policy, theme: given("theme"), origin: location.origin }));
      address.hash = String(answers);
      const [before, after] = ["button", "span"].map((tag) => document.createElement(tag));
      before.textContent = skip;
      after.tabIndex = -1;
      before.onclick = () => {
        after.tabIndex = 0; // from a negative one, Chromium would go on with the first of the element
        after.focus();
      };
      after.onblur = () => (after.tabIndex = -1);
      this.#frame = Object.assign(document.createElement("iframe"), {
        title: given("label") || [name, policy].filter(Boolean).join(": "),
        allow: "clipboard-write",
        loading: "lazy",
        src: address.href,
      });
      this.#inside.replaceChildren(before, this.#frame, after);
    }
  }

  customElements.get("support-checker") ?? customElements.define("support-checker", SupportChecker);
}
