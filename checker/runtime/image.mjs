// node image.mjs RUNTIME INPUT OUTPUT: writes the memory of a Python that has judged already, OUTPUT/image.bin.
// It starts from OUTPUT/compiled.bin. The image holds what differs from a fresh instance, in lines of 64 bytes:
// size of the memory, count of runs; runs (first line, count); lines.

/** @import { PythonRuntime } from "../web/runtime" */

import "./frozen.mjs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { call, importClerks, read } from "../web/python/clerk.js";
import { openBare } from "./runtime.mjs";
import { tryAll } from "./trial.mjs";

const LINE = 64;

const [folder, input, output] = process.argv.slice(2);
const given = { "/inside": join(import.meta.dirname, "inside"), "/input": input };
const stdLibURL = join(output, "compiled.bin");

const openAwake = () => openBare(folder, false, given, "/inside", { stdLibURL });

/** Which functions of Python the engine calls after its start, as a text for `settle`. */
async function calledFunctions() {
  const python = await openAwake();
  const clerks = importClerks(python);
  call(python, clerks, "watch");
  tryAll(python, input);
  return read(python, call(python, clerks, "called"));
}

/**
 * The memory of an instance whose Python has done all that the engine does at its start.
 *
 * @param {string} called
 */
async function usedMemory(called) {
  const python = await openAwake();
  call(python, importClerks(python), "settle", called);
  zeroFree(python);
  return python.HEAPU8.slice();
}

const freshMemory = async () => (await openBare(folder, true, {}, "", { stdLibURL })).HEAPU8.slice();

/**
 * Memory that is free holds remains of what was there; as zeros it packs to nothing.
 *
 * @param {PythonRuntime} python
 */
function zeroFree({ _malloc, _free, _sbrk, HEAPU8 }) {
  const end = _sbrk(0);
  /** @type {number[]} */
  const taken = [];
  for (let size = 1 << 22; size >= 16; size /= 2) {
    for (;;) {
      const start = _malloc(size);
      if (start + size > end) { _free(start); break; }
      HEAPU8.fill(0, start, start + size);
      taken.push(start);
    }
  }
  taken.forEach((start) => _free(start));
}

/**
 * The runs of lines, as pairs [first, count], in which `image` differs from `fresh`.
 *
 * @param {Uint8Array<ArrayBuffer>} image
 * @param {Uint8Array<ArrayBuffer>} fresh
 */
function differing(image, fresh) {
  const now = Buffer.from(image.buffer), then = Buffer.from(fresh.buffer);
  /** @type {[number, number][]} */
  const runs = [];
  for (let line = 0; line < image.length / LINE; line++) {
    const start = line * LINE, last = runs.at(-1);
    if (!now.compare(then, start, start + LINE, start, start + LINE)) continue;
    if (last && last[0] + last[1] === line) last[1]++;
    else runs.push([line, 1]);
  }
  return runs;
}

const image = await usedMemory(await calledFunctions());
const fresh = await freshMemory();
if (fresh.length !== image.length) throw new Error(`The image needs ${image.length} bytes, a fresh instance has ${fresh.length}`);
const runs = differing(image, fresh);
writeFileSync(
  join(output, "image.bin"),
  Buffer.concat([
    Buffer.from(Uint32Array.of(image.length, runs.length, ...runs.flat()).buffer),
    ...runs.map(([first, count]) => image.subarray(first * LINE, (first + count) * LINE)),
  ]),
);
