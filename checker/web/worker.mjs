// The worker: starts Python from the site's own files, hands it the engine and the library, then passes JSON through.

import { fetchChecked, importChecked } from "./assets.mjs";

const RUNTIME = new URL("./runtime/", import.meta.url).href;
const FETCHED_BY_PYODIDE = new Map([
  ["pyodide.asm.wasm", "application/wasm"],
  ["python_stdlib.zip", "application/zip"],
  ["pyodide-lock.json", "application/json"],
]);

let clerk;

async function load({ wheel, models, words, catalogues, digests }) {
  const bytes = (path) => fetchChecked(path, digests[path]);
  const text = async (path) => new TextDecoder().decode(await bytes(path));
  const [pyodide, archive, texts, spoken, compiled] = await Promise.all([
    startPython(digests),
    bytes(wheel),
    Promise.all(models.map(text)),
    Promise.all(words.map(text)),
    Promise.all(catalogues.map(bytes)),
  ]);
  pyodide.unpackArchive(archive, "wheel");
  const bridge = pyodide.pyimport("checker.core.bridge");
  return bridge.Clerk(...[texts, spoken, compiled.map((each) => new Uint8Array(each))].map((each) => pyodide.toPy(each)));
}

async function startPython(digests) {
  const checked = (load, name) => load(`runtime/${name}`, digests[`runtime/${name}`]);
  const names = [...FETCHED_BY_PYODIDE.keys()];
  const [{ loadPyodide }, { default: createPyodideModule }, ...files] = await Promise.all([
    checked(importChecked, "pyodide.mjs"),
    checked(importChecked, "pyodide.asm.mjs"),
    ...names.map((name) => checked(fetchChecked, name)),
  ]);
  giveOut(new Map(names.map((name, index) => [RUNTIME + name, [files[index], FETCHED_BY_PYODIDE.get(name)]])));
  return loadPyodide({ indexURL: RUNTIME, createPyodideModule });
}

/** From now on, whatever asks for a file gets one of these (address → [bytes, type]), or nothing at all. */
function giveOut(files) {
  self.fetch = async (address) => {
    const [bytes, type] = files.get(String(address)) ?? [];
    if (!bytes) throw new TypeError(`${address} is not among the files that were checked`);
    return new Response(bytes, { headers: { "Content-Type": type } });
  };
}

/** Whether Python can run here: not where WebAssembly is missing, or the host's own policy forbids it. */
function allowsWasm() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

async function handle({ bundle, id, request }) {
  if (!bundle) return { id, reply: clerk.reply(request) };
  if (!allowsWasm()) return { state: "failed", reason: "forbidden" };
  clerk = await load(bundle);
  return { state: "ready" };
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(await handle(data));
  } catch (error) {
    console.error(error);
    self.postMessage({ state: "failed", reason: error.reason ?? "broken" });
  }
};
