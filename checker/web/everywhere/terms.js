// Glossary terms on policy pages: one that is pointed at or has the focus shows its definition. A touch shows it first;
// a second one follows the link, as a click or the Enter key does at once.

import { byId, findAll } from "./dom.js";

/** @type {{ link: HTMLElement, tip: HTMLElement } | null} */
let shown = null;

function hide() {
  if (shown) shown.tip.hidden = true;
  shown = null;
}

/**
 * @param {HTMLElement} link
 * @param {HTMLElement} tip
 */
function show(link, tip) {
  hide();
  shown = { link, tip };
  tip.hidden = false;
  const [line, page] = [link.getClientRects()[0], (tip.offsetParent ?? document.body).getBoundingClientRect()];
  const left = Math.min(line.left - page.left, page.width - tip.offsetWidth);
  tip.style.left = `${Math.max(left, 0)}px`;
  tip.style.top = `${link.getBoundingClientRect().bottom - page.top}px`;
}

/** @param {EventTarget | null} place */
function within(place) {
  return shown !== null && place instanceof Node && (shown.link.contains(place) || shown.tip.contains(place));
}

/** @param {PointerEvent | FocusEvent} event */
function leave({ relatedTarget }) {
  if (!within(relatedTarget)) hide();
}

for (const link of findAll(document, "a.term")) {
  const tip = byId(link.getAttribute("aria-describedby") ?? "");
  let touchedFirst = false;
  link.addEventListener("pointerdown", ({ pointerType }) => {
    touchedFirst = pointerType === "touch" && Boolean(tip.hidden);
  });
  link.addEventListener("click", (event) => {
    if (!touchedFirst) return;
    event.preventDefault();
    show(link, tip); // not every browser gives the focus to a link that is touched
    touchedFirst = false;
  });
  link.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && show(link, tip));
  link.addEventListener("focus", () => show(link, tip));
  for (const part of [link, tip]) {
    part.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave(event));
  }
  link.addEventListener("blur", leave);
}

document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
addEventListener("pointerdown", ({ target }) => within(target) || hide());
