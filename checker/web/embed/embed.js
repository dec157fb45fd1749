// The checker in a frame of another page: the same, but it keeps to the policy that it is asked for, and its links open in a
// tab of their own, as the pages that they lead to are not to be framed.

import { around, byId } from "../everywhere/dom.js";
import { asked } from "./around.js";
import "./height.js";
import "./send.js";
import "../page/checker.js";

byId("checker-app").dataset.policy = asked.get("policy") ?? "";

/** @param {MouseEvent} event */
function openBeside({ target }) {
  const link = around(target, "a[href]", HTMLAnchorElement);
  const isElsewhere = link && link.protocol.startsWith("http") && link.pathname !== location.pathname;
  if (isElsewhere && !link.download) link.target = "_blank";
}

document.addEventListener("click", openBeside, { capture: true });
