// Python and the engine, by the quickest way that works here: the memory image, else bytecode, else as it is published.

import { FILES, fetchChecked, importChecked } from "./assets.js";
import { readImage } from "./image.js";
import { fetchPacked, unpacked } from "./packed.js";

const network = self.fetch;
// The quick ways run on the runtime without what the engine never needs.
const TRIMMED = "trimmed";
const PUBLISHED = "pyodide.asm";

/**
 * A clerk with `learn(model, ...texts)` and `reply(request, model)`, of JSON. `ahead` has promises of the files that the
 * page fetches, null where one could not be had. Throws what the last way threw.
 */
export async function startClerk(bundle, ahead) {
  const shelf = openShelf(bundle, ahead);
  for (const way of [fromImage, fromBytecode]) {
    try {
      return await way(bundle, shelf);
    } catch (error) {
      console.warn(`${way.name}:`, error);
    }
  }
  return fromSources(bundle, shelf);
}

/** The files of the site, each fetched once, whichever ways need it. */
function openShelf({ digests, lock, runtime }, ahead) {
  const found = new Map();
  const once = (fetchFile) => (path) => {
    if (!(path in digests)) throw new Error(`${path} is not part of this site`);
    if (!found.has(path)) found.set(path, fetchFile(path));
    return found.get(path);
  };
  const packed = async (path) => {
    const bytes = await ahead.get(path);
    return bytes ? unpacked(bytes) : fetchPacked(path, digests);
  };
  return {
    bytes: once((path) => fetchChecked(path, digests[path])),
    packed: once(packed),
    module: once(async (path) => importChecked(path, await packed(path))),
    lock,
    runtime,
  };
}

async function fromImage({ language, engine }, shelf) {
  const bytes = shelf.packed(`${engine}/image.bin`);
  const pyodide = await load(shelf, TRIMMED, new ArrayBuffer(0), bytes.then(readImage));
  return pyodide.pyimport("clerks").clerk(language);
}

async function fromBytecode(bundle, shelf) {
  const compiled = shelf.packed(`${bundle.engine}/compiled.bin`);
  return makeClerk(...(await Promise.all([load(shelf, TRIMMED, compiled), readWords(bundle, shelf)])));
}

async function fromSources(bundle, shelf) {
  const [pyodide, wheel, spoken] = await Promise.all([
    load(shelf, PUBLISHED, shelf.bytes(`${bundle.runtime}/python_stdlib.bin`)),
    shelf.bytes(bundle.wheel),
    readWords(bundle, shelf),
  ]);
  pyodide.unpackArchive(wheel, "wheel");
  return makeClerk(pyodide, spoken);
}

async function readWords({ words, catalogues }, shelf) {
  const text = async (path) => new TextDecoder().decode(await shelf.bytes(path));
  const bytes = async (path) => new Uint8Array(await shelf.bytes(path));
  return Promise.all([words.map(text), catalogues.map(bytes)].map((each) => Promise.all(each)));
}

function makeClerk(pyodide, spoken) {
  return pyodide.pyimport("checker.core.bridge").Clerk(...spoken.map((each) => pyodide.toPy(each)));
}

/** Start Python: its script and program, over a standard library, and from an image if there is one. */
async function load(shelf, program, library, image) {
  image?.catch(() => {}); // It is waited for where it is needed.
  const [{ loadPyodide }, { default: create }, compiled, standard] = await Promise.all([
    shelf.module(`${shelf.runtime}/pyodide.js`),
    shelf.module(`${shelf.runtime}/${program}.js`),
    shelf.packed(`${shelf.runtime}/${program}.bin`).then((bytes) => WebAssembly.compile(bytes)),
    library,
  ]);
  const options = image ? restoring(image, create) : { createPyodideModule: create };
  const fault = giveOut(compiled, standard);
  try {
    return await Promise.race([fault, loadPyodide({ indexURL: new URL(`${shelf.runtime}/`, FILES).href, lockFileContents: shelf.lock, ...options })]);
  } finally {
    self.fetch = network;
  }
}

/** The runtime shall have an instance before there is an image: it takes as long as the image takes to come. */
function restoring(coming, create) {
  const createPyodideModule = async (settings) => {
    const instance = await create(settings);
    const { restoreSnapshot } = instance.API;
    const image = await coming;
    image.restoreInto(instance);
    instance.API.restoreSnapshot = () => restoreSnapshot(image.header);
    return instance;
  };
  return { createPyodideModule, _loadSnapshot: new Uint8Array() };
}

/**
 * What the runtime asks the network for, it gets from here: its standard library and its program, checked and compiled.
 * The promise rejects where the program does not run; the runtime itself would wait for ever.
 */
function giveOut(program, standard) {
  self.fetch = async () => new Response(standard);
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      const instance = await WebAssembly.instantiate(program, imports).catch((error) => {
        reject(error);
        throw error;
      });
      return { module: program, instance };
    };
  });
}
