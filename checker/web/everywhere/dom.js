// Finding and making elements. Text only ever reaches the page as text.

/**
 * A kind of element: HTMLElement, HTMLInputElement, …
 *
 * @template {Element} E
 * @typedef {abstract new () => E} Kind
 */

/**
 * The element with that id. Throws where the page has none of that kind.
 *
 * @template {Element} [E=HTMLElement]
 * @param {string} id
 * @param {Kind<E>} [kind]
 */
export const byId = (id, kind) => sure(document.getElementById(id), `#${id}`, kind);

/**
 * The first element in `box` that the selector fits. Throws where there is none, or it is not of that kind.
 *
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} box
 * @param {string} selector
 * @param {Kind<E>} [kind]
 */
export const find = (box, selector, kind) => sure(box.querySelector(selector), selector, kind);

/**
 * The same, or null where there is none.
 *
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} box
 * @param {string} selector
 * @param {Kind<E>} [kind]
 */
export function seek(box, selector, kind) {
  const found = box.querySelector(selector);
  return found && sure(found, selector, kind);
}

/**
 * All elements in `box` that the selector fits.
 *
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} box
 * @param {string} selector
 * @param {Kind<E>} [kind]
 */
export const findAll = (box, selector, kind) =>
  [...box.querySelectorAll(selector)].map((each) => sure(each, selector, kind));

/**
 * The target of an event, or the nearest element around it, that the selector fits; null where there is none.
 *
 * @template {Element} [E=HTMLElement]
 * @param {EventTarget | null} target
 * @param {string} selector
 * @param {Kind<E>} [kind]
 */
export function around(target, selector, kind) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found && sure(found, selector, kind);
}

/**
 * @template {Element} E
 * @param {Element | null} found
 * @param {string} selector
 * @param {Kind<E>} [kind]
 */
function sure(found, selector, kind = /** @type {Kind<any>} */ (HTMLElement)) {
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} “${selector}”`);
}

/**
 * An element with attributes (false and null are left out) and children (elements or text).
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {(Node | string | false | null | undefined)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/**
 * Have these children in `box`. What is there already, word for word, stays there if `staying` says so of it, and is not
 * touched: browsers lay out only what changes.
 *
 * @param {Element} box
 * @param {Element[]} children
 * @param {(child: Element) => boolean} staying
 */
export function renew(box, children, staying = () => true) {
  const kept = [...box.children].filter(staying);
  const wanted = children.map((child) => take(kept, child) ?? child);
  for (const each of [...box.children]) if (!wanted.includes(each)) each.remove();
  wanted.forEach((each, index) => {
    if (box.children[index] !== each) box.insertBefore(each, box.children[index] ?? null);
  });
}

/**
 * The first of `nodes` that is like `node`, taken out of them.
 *
 * @param {Element[]} nodes
 * @param {Element} node
 */
function take(nodes, node) {
  const index = nodes.findIndex((each) => each.isEqualNode(node));
  return index < 0 ? null : nodes.splice(index, 1)[0];
}
