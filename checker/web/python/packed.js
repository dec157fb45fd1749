// Big files come as our own .gz: hosts pack less well or not at all, and browsers unpack brotli more slowly.

import { fetchChecked } from "./assets.js";

/**
 * The bytes of a file that is there twice, as it is and, but for `make serve`, as .gz. `digests` has those of each path.
 *
 * @param {string} path
 * @param {Record<string, string>} digests
 */
export async function fetchPacked(path, digests) {
  const packed = `${path}.gz`;
  return packed in digests ? unpacked(await fetchChecked(packed, digests[packed])) : fetchChecked(path, digests[path]);
}

/**
 * What is in a .gz. Some hosts take that for an encoding, so that the browser has unpacked it already.
 *
 * @param {ArrayBuffer} bytes
 * @returns {Promise<ArrayBuffer>}
 */
export async function unpacked(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, 2);
  if (first !== 0x1f || second !== 0x8b) return bytes;
  const { body } = /** @type {{ body: ReadableStream }} */ (new Response(bytes)); // of bytes there is always one
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
