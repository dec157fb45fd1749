// Showing a verdict: the view that Python made becomes elements. What is said, and in which words, is Python's.

/** @import { Item, Reply, Section } from "../contract" */

import { copyButton, saidLine } from "./clipboard.js";
import { byId, element, renew } from "../everywhere/dom.js";
import { draftSection } from "./draft.js";
import { tryLink } from "./near.js";
import { _ } from "./words.js";

const { root = "" } = byId("checker-app").dataset;
/** @type {Map<boolean | null, string>} */
const OPEN = new Map([[true, "yes"], [false, "no"], [null, "unknown"]]);

/**
 * Show the reply's verdict; `link` is the page's own, `shared` the one to copy. The heading can take the focus.
 *
 * @param {Reply} reply
 * @param {string} link
 * @param {string} shared
 */
export function showVerdict({ verdict, view, desk, drafts }, link, shared) {
  const box = byId("checker-verdict");
  box.dataset.status = verdict.status ?? "";
  box.dataset.final = String(verdict.final);
  box.dataset.link = link;
  const parts = [
    element(
      "h2",
      { id: "checker-verdict-heading", tabindex: "-1" },
      element("span", { class: "checker-icon", "aria-hidden": "true" }),
      view.heading,
    ),
    element("p", { class: "checker-lead" }, view.lead),
    view.decided && element("p", { class: "checker-decided" }, view.decided),
    view.remaining && element("p", { class: "checker-remaining" }, view.remaining),
    view.overdue && element("p", { class: "checker-notice", "data-checker": "overdue" }, view.overdue),
    desk && element("p", { "data-checker": "desk", "data-open": OPEN.get(desk.open) }, desk.text),
    ...view.sections.map((each) => section(each, link)),
    draftSection(drafts, verdict.policy),
    !verdict.questions.length && linkSection(new URL(shared, location.href).href),
    element("p", { class: "checker-dated" }, `${view.dated} ${view.authority}`),
  ];
  // A button acts on the verdict that it was made for: a part with one is always new.
  renew(box, parts.filter((part) => part instanceof Element), (part) => !part.querySelector("button"));
  box.hidden = false;
}

/** @param {string} address */
function linkSection(address) {
  const said = saidLine();
  const field = element("input", { type: "text", readonly: true, value: address, "aria-labelledby": "checker-link-heading" });
  return element(
    "section",
    { class: "checker-section checker-link" },
    element("h3", { id: "checker-link-heading" }, _("Link to this verdict")),
    element("p", { class: "checker-on-screen" }, _("The link holds your answers. They are judged anew on the day on which it is opened.")),
    field,
    element("p", { class: "checker-buttons" }, copyButton(_("Copy link"), () => address, field, said)),
    said,
    element("p", { class: "checker-in-print" }, address),
  );
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
function section({ id, title, ordered, items }, link) {
  return element(
    "section",
    { class: `checker-section checker-${id}` },
    element("h3", {}, title),
    element(ordered ? "ol" : "ul", {}, ...items.map((each) => item(each, link))),
  );
}

/**
 * @param {Item} shown
 * @param {string} link
 */
function item({ label, text, quote, href, clause, offer, value, tags = [], remark, answers }, link) {
  return element(
    "li",
    { "data-clause": clause, "data-offer": offer, "data-value": value },
    ...tags.map((tag) => element("span", { class: "checker-tag" }, tag)),
    label && element("strong", {}, `${label}: `),
    text && element("span", {}, text),
    quote && element("span", { class: "checker-clause-words" }, quote),
    remark && element("p", { class: "checker-remark" }, remark),
    " ",
    href && clauseLink(href),
    answers && tryLink(answers, text ?? "", link),
  );
}

/** @param {string} href */
function clauseLink(href) {
  return element(
    "a",
    { class: "checker-clause", href: root + href },
    element("span", { class: "checker-on-screen" }, _("Read this in the policy")),
    element("span", { class: "checker-in-print" }, `(${href})`),
  );
}
