// The policies that there are, in their order, each with the file of its parcel.

/** @import { Digested, Listed } from "../contract" */

import { takeText } from "./early.js";

/** @type {Listed[]} */
let policies = [];

/**
 * Have them here; `list` is the file of the page's bundle that names them. Throws AssetFault.
 *
 * @param {Digested} list
 */
export async function listPolicies({ file, digest }) {
  if (!policies.length) policies = JSON.parse(await takeText(file, digest));
}

/**
 * The policy of that id; undefined where there is none.
 *
 * @param {string} id
 */
export const policyOf = (id) => policies.find((each) => each.id === id);

/** What each is called in the reader's language, by its id. */
export const titles = () => Object.fromEntries(policies.map(({ id, title }) => [id, title]));
