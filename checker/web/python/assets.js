// The one place where modules get files of the site: each is checked by its SHA-256 before a byte of it is used.

/** @import { AssetReason, FaultReason } from "../contract" */

// Python's runtime is given a `fetch` of its own while it starts (see python.js): files are never asked of that one.
const network = globalThis.fetch;

/** The folder of all that is named by its content: this script stands in one of its folders. */
export const FILES = new URL("../", import.meta.url);

/** Why a file is not there to be used. */
export class AssetFault extends Error {
  /**
   * @param {string} path
   * @param {AssetReason} reason
   */
  constructor(path, reason) {
    super(`${path}: ${reason}`);
    this.reason = reason;
  }
}

/**
 * What an error means to the visitor.
 *
 * @param {unknown} error
 * @returns {FaultReason}
 */
export const reasonOf = (error) => (error instanceof AssetFault ? error.reason : "broken");

/**
 * The bytes (ArrayBuffer) of a file, by its path below FILES. `digest` is as in Subresource Integrity; where it lists
 * more than one, any of them will do. The browser itself compares, so that plain http will do as well. What a cache
 * kept from before is asked for anew. Throws AssetFault.
 *
 * @param {string} path
 * @param {string} digest
 */
export async function fetchChecked(path, digest) {
  const address = new URL(path, FILES);
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    try {
      return await (await network(address, { integrity: digest, cache })).arrayBuffer();
    } catch (error) {
      console.warn(path, error);
    }
  }
  throw new AssetFault(path, await lookInto(address));
}

/**
 * What such a file says, as a text. Throws AssetFault.
 *
 * @param {string} path
 * @param {string} digest
 */
export const fetchText = async (path, digest) => new TextDecoder().decode(await fetchChecked(path, digest));

/**
 * Import a module from bytes that were checked; where the host's own policy forbids that, from its address.
 *
 * @param {string} path
 * @param {ArrayBuffer} bytes
 */
export async function importChecked(path, bytes) {
  const blob = new Blob([bytes], { type: "text/javascript" });
  const address = URL.createObjectURL(blob);
  try {
    return await import(address);
  } catch {
    return await import(new URL(path, FILES).href);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {URL} address
 * @returns {Promise<AssetReason>}
 */
async function lookInto(address) {
  try {
    const { ok } = await network(address, { method: "HEAD", cache: "no-store" });
    return ok ? "damaged" : "missing";
  } catch {
    return "network";
  }
}
