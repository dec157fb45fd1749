// “Was this right?”: an e-mail to those who run the site, and the case as their tests take it. Nothing is sent from here.

import { keptWords } from "../find/kept-words.js";
import { byId, element } from "../everywhere/dom.js";
import { copyButton, saidLine } from "./clipboard.js";
import { fold } from "./fold.js";
import { _ } from "./words.js";

const { contact = "" } = byId("checker-app").dataset;

/**
 * The part of the verdict that asks; `worked` is the worked case.
 *
 * @param {string} worked
 * @param {string} heading
 * @param {string} address
 */
export function reportSection(worked, heading, address) {
  const said = saidLine();
  const area = element("textarea", { class: "checker-case", readonly: true, rows: "6", "aria-label": _("This case, in a form for our tests") }, worked);
  const body = [_("What I expected, and why:"), "", "", `${heading}: ${address}`, keptWords(), "", worked].join("\r\n");
  const href = `mailto:${contact}?subject=${encodeURIComponent(_("Was this right?"))}&body=${encodeURIComponent(body)}`;
  return fold(
    "report",
    element("h3", {}, _("Was this right?")),
    "",
    element("p", {}, _("If not, tell us what you expected. The e-mail contains the link to this verdict, and this case in a form for our tests. You send it yourself.")),
    element("p", { class: "checker-buttons" }, element("a", { class: "md-button", href }, _("Write to us")), copyButton(_("Copy the case"), () => worked, area, said)),
    said,
    area,
  );
}
