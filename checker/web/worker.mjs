// The worker: starts Python from the site's own files, hands it the engine and the library, then passes JSON through.

let clerk;

async function load({ wheel, models, words, catalogues }) {
  const { loadPyodide } = await import("./runtime/pyodide.mjs");
  const [pyodide, archive, texts, spoken, compiled] = await Promise.all([
    loadPyodide({ indexURL: new URL("./runtime/", import.meta.url).href }),
    bytes(wheel),
    Promise.all(models.map(text)),
    Promise.all(words.map(text)),
    Promise.all(catalogues.map(bytes)),
  ]);
  pyodide.unpackArchive(archive, "wheel");
  const bridge = pyodide.pyimport("checker.core.bridge");
  return bridge.Clerk(...[texts, spoken, compiled.map((each) => new Uint8Array(each))].map((each) => pyodide.toPy(each)));
}

async function get(path) {
  const response = await fetch(new URL(path, import.meta.url));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const bytes = async (path) => (await get(path)).arrayBuffer();
const text = async (path) => (await get(path)).text();

self.onmessage = async ({ data: { bundle, id, request } }) => {
  if (!bundle) return self.postMessage({ id, reply: clerk.reply(request) });
  try {
    clerk = await load(bundle);
    self.postMessage({ state: "ready" });
  } catch (error) {
    console.error(error);
    self.postMessage({ state: "failed" });
  }
};
