// The time of one look-up of the finder in Pyodide: `node words.mjs finder.py index.json`, lines as JSON on standard input.

import { readFileSync } from "node:fs";

const [program, index] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const { loadPyodide } = await import(String(new URL("../node_modules/pyodide/pyodide.mjs", import.meta.url)));
const python = await loadPyodide();
python.globals.set("index_text", index);
python.globals.set("typed_text", readFileSync(0, "utf8"));
python.runPython(program);
python.runPython("import json\nindex, typed = json.loads(index_text), json.loads(typed_text)");
const look = python.runPython("lambda at: len(find(index, typed[at]))");
const count = python.runPython("len(typed)");
/** @type {number[]} */
const times = [];
for (let round = 0; round < 3; round += 1) {
  for (let at = 0; at < count; at += 1) {
    const start = performance.now();
    look(at);
    times.push(performance.now() - start);
  }
}
times.sort((one, other) => one - other);
const at = (/** @type {number} */ share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
console.log(`half under ${at(0.5)} ms, 99 % under ${at(0.99)} ms, ${times.length} look-ups`);
