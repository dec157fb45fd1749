// Python and the engine, by the quickest way that works here: the memory image, else bytecode, else as it is published.

/** @import { Bundle } from "../contract" */
/** @import { Clerk } from "./clerk.js" */
/** @import { CreateRuntime, LoadPyodide, PyodideOptions, PythonRuntime } from "../runtime" */
/** @import { PyodideAPI } from "pyodide" */

/**
 * What a worker has of a clerk: `learned` is for its caller to note what; `next` starts another by the ways that are left,
 * for when this one fails; null after the last.
 *
 * @typedef {Clerk & { learned: Set<string>, next: (() => Promise<StartedClerk>) | null }} StartedClerk
 */

/**
 * Files that the page fetches, as promises; null where one could not be had.
 *
 * @typedef {Map<string, Promise<ArrayBuffer | null>>} Ahead
 */

/** @typedef {ReturnType<typeof openShelf>} Shelf */

/**
 * What makes something of the runtime's script and program.
 *
 * @template T
 * @typedef {(loadPyodide: LoadPyodide, create: CreateRuntime, options: PyodideOptions) => Promise<T>} Open
 */

import { FILES, fetchChecked, importChecked } from "./assets.js";
import { openClerk } from "./clerk.js";
import { readImage } from "./image.js";
import { openInstance } from "./instance.js";
import { fetchPacked, unpacked } from "./packed.js";

const network = self.fetch;
// The quickest way runs on the runtime without what the engine never needs.
const TRIMMED = "trimmed";
const PUBLISHED = "pyodide.asm";
const WAYS = Object.entries({ image: fromImage, bytecode: fromBytecode, sources: fromSources });
/** @type {Record<string, string>} */
const NEEDED = { image: "image.bin", bytecode: "compiled.bin" };

/**
 * A clerk, by the first way that works. `hung`: the image is not tried again. Throws what the last way threw.
 *
 * @param {Bundle} bundle
 * @param {Ahead} ahead
 * @param {boolean} hung
 * @param {() => void} wakes Called when all is there, and Python is about to wake up from its image.
 */
export const startClerk = (bundle, ahead, hung, wakes) => startBy(waysOf(bundle, hung), bundle, openShelf(bundle, ahead, wakes));

/**
 * A site may be built without the quick ones.
 *
 * @param {Bundle} bundle
 * @param {boolean} hung
 */
const waysOf = ({ engine, digests }, hung) =>
  WAYS.slice(hung ? 1 : 0).filter(([way]) => !NEEDED[way] || `${engine}/${NEEDED[way]}` in digests);

/**
 * @param {typeof WAYS} ways
 * @param {Bundle} bundle
 * @param {Shelf} shelf
 * @returns {Promise<StartedClerk>}
 */
async function startBy([[name, way], ...others], bundle, shelf) {
  const next = others.length ? () => startBy(others, bundle, shelf) : null;
  try {
    return { ...(await way(bundle, shelf)), learned: new Set(), next };
  } catch (error) {
    if (!next) throw error;
    console.warn(`Python did not start from its ${name}:`, error);
    return next();
  }
}

/**
 * The files of the site, each fetched once, whichever ways need it.
 *
 * @param {Bundle} bundle
 * @param {Ahead} ahead
 * @param {() => void} wakes
 */
function openShelf({ digests, lock, runtime }, ahead, wakes) {
  /**
   * @template T
   * @param {(path: string) => Promise<T>} fetchFile
   */
  const once = (fetchFile) => {
    /** @type {Map<string, Promise<T>>} */
    const found = new Map();
    return (/** @type {string} */ path) => {
      if (!(path in digests)) throw new Error(`${path} is not part of this site`);
      const known = found.get(path) ?? fetchFile(path);
      found.set(path, known);
      return known;
    };
  };
  const packed = async (/** @type {string} */ path) => {
    const bytes = await ahead.get(path);
    return bytes ? unpacked(bytes) : fetchPacked(path, digests);
  };
  return {
    bytes: once((path) => fetchChecked(path, digests[path])),
    packed: once(packed),
    module: once(async (path) => importChecked(path, await packed(path))),
    lock,
    runtime,
    wakes,
  };
}

/**
 * @param {Bundle} bundle
 * @param {Shelf} shelf
 */
async function fromImage({ language, engine }, shelf) {
  const image = shelf.packed(`${engine}/image.bin`).then(readImage);
  image.catch(() => {}); // It is waited for below.
  /** @type {Open<PythonRuntime>} */
  const asleep = (loadPyodide, create, options) => openInstance(loadPyodide, create, true, options);
  const python = await load(shelf, TRIMMED, new ArrayBuffer(0), asleep);
  const restore = await image;
  shelf.wakes();
  restore(python);
  return openClerk(python, language);
}

/**
 * @param {Bundle} bundle
 * @param {Shelf} shelf
 */
async function fromBytecode(bundle, shelf) {
  const compiled = shelf.packed(`${bundle.engine}/compiled.bin`);
  return makeClerk(...(await Promise.all([load(shelf, PUBLISHED, compiled, whole), readWords(bundle, shelf)])));
}

/**
 * @param {Bundle} bundle
 * @param {Shelf} shelf
 */
async function fromSources(bundle, shelf) {
  const [pyodide, wheel, spoken] = await Promise.all([
    load(shelf, PUBLISHED, shelf.bytes(`${bundle.runtime}/python_stdlib.bin`), whole),
    shelf.bytes(bundle.wheel),
    readWords(bundle, shelf),
  ]);
  pyodide.unpackArchive(wheel, "wheel");
  return makeClerk(pyodide, spoken);
}

/**
 * @param {Bundle} bundle
 * @param {Shelf} shelf
 * @returns {Promise<[string[], Uint8Array[]]>}
 */
async function readWords({ words, catalogues }, shelf) {
  const text = async (/** @type {string} */ path) => new TextDecoder().decode(await shelf.bytes(path));
  const bytes = async (/** @type {string} */ path) => new Uint8Array(await shelf.bytes(path));
  return Promise.all([Promise.all(words.map(text)), Promise.all(catalogues.map(bytes))]);
}

/**
 * @param {PyodideAPI} pyodide
 * @param {[string[], Uint8Array[]]} spoken
 * @returns {Clerk}
 */
function makeClerk(pyodide, spoken) {
  const clerk = pyodide.pyimport("checker.core.clerk").Clerk(...spoken.map((each) => pyodide.toPy(each)));
  return { learn: (parcel) => clerk.learn(parcel), reply: (request, former) => clerk.reply(request, former) };
}

/**
 * Pyodide itself.
 *
 * @type {Open<PyodideAPI>}
 */
const whole = (loadPyodide, create, options) => loadPyodide({ ...options, createPyodideModule: create });

/**
 * What `open` makes of the runtime's script and program, over a standard library.
 *
 * @template T
 * @param {Shelf} shelf
 * @param {string} program
 * @param {ArrayBuffer | Promise<ArrayBuffer>} library
 * @param {Open<T>} open
 */
async function load(shelf, program, library, open) {
  const [{ loadPyodide }, { default: create }, compiled, standard] = await Promise.all([
    shelf.module(`${shelf.runtime}/pyodide.js`),
    shelf.module(`${shelf.runtime}/${program}.js`),
    shelf.packed(`${shelf.runtime}/${program}.bin`).then((bytes) => WebAssembly.compile(bytes)),
    library,
  ]);
  const options = { indexURL: new URL(`${shelf.runtime}/`, FILES).href, lockFileContents: shelf.lock };
  const fault = giveOut(compiled, standard);
  try {
    return await Promise.race([fault, open(loadPyodide, create, options)]);
  } finally {
    self.fetch = network;
  }
}

/**
 * What the runtime asks the network for, it gets from here: its standard library and its program, checked and compiled.
 * The promise rejects where the program does not run; the runtime itself would wait for ever.
 *
 * @param {WebAssembly.Module} program
 * @param {ArrayBuffer} standard
 * @returns {Promise<never>}
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
