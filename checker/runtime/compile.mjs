// node compile.mjs RUNTIME INPUT OUTPUT: writes the modules that the engine needs as bytecode, OUTPUT/compiled.bin.

import "./frozen.mjs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openRuntime } from "./runtime.mjs";

const [folder, input, output] = process.argv.slice(2);
const given = { "/inside": join(import.meta.dirname, "inside"), "/input": input };
const pyodide = await openRuntime(folder, given, "/input/engine.whl:/inside");
pyodide.pyimport("clerks");
pyodide.pyimport("compiled").write_compiled("/compiled.bin");
writeFileSync(join(output, "compiled.bin"), pyodide.FS.readFile("/compiled.bin"));
