// node decide.mjs RUNTIME WHEEL MODEL ANSWERS TIMES [NAME]: prints the seconds that one `decide` takes in Pyodide, a median;
// or what the function NAME of timing.py gives. ANSWERS are a file where there is one of that name.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, wheel, model, answers, times, name = "decide_time"] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
const pyodide = await loadPyodide();
pyodide.FS.writeFile("/engine.whl", readFileSync(wheel));
pyodide.FS.writeFile("/timing.py", readFileSync(join(import.meta.dirname, "timing.py")));
pyodide.pyimport("sys").path.extend(["/engine.whl", "/"]);
const given = existsSync(answers) ? readFileSync(answers, "utf8") : answers;
console.log(pyodide.pyimport("timing")[name](readFileSync(model, "utf8"), given, Number(times)));
