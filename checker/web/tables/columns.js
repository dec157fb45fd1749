// Where the comparison has more columns than can be looked at together, a box for each shows or hides it.

import { findAll } from "../everywhere/dom.js";

const FEW = 3;

/** @param {HTMLTableElement} table */
export function pickColumns(table) {
  const heads = findAll(table, "thead th", HTMLElement).slice(1);
  if (heads.length <= FEW) return;
  const group = document.createElement("fieldset");
  group.className = "compare-columns";
  const legend = document.createElement("legend");
  legend.textContent = table.getAttribute("aria-label");
  group.append(legend, ...heads.map((head, at) => picker(table, head.textContent ?? "", at)));
  table.before(group);
}

/**
 * A box that is ticked for the first few columns.
 *
 * @param {HTMLTableElement} table
 * @param {string} name
 * @param {number} at
 */
function picker(table, name, at) {
  const [label, box] = [document.createElement("label"), document.createElement("input")];
  box.type = "checkbox";
  box.checked = at < FEW;
  const follow = () => {
    for (const row of table.rows) row.cells[at + 1].hidden = !box.checked;
  };
  box.addEventListener("change", follow);
  follow();
  label.append(box, ` ${name}`);
  return label;
}
