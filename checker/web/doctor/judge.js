// Whether the real worker judges a case here, as it does for visitors: the policy that is listed first, nothing known.

/** @import { Bundle, FaultReason, Listed, Request } from "../contract" */

import { byId } from "../everywhere/dom.js";
import { sayReason } from "../page/fault.js";
import { later, now, today } from "../page/values.js";
import { fetchText, reasonOf } from "../python/assets.js";
import { Engine } from "../python/engine.js";

/**
 * Why no case is judged; "" where it is.
 *
 * @param {string} root The site's address.
 */
export async function judgeOne(root) {
  /** @type {Bundle} */
  const { policies } = JSON.parse(byId("checker-bundle").textContent);
  const engine = new Engine(Number(byId("checker-bundle").dataset.patience));
  try {
    /** @type {Listed[]} */
    const [policy] = JSON.parse(await fetchText(policies.file, policies.digest));
    engine.prepare(policy);
    await ready(engine);
    const request = { policy: policy.id, answers: {}, today: today(), now: now(), later: later(), root, link: null, typed: "" };
    const { ask } = await judged(engine, request, policy);
    const reply = await judged(engine, { ...request, answers: { [ask[0]]: null } }, policy);
    return reply.answers.length === 1 ? "" : sayReason("broken");
  } catch (error) {
    return sayReason(error instanceof Fault ? error.reason : reasonOf(error));
  } finally {
    engine.stop();
  }
}

class Fault extends Error {
  /** @param {FaultReason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Throws Fault. Being late is none: it ends in one or the other.
 *
 * @param {Engine} engine
 */
const ready = (engine) =>
  new Promise((resolve, reject) => {
    engine.listen((state, reason) => {
      if (state === "ready") resolve(state);
      if (state === "failed") reject(new Fault(reason ?? "broken"));
    });
  });

/**
 * Throws Fault.
 *
 * @param {Engine} engine
 * @param {Request} request
 * @param {Listed} policy
 */
async function judged(engine, request, policy) {
  const reply = await engine.ask(request, policy);
  if (!reply || "error" in reply) throw new Fault("broken");
  return reply;
}
