// The pinned runtime under Node, with folders of this machine in its own file system.

/** @import { CreateRuntime, LoadPyodide, PyodideOptions } from "../web/runtime" */
/** @typedef {{ mkdirTree: (path: string) => void, writeFile: (path: string, bytes: Uint8Array) => void }} FileSystem */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openInstance } from "../web/python/instance.js";

/**
 * @param {string} folder
 * @param {string} name
 */
const scriptOf = (folder, name) => import(pathToFileURL(join(folder, name)).href);

/**
 * @param {Record<string, string>} given
 * @param {string} path
 * @param {PyodideOptions} options
 */
const settings = (given, path, options) => ({
  env: { PYTHONHASHSEED: "0", PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: "1" },
  fsInit: (/** @type {FileSystem} */ FS) => Object.entries(given).forEach(([inside, here]) => copyIn(FS, inside, here)),
  ...options,
});

/**
 * Start the runtime in `folder`. `given` maps folders inside to folders here; `path` is where Python looks for modules.
 *
 * @param {string} folder
 * @param {Record<string, string>} given
 * @param {string} path
 * @param {PyodideOptions} options
 */
export async function openRuntime(folder, given, path, options = {}) {
  /** @type {{ loadPyodide: LoadPyodide }} */
  const { loadPyodide } = await scriptOf(folder, "pyodide.mjs");
  return loadPyodide(settings(given, path, options));
}

/**
 * An instance of it without Pyodide, as the quickest start of the checker page has it; `asleep`: nothing has run yet.
 *
 * @param {string} folder
 * @param {boolean} asleep
 * @param {Record<string, string>} given
 * @param {string} path
 * @param {PyodideOptions} options
 */
export async function openBare(folder, asleep, given, path, options) {
  /** @type {{ loadPyodide: LoadPyodide }} */
  const { loadPyodide } = await scriptOf(folder, "pyodide.mjs");
  /** @type {{ default: CreateRuntime }} */
  const { default: create } = await scriptOf(folder, "pyodide.asm.mjs");
  return openInstance(loadPyodide, create, asleep, settings(given, path, options));
}

/**
 * @param {FileSystem} FS
 * @param {string} inside
 * @param {string} here
 */
function copyIn(FS, inside, here) {
  FS.mkdirTree(inside);
  const files = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isFile());
  // Sorted: in which order the files came in is still to be seen in the image.
  for (const name of files.map((entry) => entry.name).sort()) FS.writeFile(`${inside}/${name}`, readFileSync(join(here, name)));
}
