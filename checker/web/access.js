// On every page: the theme by keyboard and screen reader. Its labels become buttons, the menu and the search close
// with Escape and give the focus back, and no single key does anything on its own.

import { element } from "./dom.js";

const drawer = document.getElementById("__drawer");
const search = document.getElementById("__search");
const sidebar = document.querySelector(".md-sidebar--primary");
const searchBox = document.querySelector(".md-search");
const languages = document.querySelector(".md-header .md-select");
const narrow = matchMedia("(max-width: 76.234375em)");
const COVERED = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .md-footer";

/** Set one of the theme's toggles, as a click on its label would. */
function set(toggle, checked) {
  if (toggle.checked !== checked) toggle.click();
}

/** A button with the content and look of a label, in its place; the theme's styles go by its `for`. */
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

/** Let a button say whether what it opens is open. */
function tellState(button, toggle) {
  const tell = () => button.setAttribute("aria-expanded", toggle.checked);
  toggle.addEventListener("change", tell);
  tell();
}

function onEscape(applies, act) {
  document.addEventListener("keydown", ({ key }) => key === "Escape" && applies() && act());
}

function mendPalette() {
  for (const label of document.querySelectorAll('[data-md-component="palette"] label')) {
    const radio = document.getElementById(label.htmlFor);
    const button = buttonFor(label, label.title, () => {
      radio.click();
      radio.form.querySelector("button:not([hidden])").focus();
    });
    // The theme would take Enter for a change of its own.
    button.addEventListener("keydown", (event) => event.key === "Enter" && event.stopPropagation());
  }
}

function mendDrawer() {
  const menu = document.querySelector('.md-header label[for="__drawer"]');
  if (!menu || !sidebar) return;
  const opener = buttonFor(menu, menu.title, () => set(drawer, true));
  const close = element("button", { type: "button", class: "md-nav__close", "aria-label": sidebar.dataset.close }, "✕");
  const leave = () => {
    set(drawer, false);
    opener.focus();
  };
  sidebar.querySelector(".md-nav--primary").prepend(close);
  close.addEventListener("click", leave);
  tellState(opener, drawer);
  onEscape(() => drawer.checked && narrow.matches, leave);
  drawer.addEventListener("change", () => drawer.checked && close.focus());
  for (const each of [drawer, narrow]) each.addEventListener("change", keepToDrawer);
  sidebar.querySelectorAll(".md-nav__toggle").forEach(mendList);
}

/** While the menu lies over the page, nothing below it can be reached. */
function keepToDrawer() {
  for (const part of document.querySelectorAll(COVERED)) part.inert = drawer.checked && narrow.matches;
}

/** A list within the menu: a button opens it and the focus moves in; the one at its head leads back. */
function mendList(toggle) {
  const [open, back] = sidebar.querySelectorAll(`label[for="${toggle.id}"]`);
  if (!back) return;
  const name = (open.closest(".md-nav__container") ?? open).textContent.trim();
  const opener = buttonFor(open, name, () => {
    set(toggle, !toggle.checked);
    if (toggle.checked) closer.focus();
  });
  const closer = buttonFor(back, `${sidebar.dataset.back}: ${back.textContent.trim()}`, () => {
    set(toggle, false);
    opener.focus();
  });
  tellState(opener, toggle);
}

function mendSearch() {
  const label = document.querySelector('.md-header__button[for="__search"]');
  if (!label) return;
  const input = searchBox.querySelector(".md-search__input");
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
  addSearchClose(leave);
  new MutationObserver(openToTab).observe(searchBox.querySelector(".md-search-result__list"), { childList: true });
  onEscape(() => search.checked, leave);
  input.addEventListener("keydown", ({ key }) => ["Escape", "Tab", "Shift"].includes(key) || set(search, true));
  addEventListener("focusin", ({ target }) => searchBox.contains(target) || set(search, false));
}

/** The theme lets only the arrows reach what is found: Tab shall too. */
function openToTab() {
  for (const link of searchBox.querySelectorAll('.md-search-result [tabindex="-1"]')) link.removeAttribute("tabindex");
}

/** On a narrow screen the search covers the page: there its icon is a button that closes it. */
function addSearchClose(leave) {
  const icon = searchBox.querySelector("label.md-search__icon");
  const copy = icon.cloneNode(true);
  icon.after(copy);
  buttonFor(copy, searchBox.dataset.close, leave);
}

function mendLanguages() {
  onEscape(() => languages?.matches(":hover, :focus-within"), () => languages.classList.add("md-select--closed"));
  for (const event of ["focusout", "mouseleave"]) {
    languages?.addEventListener(event, () => languages.classList.remove("md-select--closed"));
  }
}

/** The theme's shortcuts are single keys, heard at the window: only those of an open search get there. */
function stopShortcuts(event) {
  const used = search.checked && ["ArrowUp", "ArrowDown", "Enter"].includes(event.key);
  if (!used) event.stopPropagation();
}

/** Tables that scroll sideways can be scrolled by keyboard, and say what they are. */
function mendTables() {
  const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => mendTable(target)));
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) watcher.observe(box);
}

function mendTable(box) {
  const headings = [...document.querySelectorAll(".md-content :is(h1, h2, h3)[id]")];
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
