// “Send to …”: the visitor gives the verdict to the page around the frame. Only that button does; it names who gets what.

/** @import { Reply, Told } from "../contract" */

import { byId, element, find } from "../everywhere/dom.js";
import { button } from "../page/button.js";
import { fold } from "../page/fold.js";
import { saidLine, say } from "../page/clipboard.js";
import { readLink } from "../page/link.js";
import { _ } from "../page/words.js";
import { receiver, tell } from "./around.js";

const box = byId("checker-verdict");

/**
 * What the page around the frame gets; of the answers, those that decided the status.
 *
 * @param {Reply} reply
 * @param {string} link
 * @returns {Told}
 */
function toldOf({ verdict, view, answers }, link) {
  const { policy, version, language, today, status, final, decided_by } = verdict;
  const written = readLink(new URL(link).hash).answers;
  const decided = answers
    .filter((each) => each.decided)
    .map(({ fact, label, answer }) => ({ fact, value: written.get(fact) ?? "", label, answer }));
  const said = { heading: view.heading, lead: view.lead };
  return { event: "verdict", policy, version, language, today, status, final, decided_by, answers: decided, ...said, link };
}

/**
 * The part of the verdict that sends it.
 *
 * @param {Told} told
 * @param {string} origin
 */
function section(told, origin) {
  const said = saidLine();
  const send = () => {
    tell(told, origin);
    say(_("Sent to {origin}", { origin }), said);
  };
  const shown = element("pre", {}, JSON.stringify(told, null, 2));
  return element(
    "div",
    { class: "checker-send" },
    element("p", { class: "checker-buttons" }, button(_("Send to {origin}", { origin }), send, "md-button--primary")),
    said,
    element("p", {}, _("It gets this verdict, its link and the answers that decided it. The link contains all your answers.")),
    fold("sent", element("h3", {}, _("What is sent")), "", shown),
  );
}

box.addEventListener("checker:shown", (event) => {
  const { reply, address } = /** @type {CustomEvent<{ reply: Reply, address: string }>} */ (event).detail;
  const origin = receiver();
  if (origin && !reply.verdict.questions.length) find(box, ".checker-head").after(section(toldOf(reply, address), origin));
});
