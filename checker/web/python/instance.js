// An instance of the runtime as such: Pyodide itself, which would take as long again, is not started in it.

/** @import { CreateRuntime, LoadPyodide, PyodideOptions, PythonRuntime } from "../runtime" */

/**
 * The instance that `create` (of the runtime's script) makes when `loadPyodide` is called with these options. `asleep`:
 * nothing has run in it, Python neither. Rejects where it cannot be made.
 *
 * @param {LoadPyodide} loadPyodide
 * @param {CreateRuntime} create
 * @param {boolean} asleep
 * @param {PyodideOptions} options
 * @returns {Promise<PythonRuntime>}
 */
export function openInstance(loadPyodide, create, asleep, options) {
  return new Promise((resolve, reject) => {
    /** @type {CreateRuntime} */
    const createPyodideModule = (settings) => {
      create({ ...settings, noInitialRun: asleep }).then(resolve, reject);
      return new Promise(() => {});
    };
    loadPyodide({ ...options, createPyodideModule }).catch(reject);
  });
}
