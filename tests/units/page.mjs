// As much of a browser as the modules of the page touch: elements that remember, a window that calls its listeners.

export class Fake {
  constructor(tag = "") {
    Object.assign(this, { tag, dataset: {}, hidden: false, textContent: "", children: [], attributes: {}, listeners: {} });
    this.classList = { add: () => {}, remove: () => {} };
    this.content = { cloneNode: () => new Fake() };
  }
  get childElementCount() {
    return this.children.length;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  append(...children) {
    this.children.push(...children);
  }
  replaceChildren(...children) {
    this.children = children;
  }
  addEventListener(kind, call) {
    (this.listeners[kind] ??= []).push(call);
  }
  querySelector() {
    return null;
  }
  querySelectorAll() {
    return [];
  }
  focus() {
    this.focused = true;
  }
  select() {
    this.selected = true;
  }
}

/** The window's listeners, by event; capture or not. */
export const listeners = {};
export const elements = new Map();

/** The element with that id, the same each time. */
export const byId = (id) => elements.get(id) ?? elements.set(id, new Fake()).get(id);

/** Have an event happen to the window. */
export const happen = (kind, event = {}) => [...(listeners[kind] ?? [])].map((call) => call(event));

const names = ["HTMLElement", "HTMLTemplateElement", "HTMLInputElement", "HTMLTextAreaElement", "HTMLAnchorElement"];
for (const name of names) globalThis[name] = Fake;
globalThis.document = {
  documentElement: new Fake(),
  visibilityState: "visible",
  getElementById: byId,
  createElement: (tag) => new Fake(tag),
  querySelector: () => null,
  querySelectorAll: () => [],
  addEventListener: (kind, call) => (listeners[kind] ??= new Set()).add(call),
};
globalThis.addEventListener = document.addEventListener;
globalThis.removeEventListener = (kind, call) => listeners[kind]?.delete(call);
globalThis.requestAnimationFrame = (call) => call();
byId("checker-messages").textContent = "{}";
