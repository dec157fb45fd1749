// The pinned runtime under Node, with folders of this machine in its own file system.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Start the runtime in `folder`. `given` maps folders inside to folders here; `path` is where Python looks for modules. */
export async function openRuntime(folder, given, path, options = {}) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
  return loadPyodide({
    env: { PYTHONHASHSEED: "0", PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: "1" },
    fsInit: (FS) => Object.entries(given).forEach(([inside, here]) => copyIn(FS, inside, here)),
    ...options,
  });
}

function copyIn(FS, inside, here) {
  FS.mkdirTree(inside);
  const files = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isFile());
  // Sorted: in which order the files came in is still to be seen in the image.
  for (const name of files.map((entry) => entry.name).sort()) FS.writeFile(`${inside}/${name}`, readFileSync(join(here, name)));
}
