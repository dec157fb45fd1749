// Showing a verdict: the view that Python made becomes elements. What is said, and in which words, is Python's.

/** @import { Item, Reply, Section } from "../contract" */

import { button } from "./button.js";
import { calendarButton } from "./calendar.js";
import { copyButton, saidLine } from "./clipboard.js";
import { byId, element, renew } from "../everywhere/dom.js";
import { draftSection } from "./draft.js";
import { fold, unfold } from "./fold.js";
import { tryLink } from "./near.js";
import { reportSection } from "./report.js";
import { _ } from "./words.js";

const { root = "", page = "" } = byId("checker-app").dataset;
const NAMED = 3;
/** @type {Map<boolean | null, string>} */
const OPEN = new Map([[true, "yes"], [false, "no"], [null, "unknown"]]);

/**
 * Show the reply's verdict; `link` is the page's own, `shared` the one to copy, which leads to `data-page` where the checker
 * is in a frame. The heading can take the focus.
 *
 * @param {Reply} reply
 * @param {string} link
 * @param {string} shared
 */
export function showVerdict(reply, link, shared) {
  const { verdict, view, desk, due, drafts, case: worked } = reply;
  const box = byId("checker-verdict");
  box.dataset.status = verdict.status ?? "";
  box.dataset.final = String(verdict.final);
  box.dataset.link = link;
  const draft = draftSection(drafts, verdict.policy);
  const address = new URL(shared, new URL(page, location.href)).href;
  const parts = [
    element(
      "div",
      { class: "checker-head" },
      element(
        "h2",
        { id: "checker-verdict-heading", tabindex: "-1" },
        element("span", { class: "checker-icon", "aria-hidden": "true" }),
        view.heading,
      ),
      element("p", { class: "checker-lead" }, view.lead),
      view.decided && element("p", { class: "checker-decided" }, view.decided),
      view.remaining && element("p", { class: "checker-remaining" }, view.remaining),
    ),
    view.overdue && element("p", { class: "checker-notice", "data-checker": "overdue" }, view.overdue),
    ...view.sections.filter((each) => !each.folded).map((each) => section(each, link)),
    desk && element("p", { class: "checker-desk", "data-checker": "desk", "data-open": OPEN.get(desk.open) }, desk.text),
    ...due.map((text) => element("p", { class: "checker-desk", "data-checker": "due" }, text)),
    !verdict.questions.length && takeAway(draft, address),
    ...view.sections.filter((each) => each.folded).map((each) => section(each, link)),
    draft,
    !verdict.questions.length && reportSection(worked, view.heading, address),
    fold("about", element("h3", {}, _("About this verdict")), view.today, element("p", {}, view.dated), element("p", {}, view.authority)),
  ];
  // A button acts on the verdict that it was made for: a part with one is always new.
  renew(box, parts.filter((part) => part instanceof Element), (part) => !part.querySelector("button"));
  box.hidden = false;
  box.dispatchEvent(new CustomEvent("checker:shown", { detail: { reply, address } }));
}

/**
 * What to do with a verdict: write the request, copy its link, print it. The link stands on paper too.
 *
 * @param {HTMLDetailsElement | null} draft
 * @param {string} address
 */
function takeAway(draft, address) {
  const said = saidLine();
  const field = element("input", { type: "text", readonly: true, value: address, "aria-label": _("Link to this verdict"), hidden: true });
  const buttons = [
    draft && button(_("Write the request"), () => unfold(draft), "md-button--primary"),
    copyButton(_("Copy link"), () => address, field, said),
    button(_("Print or save as PDF"), () => print()),
  ];
  const printed = element("p", { class: "checker-in-print" }, address);
  return element("div", { class: "checker-link" }, element("p", { class: "checker-buttons" }, ...buttons), field, said, printed);
}

export function hideVerdict() {
  const box = byId("checker-verdict");
  box.hidden = true;
  box.replaceChildren();
  box.removeAttribute("data-status");
  box.removeAttribute("data-final");
  box.removeAttribute("data-link");
}

/**
 * @param {Section} shown
 * @param {string} link
 */
function section({ id, title, ordered, folded, items }, link) {
  const heading = element("h3", {}, title);
  const list = element(ordered ? "ol" : "ul", {}, ...items.map((each) => item(each, link)));
  if (folded) return fold(id, heading, moreOf(items), list);
  return element("section", { class: `checker-section checker-${id}` }, heading, list);
}

/**
 * What a folded list has: the labels of its first items, or how many there are.
 *
 * @param {Item[]} items
 */
const moreOf = (items) => (items[0].label ? items.slice(0, NAMED).map(({ label }) => label).join(", ") + (items[NAMED] ? ", …" : "") : String(items.length));

/**
 * A clause is the link to its place in the policy.
 *
 * @param {Item} shown
 * @param {string} link
 */
function item({ label, text, quote, href, clause, offer, value, tags = [], remark, answers, day }, link) {
  const words = text ?? quote;
  return element(
    "li",
    { "data-clause": clause, "data-offer": offer, "data-value": value },
    ...tags.map((tag) => element("span", { class: "checker-tag" }, tag)),
    label && element("strong", {}, offer ? label : `${label}: `),
    offer ? element("span", { class: "checker-visually-hidden" }, `: ${text}`) : words && clauseWords(words, href),
    remark && element("p", { class: "checker-remark" }, remark),
    day && calendarButton(day, `${label}: ${text}`, new URL(root + href, location.href).href),
    answers && tryLink(answers, text ?? "", link),
  );
}

/**
 * @param {string} words
 * @param {string} [href]
 */
function clauseWords(words, href) {
  if (!href) return element("span", {}, words);
  const address = element("span", { class: "checker-in-print" }, ` (${href})`);
  return element("a", { class: "checker-clause", href: root + href }, element("span", { class: "checker-clause-words" }, words), address);
}
