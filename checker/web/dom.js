// Making elements. Text only ever reaches the page as text.

/** An element with attributes (false and null are left out) and children (elements or text). */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(Boolean));
  return made;
}

/**
 * Have these children in `box`. What is there already, word for word, stays there if `staying` says so of it, and is not
 * touched: browsers lay out only what changes.
 */
export function renew(box, children, staying = () => true) {
  const kept = [...box.children].filter(staying);
  const wanted = children.map((child) => take(kept, child) ?? child);
  for (const each of [...box.children]) if (!wanted.includes(each)) each.remove();
  wanted.forEach((each, index) => {
    if (box.children[index] !== each) box.insertBefore(each, box.children[index] ?? null);
  });
}

/** The first of `nodes` that is like `node`, taken out of them. */
function take(nodes, node) {
  const index = nodes.findIndex((each) => each.isEqualNode(node));
  return index < 0 ? null : nodes.splice(index, 1)[0];
}

export const byId = (id) => document.getElementById(id);
