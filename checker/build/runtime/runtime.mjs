// The pinned runtime under Node, with folders of this machine in its own file system.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openInstance } from "../../web/instance.js";

const scriptOf = (folder, name) => import(pathToFileURL(join(folder, name)));

const settings = (given, path, options) => ({
  env: { PYTHONHASHSEED: "0", PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: "1" },
  fsInit: (FS) => Object.entries(given).forEach(([inside, here]) => copyIn(FS, inside, here)),
  ...options,
});

/** Start the runtime in `folder`. `given` maps folders inside to folders here; `path` is where Python looks for modules. */
export async function openRuntime(folder, given, path, options = {}) {
  const { loadPyodide } = await scriptOf(folder, "pyodide.mjs");
  return loadPyodide(settings(given, path, options));
}

/** An instance of it without Pyodide, as the quickest start of the checker page has it; `asleep`: nothing has run yet. */
export async function openBare(folder, asleep, given, path, options) {
  const { loadPyodide } = await scriptOf(folder, "pyodide.mjs");
  const { default: create } = await scriptOf(folder, "pyodide.asm.mjs");
  return openInstance(loadPyodide, create, asleep, settings(given, path, options));
}

function copyIn(FS, inside, here) {
  FS.mkdirTree(inside);
  const files = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isFile());
  // Sorted: in which order the files came in is still to be seen in the image.
  for (const name of files.map((entry) => entry.name).sort()) FS.writeFile(`${inside}/${name}`, readFileSync(join(here, name)));
}
