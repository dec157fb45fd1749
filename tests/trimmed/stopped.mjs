// node stopped.mjs RUNTIME IMAGE MODULE FUNCTION TEXT: what comes of that function of a module for a text, in a Python
// woken from the image: "called", or why Python stopped.

import { readFileSync } from "node:fs";
import { openBare } from "../../checker/runtime/runtime.mjs";
import { call } from "../../checker/web/python/clerk.js";
import { readImage } from "../../checker/web/python/image.js";

const [folder, image, module, name, text] = process.argv.slice(2);
const bytes = readFileSync(image);
const python = await openBare(folder, true, {}, "", { stdLibURL: image });
readImage(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))(python);
const written = new TextEncoder().encode(`${module}\0`);
const pointer = python._malloc(written.length);
python.HEAPU8.set(written, pointer);
const imported = python._PyImport_ImportModule(pointer);
let said = "called";
try {
  call(python, imported, name, text);
} catch (error) {
  said = error.constructor.name;
}
console.log(said);
