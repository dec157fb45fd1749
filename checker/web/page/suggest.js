// A list of many options becomes a field that suggests while one types (accessible-autocomplete: the ARIA combobox).

import { element, seek } from "../everywhere/dom.js";
import { _ } from "./words.js";

const LIBRARY = new URL("./accessible-autocomplete.min", import.meta.url).href;
/** @type {Promise<typeof accessibleAutocomplete | null> | null} */
let library = null;

/** @param {string} text */
const folded = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase().trim();

/**
 * The text as HTML: the library makes HTML of what it suggests.
 *
 * @param {string} text
 */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {HTMLSelectElement} select */
const choices = (select) => [...select.options].filter((option) => option.value);

/**
 * The options that have every word of the query in their label or among their synonyms; all for an empty query.
 *
 * @param {HTMLSelectElement} select
 * @param {string} query
 */
function matches(select, query) {
  const words = folded(query).split(/\s+/);
  const found = choices(select).filter((option) => {
    const text = folded(`${option.text} ${option.dataset.synonyms}`);
    return words.every((word) => text.includes(word));
  });
  const starts = (/** @type {HTMLOptionElement} */ option) => folded(option.text).startsWith(folded(query));
  return [...found.filter(starts), ...found.filter((option) => !starts(option))];
}

/** The library, asked for once, when a list comes nearer; null where it cannot be had. */
export function load() {
  library ??= Promise.all([
    arrival(element("link", { rel: "stylesheet", href: `${LIBRARY}.css` })),
    arrival(element("script", { src: `${LIBRARY}.js` })),
  ]).then(
    () => window.accessibleAutocomplete,
    () => null,
  );
  return library;
}

/** @param {HTMLLinkElement | HTMLScriptElement} asked */
const arrival = (asked) =>
  new Promise((resolve, reject) => {
    asked.onload = resolve;
    asked.onerror = reject;
    document.head.append(asked);
  });

/**
 * Put a suggesting field in the place of the select, holding its choice; one in use stays, as without the library.
 *
 * @param {HTMLSelectElement} select
 */
export async function suggest(select) {
  const show = await load();
  if (!show || select === document.activeElement) return;
  const id = select.id.replace(/-select$/, "");
  select.parentElement?.querySelector(".checker-suggest")?.remove();
  const box = element("div", { class: "checker-suggest" });
  select.before(box);
  select.id = `${id}-select`;
  select.hidden = true;
  show({
    element: box,
    id,
    name: "",
    source: (/** @type {string} */ query, /** @type {(found: string[]) => void} */ show) =>
      show(matches(select, query).map((option) => option.text)),
    templates: { inputValue: (/** @type {string} */ text) => text, suggestion: escaped },
    defaultValue: select.selectedOptions[0]?.text ?? "",
    confirmOnBlur: false,
    displayMenu: "overlay",
    showAllValues: true,
    tNoResults: () => _("Nothing found"),
    tStatusNoResults: () => _("Nothing found"),
    tStatusQueryTooShort: () => "",
    tStatusSelectedOption: (/** @type {string} */ option, /** @type {number} */ count, /** @type {number} */ index) =>
      _("{option}, {number} of {count}", { option, number: index + 1, count }),
    tStatusResults: (/** @type {number} */ count, /** @type {string} */ option) =>
      _("{count} found. {option}", { count, option }),
    tAssistiveHint: () => _("Use the arrow keys to go through what is found, and Enter to choose."),
  });
}

/** @param {HTMLSelectElement} select */
const typedInto = (select) => seek(select.parentElement ?? select, ".checker-suggest input", HTMLInputElement);

/**
 * The value of the option that is chosen, named in full, or the only one that fits what was typed.
 *
 * @param {HTMLSelectElement} select
 */
export function chosen(select) {
  const typed = typedInto(select);
  if (!typed) return select.value;
  const text = typed.value.trim();
  const found = text ? matches(select, text) : [];
  const named = found.find((option) => folded(option.text) === folded(text));
  return (named ?? (found.length === 1 ? found[0] : null))?.value ?? "";
}

/**
 * Whether something is typed that names no option.
 *
 * @param {HTMLSelectElement} select
 */
export const isLost = (select) => Boolean(typedInto(select)?.value.trim()) && chosen(select) === "";
