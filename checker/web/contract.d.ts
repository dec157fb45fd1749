// What Python gives the page, what the page asks Python, and what the page and Python's worker tell each other.
// `npm run types` holds the scripts to it, tests/test_contract.py the Python side.

/** A file of the site, by its path, with its digest as in Subresource Integrity. */
export interface Digested {
  file: string;
  digest: string;
}

/** What the checker page carries (checker/site/bundle.py): paths are below the folder of all that is named by content. */
export interface Bundle {
  runtime: string;
  engine: string;
  language: string;
  lock: { info: Record<string, string>; packages: Record<string, never> };
  wheel: string;
  words: string[];
  catalogues: string[];
  /** What the page fetches before the worker can, and in which forms. */
  ahead: Record<string, string[]>;
  digests: Record<string, string>;
  policies: Digested;
}

/**
 * An entry of the list of policies (checker/library/parcels.py); file and digest are those of its parcel. `find` has the
 * file by which the visitor's own words are understood; null where nothing is known of what they say.
 */
export interface Listed extends Digested {
  id: string;
  title: string;
  version: string;
  find: (Digested & { fact: string }) | null;
}

/** By which a visitor's own words are understood, in one language (checker/library/finder_index.py). */
export interface FinderIndex {
  policy: string;
  fact: string;
  /** The option of those whose problem is in no other. */
  not_listed: string;
  headings: Record<string, string>;
  options: Record<string, { label: string; such_as: string; heading: string }>;
  /** Words that name the vendor. */
  names: string[];
  /** What must be said for an option at least. */
  least: number;
  /** Words that tell no option from another. */
  silent: Record<string, 1>;
  endings: Record<string, 1>;
  /** Stems by their first letter. */
  by_letter: Record<string, string[]>;
  /** By stem, or two: the position of an option and what is said for it, by turns. */
  stems: Record<string, number[]>;
  pairs: Record<string, number[]>;
}

/** All that a reader needs of a policy: its own words come first, then those of the vendor's desk. */
export interface Parcel {
  model: Model;
  words: [PolicyWords, ...PolicyWords[]];
  releases: Record<string, Digested>;
  /** By fact: each answer that a clause defines, with the clause; then the glossary's terms in its question. */
  terms: Record<string, [string, string][]>;
}

export interface PolicyWords {
  language: string;
  /** Text and address of each clause; "stale" where a translation is. */
  clauses: Record<string, unknown[]>;
  messages: Record<string, string>;
}

/** As much of a compiled policy as the page reads; the rest is the engine's. */
export interface Model {
  id: string;
  version: string;
  facts: Fact[];
  groups: Record<string, { title: string; hint: string }>;
  [engine: string]: unknown;
}

export type FactType = "choice" | "ordered" | "yes/no" | "integer" | "date" | "several";

/** `asked` is true where a fact is asked whatever the answers. */
export interface Fact {
  id: string;
  type: FactType;
  question: string;
  label: string;
  why: string;
  hint: string;
  group: string;
  asked: boolean | { node: number };
  options: Record<string, string>;
  minimum: number | null;
  maximum: number | null;
  max_today: boolean;
  cuts: number[];
  [engine: string]: unknown;
}

/** An answer as the engine takes it: options where it is several; null is “I don't know”. */
export type Value = string | number | boolean | string[] | null;

/** Answers as links write them, by fact. */
export type Written = Record<string, string>;

/** A request (checker/core/request.py). `link` is one that was made with another version of the rules. */
export interface Request {
  policy: string;
  answers: Record<string, Value>;
  /** YYYY-MM-DD */
  today: string;
  /** ISO 8601, to the minute, with the visitor's offset. */
  now: string;
  /** The moment of the next change of the visitor's clocks, with the offset from then on. */
  later: string | null;
  /** The site's address. */
  root: string;
  link: { version: string; answers: Written } | null;
  /** What the visitor wrote of the case. */
  typed: string;
}

export type Status = "covered" | "conditional" | "limited" | "not-covered" | "unclear";
export type OfferValue = "offered" | "not-offered" | "unclear" | "open";

/** The reply to a request (checker/core/clerk.py). */
export interface Reply {
  verdict: Verdict;
  view: View;
  answers: Answer[];
  /** The facts to ask next, on one page. */
  ask: string[];
  desk: DeskState | null;
  /** The latest moments of answers to a request that is made now, in words, where the policy promises one. */
  due: string[];
  drafts: Draft[];
  /** A worked case of this verdict, in YAML. */
  case: string;
}

/** Why nothing can be decided, in words. */
export interface Refusal {
  error: string;
}

export interface Answer {
  fact: string;
  label: string;
  answer: string;
  /** Whether it is one of those that decided the status. */
  decided: boolean;
}

/** Null for `open`: that is not known. */
export interface DeskState {
  open: boolean | null;
  next_open: string | null;
  clause: string;
  text: string;
}

export interface Draft {
  language: string;
  subject: string;
  channel: string;
  email: string;
  body: string;
  shortened: boolean;
  text: string;
  markdown: string;
}

/** The verdict in words: what the page shows, word by word. A text that says nothing is empty. */
export interface View {
  status: Status | null;
  final: boolean;
  heading: string;
  lead: string;
  /** What decided the status, in a sentence. */
  decided: string;
  remaining: string;
  overdue: string;
  sections: Section[];
  /** The day of the verdict. */
  today: string;
  dated: string;
  authority: string;
}

export type SectionId =
  | "version" | "actions" | "instead" | "find-out" | "offers" | "near" | "terms" | "because" | "checklist";

export interface Section {
  id: SectionId;
  title: string;
  ordered: boolean;
  /** Whether it can wait until the reader asks for it. */
  folded: boolean;
  items: Item[];
}

/** What stands in a list of a section: only what there is to say of it. `answers` are those to change. */
export interface Item {
  label?: string;
  text?: string;
  quote?: string;
  clause?: string;
  href?: string;
  offer?: string;
  value?: OfferValue;
  tags?: string[];
  remark?: string;
  answers?: Written;
  /** A last day that has not passed, YYYY-MM-DD. */
  day?: string;
}

/** The verdict as reference/verdict.md documents it. */
export interface Verdict {
  policy: string;
  version: string;
  language: string;
  today: string;
  status: Status | null;
  final: boolean;
  possible: Status[];
  offers: Record<string, OfferValue>;
  terms: Term[];
  because: Reason[];
  actions: (Advice & { clause: string; asked_by: string[] })[];
  instead: (Advice & { for: string })[];
  checklist: { clause: string; text: string }[];
  questions: string[];
  unknowns: string[];
  ignored: string[];
  find_out: { fact: string; text: string }[];
  /** Of several, each option that counts: “packages.crm”. */
  decided_by: string[];
  decided: string;
  near_misses: NearMiss[];
  checked_on: string;
  check_again_by: string;
  overdue: boolean;
}

/** `value` is whatever the policy file gives scripts; where it names a last day, that day, with `days_left`. */
export interface Term {
  id: string;
  value: unknown;
  text: string;
  clause: string;
  days_left?: number;
}

export interface Reason {
  clause: string;
  effect: string;
  offers: string[];
  beaten: boolean;
  text: string;
  href: string;
  remark: string;
}

/** Without a clause it is this site's own suggestion. */
export interface Advice {
  id: string;
  clause: string | null;
  text: string;
}

export interface NearMiss {
  status: Status | null;
  possible: Status[];
  text: string;
  changes: { fact: string; answer: Value; label: string; text: string }[];
  clauses: string[];
}

/** What an embedded checker tells the page around its frame; reference/embed.md documents it. */
export type Told =
  | { event: "height"; height: number }
  | ({
      event: "verdict";
      /** Those that decided the status; `value` as links write it. */
      answers: { fact: string; value: string; label: string; answer: string }[];
      link: string;
    } & Pick<Verdict, "policy" | "version" | "language" | "today" | "status" | "final" | "decided_by"> &
      Pick<View, "heading" | "lead">);

/** Why a file is not there to be used. */
export type AssetReason = "network" | "missing" | "damaged";

/** Why there is no verdict. */
export type FaultReason = AssetReason | "late" | "forbidden" | "script" | "silent" | "broken";

/** Where Python is. */
export type EngineState = "starting" | "waking" | "ready" | "late" | "failed";

/** From the page to the worker: begin; a file; a policy, with its parcel where that is here already; or a question. */
export type ToWorker = Begin | { path: string; bytes: ArrayBuffer | null } | { policy: Listed; parcel?: string } | Question;

/** `hung`: the Python before this one never came back. `alone`: no page hands over files, the worker fetches them. */
export interface Begin {
  bundle: Bundle;
  hung: boolean;
  alone?: boolean;
}

/** `request` is a Request in JSON; `version` that of its link. */
export interface Question {
  id: number;
  request: string;
  policy: Listed;
  version?: string;
}

/** From the worker to the page; `reply` is a Reply or a Refusal in JSON. */
export type FromWorker =
  | { state: Exclude<EngineState, "late" | "failed"> }
  | { state: "failed"; reason: FaultReason }
  | { id: number; reply: string };
