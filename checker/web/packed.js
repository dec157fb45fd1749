// Big files come in the form that costs fewer bytes: as they are where the host packs what it sends, else our own .gz.

import { fetchChecked } from "./assets.js";

/** The bytes of a file that is there twice, as it is and, but for `make serve`, as .gz. `digests` has those of each path. */
export async function fetchPacked(path, digests, hostPacks) {
  if (hostPacks || !(`${path}.gz` in digests)) return fetchChecked(path, digests[path]);
  const bytes = await fetchChecked(`${path}.gz`, digests[`${path}.gz`]);
  return isPacked(bytes) ? unpack(bytes) : bytes;
}

/** Some hosts take .gz for an encoding, so that the browser has unpacked it already. */
function isPacked(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, 2);
  return first === 0x1f && second === 0x8b;
}

const unpack = (bytes) => new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
