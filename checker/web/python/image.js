// A memory image of Python, as checker/runtime/image.mjs writes it: what differs from a fresh instance.

/** @import { PythonRuntime } from "../runtime" */

const LINE = 64;
const HEAD = 8;

/**
 * What gives a fresh instance the memory of the image in `bytes`. It throws where the two do not fit.
 *
 * @param {ArrayBuffer} bytes
 * @returns {(instance: PythonRuntime) => void}
 */
export function readImage(bytes) {
  const [size, count] = new Uint32Array(bytes, 0, 2);
  const runs = new Uint32Array(bytes, HEAD, 2 * count);
  const lines = new Uint8Array(bytes, HEAD + runs.byteLength);
  return (instance) => {
    if (instance.HEAPU8.length !== size) throw new Error("The image was made for another runtime");
    keepingTrampoline(instance, () => copyLines(instance.HEAPU8, runs, lines));
  };
}

/**
 * @param {Uint8Array} memory
 * @param {Uint32Array} runs
 * @param {Uint8Array} lines
 */
function copyLines(memory, runs, lines) {
  for (let index = 0, from = 0; index < runs.length; index += 2) {
    const length = runs[index + 1] * LINE;
    memory.set(lines.subarray(from, from + length), runs[index] * LINE);
    from += length;
  }
}

/**
 * A pointer in Python's own state depends on what the browser can do, not on what Node could.
 *
 * @param {PythonRuntime} instance
 * @param {() => void} change
 */
function keepingTrampoline({ HEAP32, __PyRuntime, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET }, change) {
  const place = (__PyRuntime + HEAP32[__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4]) / 4;
  const own = HEAP32[place];
  change();
  HEAP32[place] = own;
}
