// The draft of a request: shown, copied, downloaded, opened in the visitor's e-mail program. Nothing is sent from here.

/** @import { Draft } from "../contract" */

import { button } from "./button.js";
import { copyButton, saidLine } from "./clipboard.js";
import { download } from "./download.js";
import { element } from "../everywhere/dom.js";
import { fold } from "./fold.js";
import { _ } from "./words.js";

/**
 * The section for the drafts, one for each language; null where there are none. `name` is for the file.
 *
 * @param {Draft[]} drafts
 * @param {string} name
 */
export function draftSection(drafts, name) {
  if (!drafts.length) return null;
  const area = element("textarea", { class: "checker-draft-text", readonly: true, rows: "16", "aria-labelledby": "checker-draft-heading" });
  const said = saidLine();
  const buttons = element("p", { class: "checker-buttons" });
  const show = (/** @type {Draft} */ draft) => {
    area.value = draft.text;
    area.lang = draft.language;
    said.textContent = "";
    buttons.replaceChildren(...actions(draft, area, said, name));
  };
  show(drafts[0]);
  const made = fold(
    "draft",
    element("h3", { id: "checker-draft-heading" }, _("Draft for your request")),
    "",
    element("p", {}, _("Nothing is sent from here. Copy the draft to where you ask for support, and add what is missing.")),
    drafts[0].channel && element("p", {}, element("strong", {}, _("Where to send it"), ":"), ` ${drafts[0].channel}`),
    drafts.length > 1 && languageChoice(drafts, show),
    area,
    buttons,
    said,
  );
  made.dataset.checker = "draft";
  return made;
}

/**
 * @param {Draft[]} drafts
 * @param {(draft: Draft) => void} show
 */
function languageChoice(drafts, show) {
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });
  const choice = element(
    "select",
    {},
    ...drafts.map(({ language }) => element("option", { value: language }, names.of(language) ?? language)),
  );
  choice.addEventListener("change", () => show(drafts[choice.selectedIndex]));
  return element("label", { class: "checker-entry" }, element("span", {}, _("Language of the draft")), choice);
}

/**
 * @param {Draft} draft
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} said
 * @param {string} name
 */
function actions(draft, area, said, name) {
  const file = `${name}-${draft.language}.txt`;
  return [
    copyButton(_("Copy as text"), () => draft.text, area, said),
    copyButton(_("Copy as Markdown"), () => draft.markdown, area, said),
    button(_("Download as .txt"), () => download(draft.text, file, "text/plain")),
    ...(draft.email ? mailing(draft) : []),
  ];
}

/** @param {Draft} draft */
function mailing(draft) {
  const link = element("a", { class: "md-button", href: mailLink(draft) }, _("Open in your e-mail program"));
  const shorter = _("The e-mail is shorter than the draft, because e-mail programs limit the length.");
  return draft.shortened ? [link, element("span", {}, shorter)] : [link];
}

/** @param {Draft} draft */
function mailLink({ email, subject, body }) {
  const address = encodeURIComponent(email).replace("%40", "@");
  return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
}
