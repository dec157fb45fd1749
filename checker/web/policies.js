// The policies that there are, in their order: { id, title, version, file, digest }, with the file of the parcel.

import { takeText } from "./early.js";

let policies = [];

/** Have them here; `list` is the file of the page's bundle that names them. Throws AssetFault. */
export async function listPolicies({ file, digest }) {
  if (!policies.length) policies = JSON.parse(await takeText(file, digest));
}

/** The policy of that id; undefined where there is none. */
export const policyOf = (id) => policies.find((each) => each.id === id);

/** What each is called in the reader's language, by its id. */
export const titles = () => Object.fromEntries(policies.map(({ id, title }) => [id, title]));
