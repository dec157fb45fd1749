// Big files come as our own .gz: hosts pack less well or not at all, and browsers unpack brotli more slowly.

import { FILES, fetchChecked } from "./assets.js";

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
 * The bytes of a file in one of its forms: the first, but if there are two only where the host packs it, and the service
 * worker has not kept the other. As the checker page's head does it (theme/inline/ahead.js).
 *
 * @param {string[]} forms
 * @param {Record<string, string>} digests
 */
export async function fetchForm([first, second], digests) {
  const path = second && ((await isKept(second)) || !(await isPacked(first))) ? second : first;
  return fetchChecked(path, digests[path]);
}

/** @param {string} path */
const isPacked = async (path) => (await fetch(new URL(path, FILES), { method: "HEAD" })).headers.has("Content-Encoding");

/** @param {string} path */
const isKept = async (path) => Boolean(await globalThis.caches?.match(new URL(path, FILES), { ignoreSearch: true }));

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
