// On every page: the theme by keyboard and screen reader. Its labels become buttons, the menu and the search close
// with Escape and give the focus back, and no single key does anything on its own.

import { byId, element, find, findAll, seek } from "./dom.js";

const drawer = byId("__drawer", HTMLInputElement);
const search = byId("__search", HTMLInputElement);
const sidebar = seek(document, ".md-sidebar--primary");
const languages = seek(document, ".md-header .md-select");
const narrow = matchMedia("(max-width: 76.234375em)");
const COVERED = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .md-footer";

/**
 * Set one of the theme's toggles, as a click on its label would.
 *
 * @param {HTMLInputElement} toggle
 * @param {boolean} checked
 */
function set(toggle, checked) {
  if (toggle.checked !== checked) toggle.click();
}

/**
 * A button with the content and look of a label, in its place; the theme's styles go by its `for`.
 *
 * @param {HTMLLabelElement} label
 * @param {string} name
 * @param {() => void} act
 */
function buttonFor(label, name, act) {
  const button = element(
    "button",
    { type: "button", class: label.className, for: label.htmlFor, title: name, "aria-label": name, hidden: label.hidden },
    ...label.childNodes,
  );
  button.addEventListener("click", act);
  label.replaceWith(button);
  return button;
}

/**
 * Let a button say whether what it opens is open.
 *
 * @param {HTMLElement} button
 * @param {HTMLInputElement} toggle
 */
function tellState(button, toggle) {
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", tell);
  tell();
}

/**
 * @param {() => boolean | undefined} applies
 * @param {() => void} act
 */
function onEscape(applies, act) {
  document.addEventListener("keydown", ({ key }) => key === "Escape" && applies() && act());
}

function mendPalette() {
  for (const label of findAll(document, '[data-md-component="palette"] label', HTMLLabelElement)) {
    const radio = byId(label.htmlFor, HTMLInputElement);
    const button = buttonFor(label, label.title, () => {
      radio.click();
      if (radio.form) find(radio.form, "button:not([hidden])").focus();
    });
    // The theme would take Enter for a change of its own.
    button.addEventListener("keydown", (event) => event.key === "Enter" && event.stopPropagation());
  }
}

function mendDrawer() {
  const menu = seek(document, '.md-header label[for="__drawer"]', HTMLLabelElement);
  if (!menu || !sidebar) return;
  const opener = buttonFor(menu, menu.title, () => set(drawer, true));
  const close = element("button", { type: "button", class: "md-nav__close", "aria-label": sidebar.dataset.close }, "✕");
  const leave = () => {
    set(drawer, false);
    opener.focus();
  };
  find(sidebar, ".md-nav--primary").prepend(close);
  close.addEventListener("click", leave);
  tellState(opener, drawer);
  onEscape(() => drawer.checked && narrow.matches, leave);
  drawer.addEventListener("change", () => drawer.checked && close.focus());
  for (const each of [drawer, narrow]) each.addEventListener("change", keepToDrawer);
  for (const toggle of findAll(sidebar, ".md-nav__toggle", HTMLInputElement)) mendList(sidebar, toggle);
}

/** While the menu lies over the page, nothing below it can be reached. */
function keepToDrawer() {
  for (const part of findAll(document, COVERED)) part.inert = drawer.checked && narrow.matches;
}

/**
 * A list within the menu: a button opens it and the focus moves in; the one at its head leads back.
 *
 * @param {HTMLElement} menu
 * @param {HTMLInputElement} toggle
 */
function mendList(menu, toggle) {
  const [open, back] = findAll(menu, `label[for="${toggle.id}"]`, HTMLLabelElement);
  if (!back) return;
  const name = (open.closest(".md-nav__container") ?? open).textContent.trim();
  const opener = buttonFor(open, name, () => {
    set(toggle, !toggle.checked);
    if (toggle.checked) closer.focus();
  });
  const closer = buttonFor(back, `${menu.dataset.back}: ${back.textContent.trim()}`, () => {
    set(toggle, false);
    opener.focus();
  });
  tellState(opener, toggle);
}

function mendSearch() {
  const label = seek(document, '.md-header__button[for="__search"]', HTMLLabelElement);
  if (!label) return;
  const box = find(document, ".md-search");
  const input = find(box, ".md-search__input");
  const opener = buttonFor(label, label.title, () => {
    set(search, true);
    input.focus();
  });
  const leave = () => {
    input.focus();
    set(search, false);
    opener.focus();
  };
  tellState(opener, search);
  addSearchClose(box, leave);
  new MutationObserver(() => openToTab(box)).observe(find(box, ".md-search-result__list"), { childList: true });
  onEscape(() => search.checked, leave);
  input.addEventListener("keydown", ({ key }) => ["Escape", "Tab", "Shift"].includes(key) || set(search, true));
  addEventListener("focusin", ({ target }) => (target instanceof Node && box.contains(target)) || set(search, false));
}

/**
 * The theme lets only the arrows reach what is found: Tab shall too.
 *
 * @param {HTMLElement} box
 */
function openToTab(box) {
  for (const link of findAll(box, '.md-search-result [tabindex="-1"]')) link.removeAttribute("tabindex");
}

/**
 * On a narrow screen the search covers the page: there its icon is a button that closes it.
 *
 * @param {HTMLElement} box
 * @param {() => void} leave
 */
function addSearchClose(box, leave) {
  const icon = find(box, "label.md-search__icon", HTMLLabelElement);
  const copy = /** @type {HTMLLabelElement} */ (icon.cloneNode(true));
  icon.after(copy);
  buttonFor(copy, box.dataset.close ?? "", leave);
}

function mendLanguages() {
  if (!languages) return;
  onEscape(() => languages.matches(":hover, :focus-within"), () => languages.classList.add("md-select--closed"));
  for (const event of ["focusout", "mouseleave"]) {
    languages.addEventListener(event, () => languages.classList.remove("md-select--closed"));
  }
}

/**
 * The theme's shortcuts are single keys, heard at the window: only those of an open search get there.
 *
 * @param {KeyboardEvent} event
 */
function stopShortcuts(event) {
  const used = search.checked && ["ArrowUp", "ArrowDown", "Enter"].includes(event.key);
  if (!used) event.stopPropagation();
}

/** Tables that scroll sideways can be scrolled by keyboard, and say what they are. */
function mendTables() {
  const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => mendTable(target)));
  for (const box of findAll(document, ".md-typeset__scrollwrap")) watcher.observe(box);
}

/** @param {Element} box */
function mendTable(box) {
  const headings = findAll(document, ".md-content :is(h1, h2, h3)[id]");
  const above = headings.findLast((each) => each.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
  const scrolls = box.scrollWidth > box.clientWidth;
  for (const [name, value] of Object.entries({ tabindex: "0", role: "region", "aria-labelledby": above?.id })) {
    if (scrolls && value) box.setAttribute(name, value);
    else box.removeAttribute(name);
  }
}

mendPalette();
mendDrawer();
mendSearch();
mendLanguages();
document.addEventListener("keydown", stopShortcuts);
// The theme puts tables into boxes that scroll once the document is there.
document.addEventListener("DOMContentLoaded", mendTables);
