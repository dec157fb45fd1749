// Showing a verdict: the view that Python made becomes elements. What is said, and in which words, is Python's.

import { byId, element } from "./dom.mjs";
import { _ } from "./words.mjs";

const root = byId("checker-app").dataset.root;

/** Show the reply's verdict; its heading can take the focus. */
export function showVerdict({ verdict, view }) {
  const box = byId("checker-verdict");
  box.dataset.status = verdict.status ?? "";
  box.dataset.final = verdict.final;
  box.replaceChildren(
    element(
      "h2",
      { id: "checker-verdict-heading", tabindex: "-1" },
      element("span", { class: "checker-icon", "aria-hidden": "true" }),
      view.heading,
    ),
    element("p", { class: "checker-lead" }, view.lead),
    view.remaining && element("p", { class: "checker-remaining" }, view.remaining),
    ...view.sections.map(section),
    element("p", { class: "checker-dated" }, `${view.dated} ${view.authority}`),
  );
  box.hidden = false;
}

export function hideVerdict() {
  const box = byId("checker-verdict");
  box.hidden = true;
  box.replaceChildren();
  box.removeAttribute("data-status");
  box.removeAttribute("data-final");
}

function section({ id, title, ordered, items }) {
  return element(
    "section",
    { class: `checker-section checker-${id}` },
    element("h3", {}, title),
    element(ordered ? "ol" : "ul", {}, ...items.map(item)),
  );
}

function item({ label, text, quote, href, clause, offer, value, tags = [], remark }) {
  return element(
    "li",
    { "data-clause": clause, "data-offer": offer, "data-value": value },
    ...tags.map((tag) => element("span", { class: "checker-tag" }, tag)),
    label && element("strong", {}, `${label}: `),
    text && element("span", {}, text),
    quote && element("q", {}, quote),
    remark && element("p", { class: "checker-remark" }, remark),
    href && clauseLink(href),
  );
}

function clauseLink(href) {
  return element("a", { class: "checker-clause", href: root + href }, _("Read this in the policy"));
}
