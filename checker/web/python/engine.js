// Python in a Web Worker, as a promise: start it, ask it, know when it fails.

/** @import { EngineState, FaultReason, FromWorker, Listed, Question, Refusal, Reply, Request, ToWorker } from "../contract" */

/** How long (ms) Python may take to wake up from its image, once all is there: a hundred times what it needs. */
const WAKING = 5_000;

/**
 * Hears where Python is: "late" is not ready after the engine's patience, but still trying; "failed" comes with the reason.
 *
 * @typedef {(state: EngineState, reason?: FaultReason) => void} Listener
 */

/**
 * @typedef {{
 *   question: Question,
 *   resolve: (reply: Reply | Refusal | null) => void,
 *   timer: ReturnType<typeof setTimeout> | undefined,
 * }} Waiting
 */

/** Python, started anew or taken over from the page's head. */
export class Engine {
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #count = 0;
  /** @type {Parameters<Listener>} */
  #state = ["starting"];
  /** @type {Listener | null} */
  #listener = null;
  /** @type {{ text: string, reply: Promise<Reply | Refusal | null> } | null} */
  #asked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waking;
  #patience;
  #late;
  #worker;

  /** @param {number} patience How long (ms) Python may take to start, and to reply. */
  constructor(patience) {
    this.#patience = patience;
    this.#late = setTimeout(() => this.#turn("late"), patience);
    this.#worker = this.#open(false);
  }

  /**
   * Have `listener` hear where Python is, now and whenever that changes.
   *
   * @param {Listener} listener
   */
  listen(listener) {
    this.#listener = listener;
    listener(...this.#state);
  }

  /**
   * Have the files of a policy fetched.
   *
   * @param {Listed} policy
   */
  prepare(policy) {
    this.#tell({ policy });
  }

  /**
   * The reply; null where there is none. The same twice in a row is asked once. Not so a comparison: its file may not have
   * been to be had the first time.
   *
   * @param {Request} request
   * @param {Listed} policy
   */
  ask(request, policy) {
    const text = JSON.stringify(request);
    const version = request.link?.version;
    if (version || this.#asked?.text !== text) this.#asked = { text, reply: this.#send({ request: text, policy, version }) };
    return this.#asked.reply;
  }

  stop() {
    clearTimeout(this.#late);
    clearTimeout(this.#waking);
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#worker?.terminate();
  }

  /** @param {Parameters<Listener>} state */
  #turn(...state) {
    this.#state = state;
    this.#listener?.(...state);
  }

  /** @param {ToWorker} message */
  #tell(message) {
    this.#worker?.postMessage(message);
  }

  /**
   * @param {{ request: string, policy: Listed, version: string | undefined }} question
   * @returns {Promise<Reply | Refusal | null>}
   */
  #send(question) {
    return new Promise((resolve) => {
      const waiting = { question: { id: ++this.#count, ...question }, resolve, timer: undefined };
      this.#waiting.set(this.#count, waiting);
      this.#pose(waiting);
    });
  }

  /** @param {Waiting} waiting */
  #pose(waiting) {
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.#lose("silent"), this.#patience);
    this.#tell(waiting.question);
  }

  /** @param {FromWorker} said */
  #hear(said) {
    if ("reason" in said) return this.#lose(said.reason);
    clearTimeout(this.#waking);
    if ("state" in said && said.state === "starting") return;
    if ("state" in said && said.state === "waking") return this.#awaitWaking();
    clearTimeout(this.#late);
    if ("id" in said) this.#give(said.id, JSON.parse(said.reply));
    else this.#turn(said.state);
  }

  /**
   * @param {number} id
   * @param {Reply | Refusal} reply
   */
  #give(id, reply) {
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#waiting.get(id)?.resolve(reply);
    this.#waiting.delete(id);
  }

  #awaitWaking() {
    this.#waking = setTimeout(() => this.#startAnew(!this.#worker?.shared), WAKING);
  }

  /**
   * Nothing else ends a Python that never comes back. One that is shared is left to others, and the page starts its own.
   *
   * @param {boolean} hung
   */
  #startAnew(hung) {
    clearTimeout(this.#waking);
    this.#worker?.terminate();
    this.#worker = this.#open(hung);
    for (const waiting of this.#waiting.values()) this.#pose(waiting);
  }

  /** @param {FaultReason} reason */
  #lose(reason) {
    if (this.#worker?.shared) this.#startAnew(false);
    else this.#fail(reason);
  }

  /** @param {FaultReason} reason */
  #fail(reason) {
    this.stop();
    this.#turn("failed", reason);
    for (const { resolve } of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }

  /**
   * The worker; null where the browser refuses one. `hung`: the one before never came back.
   *
   * @param {boolean} hung
   */
  #open(hung) {
    try {
      const worker = startPython(hung);
      /** @type {(event: Event) => void} */
      const hear = (event) => {
        if (worker !== this.#worker) return;
        if (event instanceof MessageEvent) this.#hear(event.data);
        else this.#lose("script");
      };
      worker.onmessage = worker.onerror = hear;
      for (const event of worker.said) setTimeout(hear, 0, event);
      if (worker.shared) this.#awaitWaking();
      return worker;
    } catch {
      setTimeout(() => this.#fail("script"));
      return null;
    }
  }
}
