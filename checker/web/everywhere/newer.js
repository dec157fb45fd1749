// A tab that stays open says so when newer rules have been published since its page was made.

import { byId, find, seek } from "./dom.js";

/** How long (ms) an answer of the host is good enough. */
const PAUSE = 60_000;

const box = byId("newer");
const { source = "", edition } = box.dataset;
let asked = 0;

/** Ask the host for the edition of its rules; any failure is no news. */
async function publishedEdition() {
  const answer = await fetch(source, { cache: "no-store" });
  return answer.ok ? (await answer.json()).rules : edition;
}

function show() {
  document.documentElement.classList.add("tells-newer");
  box.append(byId("newer-notice", HTMLTemplateElement).content.cloneNode(true));
  find(box, "[data-reload]").addEventListener("click", () => location.reload());
  find(box, "[data-dismiss]").addEventListener("click", dismiss);
}

function dismiss() {
  document.documentElement.classList.remove("tells-newer");
  box.replaceChildren();
  seek(document, ".md-header a")?.focus({ preventScroll: true }); // in a frame there is none
}

/** Look whether there are newer rules, where somebody is there to hear it and has not been told. */
export async function lookForNewer() {
  if (document.visibilityState !== "visible" || box.childElementCount || Date.now() - asked < PAUSE) return;
  asked = Date.now();
  const published = await publishedEdition().catch(() => edition);
  if (published !== edition) show();
}

document.addEventListener("visibilitychange", lookForNewer);
addEventListener("pageshow", ({ persisted }) => persisted && lookForNewer());
addEventListener("online", lookForNewer);
