// The checker page. Its whole state is the address: every answer changes it, and the page follows.

/** @import { Bundle, EngineState, FaultReason, Refusal, Reply } from "../contract" */
/** @import { Case } from "./link.js" */

import { isWritten, readAddress, writeAddress } from "./address.js";
import { listAnswers, onChange } from "./answers.js";
import { reasonOf } from "../python/assets.js";
import { byId, find } from "../everywhere/dom.js";
import { Engine } from "../python/engine.js";
import { isOld, isPageStale, isRefused, showFault, showRefusal } from "./fault.js";
import * as form from "./form.js";
import { sayLeftOut } from "./left-out.js";
import { leftOutOf, readLink, stayOnPage, writeLink } from "./link.js";
import { tried } from "./near.js";
import "../find/anywhere.js";
import { say } from "../find/heard.js";
import { keepWords, keptWords } from "../find/kept-words.js";
import { breathe } from "../everywhere/breathe.js";
import { whenShown } from "../everywhere/shown.js";
import { keepPlace } from "../everywhere/site.js";
import { keepSite, savesData } from "../offline/offline.js";
import { policyOf } from "./policies.js";
import { later, now, today } from "./values.js";
import { hideVerdict, showVerdict } from "./verdict.js";
import { _ } from "./words.js";

const root = byId("checker-app");
root.dataset.title = document.title;
const written = byId("checker-bundle");
/** @type {Bundle} */
const bundle = JSON.parse(written.textContent);
const SITE = new URL(root.dataset.root ?? "", location.href.split("#")[0]).href;

/** How long (ms) what was there before may stay while questions or a verdict come. */
const PAUSE = 500;

/** After which time (ms) a screen reader has heard where the focus went. */
const HEARD = 300;

/** How long (ms) something may take to come before the page says so. */
const PATIENCE = Number(written.dataset.patience);

/**
 * The version of a policy's rules.
 *
 * @param {string} policy
 */
const versionOf = (policy) => policyOf(policy)?.version ?? "";

/** @param {string} policy */
const titleOf = (policy) => policyOf(policy)?.title ?? "";

/** @typedef {Case & { written: Map<string, string> }} State With the answers as the link has them, possible or not. */

/** @type {Engine | null} */
let engine = null;
/** @type {State} */
let state = { policy: "", version: "", answers: new Map(), written: new Map() };
/** @type {Reply | null} */
let reply = null;
/** @type {string | null} */
let editing = null;
/** Whether an answer is changed on the way back through the questions; else the change leads to where it was begun. */
let steppingBack = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let announcing;
let turn = 0;
let visit = 0;
/** Whether questions that the address asks for are still to come. */
let coming = false;
let formIsLate = false;
/** Whether Python has not come in time, but may still. */
let isLate = false;
/** Whether the answers are those of a link, which may settle everything: no question is asked before Python has said so. */
let opening = false;
/**
 * The state that the page shows: what is filled in belongs to it, and to no other.
 *
 * @type {State | null}
 */
let shown = null;
/** @type {Promise<void> | null} */
let followed = null;

/**
 * Take the state from the address, and show it; what is not possible is left out, and said. `opened`: it may be a link, of
 * which is said, too, what does not fit together.
 *
 * @param {boolean} opened
 */
async function followAddress(opened) {
  const mine = ++visit;
  const { fragment } = readAddress();
  const link = readLink(fragment);
  if (link.words) keepWords(link.words);
  if (formIsLate) sayFormHasCome();
  coming = true;
  if (!(await hasForm(link.policy, mine))) return;
  coming = false;
  const known = Boolean(policyOf(link.policy));
  const leftOut = link.policy && !known && !document.getElementById(link.policy) ? [link.policy] : leftOutOf(fragment);
  state = { policy: known ? link.policy : "", version: link.version, answers: new Map(), written: link.answers };
  for (const [fact, value] of known ? link.answers : []) {
    if (form.isPossible(state.policy, fact, value)) state.answers.set(fact, value);
    else leftOut.push(`${fact}=${value}`);
  }
  sayLeftOut(leftOut);
  const { editing: changed } = readAddress();
  editing = changed && state.answers.has(changed) ? changed : null;
  opening = opened && state.answers.size > 0;
  if (state.policy) start();
  await refresh();
  dispatchEvent(new Event("checker:asked"));
  if (opened && reply && mine === visit) sayLeftOut(leftOut, labelsOf(reply.verdict.ignored));
}

/** @param {string[]} facts */
const labelsOf = (facts) => facts.map((fact) => form.labelOf(state.policy, fact));

/**
 * Whether the questions of the policy, or the choice of one, are on the page or come now. If not, the page says why, unless
 * the visitor has gone on meanwhile: then it is no matter any more.
 *
 * @param {string} policy
 * @param {number} mine The visit that they are for.
 */
async function hasForm(policy, mine) {
  if (form.isLoaded(policy)) return true;
  const pause = setTimeout(() => mine === visit && (byId("checker-waiting").hidden = false), PAUSE);
  const late = setTimeout(() => mine === visit && sayFormIsLate(), PATIENCE);
  try {
    await form.load(bundle.policies, policy);
    if (mine === visit && formIsLate) sayFormHasCome();
    return mine === visit;
  } catch (error) {
    console.error(error);
    if (mine !== visit) return false;
    coming = false;
    stop();
    followEngine("failed", reasonOf(error));
    return false;
  } finally {
    clearTimeout(pause);
    clearTimeout(late);
  }
}

function sayFormIsLate() {
  followEngine("late");
  formIsLate = true;
}

/** From now on the page is again in the state in which Python is. */
function sayFormHasCome() {
  formIsLate = false;
  if (engine) engine.listen(followEngine);
  else followEngine("starting");
}

/** Ask Python for the verdict, if it is there, and show everything anew. */
async function refresh() {
  const mine = ++turn;
  reply = null;
  if (root.dataset.state === "ready") showRefusal("");
  if (root.dataset.state === "ready" && state.policy) {
    const pause = setTimeout(show, PAUSE);
    const found = await judge(state);
    clearTimeout(pause);
    if (mine !== turn) return;
    opening = false;
    if (found && "error" in found) showRefusal(found.error);
    else reply = found;
  }
  show();
}

/**
 * What Python says of a state; null where it fails.
 *
 * @param {State} asked
 * @returns {Promise<Reply | Refusal | null>}
 */
async function judge(asked) {
  const policy = policyOf(asked.policy);
  if (!policy || !engine) return null;
  const answers = Object.fromEntries(
    [...asked.answers].map(([fact, value]) => [fact, form.valueOf(asked.policy, fact, value)]),
  );
  const link = linkOfOther(asked, policy.version);
  return engine.ask({ policy: asked.policy, answers, today: today(), now: now(), later: later(), root: SITE, link, typed: keptWords() }, policy);
}

/**
 * A link as it was written, if it was made with another version of the rules than the `present` one; else null.
 *
 * @param {State} asked
 * @param {string} present
 */
const linkOfOther = ({ version, written }, present) =>
  version && version !== present ? { version, answers: Object.fromEntries(written) } : null;

/** Python judges what is filled in while it is: on “Continue” the verdict is there. */
function judgeAhead() {
  if (root.dataset.state !== "ready" || !state.policy || isUnderWay()) return;
  const { values, problems } = form.readStep();
  if (!problems.length) judge({ ...state, version: "", answers: new Map([...state.answers, ...values]) });
}

/** Whether the page does not show yet where the visitor has gone: what is filled in has been taken already. */
const isUnderWay = () => coming || shown !== state;

function show() {
  if (!form.isLoaded(state.policy)) return;
  shown = state;
  const asked = nextFacts();
  form.showStep(state.policy, asked, state.answers);
  showWaiting();
  byId("checker-form").hidden = reply !== null && asked.length === 0;
  byId("checker-continue").hidden = state.policy !== "" && asked.length === 0;
  byId("checker-keep").hidden = editing === null;
  byId("checker-back").hidden = !state.policy || isOpening() || (!placeBefore() && (editing !== null || isHome(state.policy)));
  showAnswers();
  const version = state.version || versionOf(state.policy);
  if (reply) showVerdict(reply, writeLink(state), writeLink({ ...state, version }));
  else hideVerdict();
  if (isWritten()) showPlace();
  announce();
}

/**
 * What has changed is said to those who hear; not what the focus says too, nor a verdict while an answer is changed. It comes
 * after the focus has moved: a screen reader that hears both at once may leave out what has the focus.
 */
function announce() {
  const { heading = "", lead = "", remaining = "" } = (editing === null && reply?.view) || {};
  const said = reply?.ask.length ? `${heading}. ${lead}` : `${lead} ${remaining}`.trim();
  const announcer = byId("checker-announcer"), before = announcer.textContent;
  clearTimeout(announcing);
  announcing = setTimeout(() => announcer.textContent === before && say(announcer, said), HEARD); // else something newer is said
}

function showWaiting() {
  const idle = !state.policy || reply !== null || root.dataset.state === "failed" || isRefused();
  byId("checker-waiting").hidden = idle || nextFacts().length > 0;
}

/** The facts to ask now: the one being changed, those that Python names, or until it is there one always asked. */
function nextFacts() {
  if (!state.policy) return [];
  if (editing) return [editing];
  if (reply) return reply.ask;
  if (isOpening()) return [];
  const open = form.alwaysAsked(state.policy).filter((fact) => !state.answers.has(fact));
  return open.length ? form.pageOf(state.policy, open) : [];
}

/** Whether a link waits for its verdict: its place stays free, however late that comes, so that nothing gives way to it. */
const isOpening = () => opening && reply === null && (root.dataset.state !== "failed" || isLate);

/** The answers in words. */
function answered() {
  if (reply) return reply.answers;
  return [...state.answers].map(([fact, value]) => ({
    fact,
    label: form.labelOf(state.policy, fact),
    answer: form.textOf(state.policy, fact, value),
    decided: false,
  }));
}

/** What is asked or said stands first in the page's title, for those who hear it, and for the browser's history. */
function showTitle(wrong = false) {
  const policy = titleOf(state.policy);
  const name = form.stepHeading()?.textContent.trim() ?? (reply ? `${reply.view.heading} - ${policy}` : policy);
  document.title = `${wrong ? `${_("Error:")} ` : ""}${name} - ${root.dataset.title}`;
}

function showAnswers() {
  byId("checker-answers").hidden = !state.policy || isOpening();
  byId("checker-policy").textContent = titleOf(state.policy);
  listAnswers(answered());
}

/** Title and language links belong to the address: browsers keep the title with it. */
function showPlace() {
  keepPlace();
  showTitle();
}

/**
 * A step of the browser's history too: its back button leads to where the answer was to be changed.
 *
 * @param {string} fact
 * @param {boolean} [stepping] On the way back through the questions.
 */
function edit(fact, stepping = false) {
  if (coming) return;
  steppingBack = stepping;
  writeAddress(readAddress().fragment, fact, showPlace);
  editing = fact;
  show();
  focusHeading();
}

/**
 * Write the state to the address, with the present version of the rules, and follow it.
 *
 * @param {{ policy: string, answers: Map<string, string> }} next
 */
function goTo(next) {
  writeAddress(writeLink({ ...next, version: versionOf(next.policy) }), null, showPlace);
  return follow(false);
}

/**
 * The address has changed: the page and the focus follow it.
 *
 * @param {boolean} opened
 */
async function follow(opened) {
  await followAddress(opened);
  focusHeading();
}

/** A question has the focus as a whole: its legend, focused within it, is heard twice. */
function focusHeading() {
  const heading = form.stepHeading() ?? document.getElementById("checker-verdict-heading");
  heading?.getClientRects(); // Firefox focuses nothing that has just appeared and is not laid out yet.
  const place = heading?.closest("fieldset") ?? heading;
  place?.focus({ preventScroll: true }); // a question may be taller than the window
  heading?.scrollIntoView({ block: "nearest" });
}

/** @param {SubmitEvent} event */
function submit(event) {
  event.preventDefault();
  if (isUnderWay()) return;
  const { values, problems } = form.readStep();
  if (problems.length) {
    showTitle(true);
    return form.showProblems(problems);
  }
  if (!state.policy) return goTo({ policy: values.get("policy") ?? "", answers: new Map() });
  return goTo({ policy: state.policy, answers: new Map([...state.answers, ...values]) });
}

/** To the answer given before what is shown now; before the first question, to the choice of the policy. */
function back() {
  const before = placeBefore();
  return before ? edit(before, true) : restart();
}

/** The fact answered before what is asked now; "" where there is none, or a change leads back to where it was begun. */
function placeBefore() {
  const facts = answered().map(({ fact }) => fact);
  if (editing === null) return facts.at(-1) ?? "";
  return (steppingBack && facts[facts.indexOf(editing) - 1]) || "";
}

/** Change nothing: to where the change was begun. */
function keep() {
  writeAddress(readAddress().fragment, null, showPlace);
  return follow(false);
}

const restart = () => goTo({ policy: home(), answers: new Map() });

/** Where a visitor begins: with the choice of a policy, unless the page around a frame asks for one. */
const home = () => policyOf(root.dataset.policy ?? "")?.id ?? "";

/** @param {string} policy */
const isHome = (policy) => policy === home();

/**
 * Follow a near miss, so that the focus goes to the new verdict.
 *
 * @param {MouseEvent} event
 */
function tryChanges(event) {
  const next = tried(event);
  if (!next) return;
  event.preventDefault();
  goTo(next);
}

/** Have Python start, once, and what it needs for the chosen policy fetched meanwhile. */
function start() {
  if (!engine) {
    engine = new Engine(PATIENCE);
    engine.listen(followEngine);
  }
  const policy = policyOf(state.policy);
  if (policy) engine.prepare(policy);
}

function stop() {
  formIsLate = false;
  engine?.stop();
  engine = null;
}

/**
 * @param {EngineState} found
 * @param {FaultReason} [reason]
 */
function followEngine(found, reason) {
  if (formIsLate) return;
  const opened = isOpening();
  isLate = found === "late";
  root.dataset.state = isLate ? "failed" : found;
  showFault(isLate ? "late" : reason);
  if (found === "ready") Promise.all([refresh(), followed]).then(settle);
  else if (opened && !isOpening()) show();
  else showWaiting();
}

/** What can wait for the first verdict: the theme's script, and keeping the site. */
function settle() {
  dispatchEvent(new Event("checker:settled"));
  return keepSite(true);
}

/** Try again: with the page as it is now on the server, where that may help; the answers are in the address. */
async function retry() {
  if (await isPageStale()) return location.reload();
  stop();
  start();
  await followAddress(false);
  focusHeading();
}

byId("checker-form").addEventListener("submit", submit);
byId("checker-form").addEventListener("input", judgeAhead);
// The second click of a double click answers nothing: what the first one leads to may be there already.
byId("checker-continue").addEventListener("click", (event) => event.detail > 1 && event.preventDefault());
byId("checker-back").addEventListener("click", back);
byId("checker-keep").addEventListener("click", keep);
onChange((fact) => edit(fact));
byId("checker-restart").addEventListener("click", restart);
byId("checker-verdict").addEventListener("click", tryChanges);
byId("checker-retry").addEventListener("click", retry);
document.addEventListener("click", stayOnPage);
addEventListener("popstate", () => follow(true));

function begin() {
  if (!savesData()) start();
  followed = followAddress(true);
  byId("checker-unstarted").hidden = true;
}

if (!isOld()) {
  find(root, ".checker-columns").hidden = false;
  if (document.prerendering) form.load(bundle.policies, readLink(location.hash).policy).catch(() => {}); // the rest is said then
  breathe().then(() => whenShown(begin));
}
