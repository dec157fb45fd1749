// node profile.mjs RUNTIME INPUT OUTPUT START COUNT: writes what of the program the engine uses, RUNTIME/used.bin: the marks
// that the runtime's program writes into COUNT bytes of its memory, from START on.
// The engine, woken from OUTPUT/image.bin, is led through its trial.

import "./frozen.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readImage } from "../web/python/image.js";
import { openBare } from "./runtime.mjs";
import { tryAll } from "./trial.mjs";

const [folder, input, output, ...place] = process.argv.slice(2);
const [start, count] = place.map(Number);

const python = await openBare(folder, true, {}, "", { stdLibURL: join(output, "compiled.bin") });
const image = readFileSync(join(output, "image.bin"));
readImage(image.buffer.slice(image.byteOffset, image.byteOffset + image.length))(python);
tryAll(python, input);
if (python._sbrk(0) > start) throw new Error("Python's memory has grown into the marks of what is used");
writeFileSync(join(folder, "used.bin"), python.HEAPU8.subarray(start, start + count));
