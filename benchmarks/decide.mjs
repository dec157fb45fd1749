// node decide.mjs RUNTIME WHEEL MODEL ANSWERS TIMES: prints the seconds that one `decide` takes in Pyodide, a median.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, wheel, model, answers, times] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
const pyodide = await loadPyodide();
pyodide.FS.writeFile("/engine.whl", readFileSync(wheel));
pyodide.FS.writeFile("/timing.py", readFileSync(join(import.meta.dirname, "timing.py")));
pyodide.pyimport("sys").path.extend(["/engine.whl", "/"]);
console.log(pyodide.pyimport("timing").decide_time(readFileSync(model, "utf8"), answers, Number(times)));
