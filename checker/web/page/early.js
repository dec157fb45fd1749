// What the page's head has asked for already, before there was a module.

import { fetchText } from "../python/assets.js";

/**
 * What a file says, as `fetchText`, if the head has not read it; what it has read is given once.
 *
 * @param {string} path
 * @param {string} digest
 */
export async function takeText(path, digest) {
  const early = textsAhead.get(path);
  textsAhead.delete(path);
  return (await early) ?? fetchText(path, digest);
}
