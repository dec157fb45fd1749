// The engine's clerk, called by Python's own C interface: Pyodide's bridge would have to be started first.

/** @import { PythonRuntime } from "../runtime" */

/** @typedef {{ learn: (parcel: string) => void, reply: (request: string, former: string) => string }} Clerk */

const MODULE = "clerks";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Import the module of clerks. `python` is an instance of the runtime whose Python is awake. Gives a pointer. Throws where
 * there is none; what Python says of it is in the console, as for all that follows.
 *
 * @param {PythonRuntime} python
 */
export const importClerks = (python) => asText(python, MODULE, (name) => checked(python, python._PyImport_ImportModule(name)));

/**
 * A clerk who speaks the language. `learn` and `reply` throw as well.
 *
 * @param {PythonRuntime} python
 * @param {string} language
 * @returns {Clerk}
 */
export function openClerk(python, language) {
  const clerk = call(python, importClerks(python), "clerk", language);
  return {
    learn: (parcel) => python._Py_DecRef(call(python, clerk, "learn", parcel)),
    reply: (request, former) => read(python, call(python, clerk, "reply", request, former)),
  };
}

/**
 * What the object's function of that name gives for these texts, as a pointer.
 *
 * @param {PythonRuntime} python
 * @param {number} object
 * @param {string} name
 * @param {string[]} texts
 */
export function call(python, object, name, ...texts) {
  const method = asText(python, name, (pointer) => checked(python, python._PyObject_GetAttrString(object, pointer)));
  const given = python._PyTuple_New(texts.length);
  texts.forEach((text, at) => python._PyTuple_SetItem(given, at, newText(python, text)));
  const result = python._PyObject_CallObject(method, given);
  python._Py_DecRef(given);
  python._Py_DecRef(method);
  return checked(python, result);
}

/**
 * @param {PythonRuntime} python
 * @param {number} pointer
 */
function checked(python, pointer) {
  if (pointer) return pointer;
  python._PyErr_Print();
  throw new Error("Python raised an error");
}

/**
 * @param {PythonRuntime} python
 * @param {string} text
 */
const newText = (python, text) =>
  asText(python, text, (pointer, length) => checked(python, python._PyUnicode_FromStringAndSize(pointer, length)));

/**
 * The text of a Python string, which is then let go. Half a pair of surrogates is written as in JSON.
 *
 * @param {PythonRuntime} python
 * @param {number} text
 */
export function read(python, text) {
  const bytes = asText(python, "utf-8", (code) =>
    asText(python, "backslashreplace", (errors) => checked(python, python._PyUnicode_AsEncodedString(text, code, errors))),
  );
  const start = python._PyBytes_AsString(bytes);
  const read = decoder.decode(python.HEAPU8.subarray(start, start + python._PyBytes_Size(bytes)));
  python._Py_DecRef(bytes);
  python._Py_DecRef(text);
  return read;
}

/**
 * What `use` gives for a text in Python's memory: UTF-8 at a pointer, with its length, ended by a zero.
 *
 * @param {PythonRuntime} python
 * @param {string} text
 * @param {(pointer: number, length: number) => number} use
 */
function asText(python, text, use) {
  const bytes = encoder.encode(text);
  const pointer = python._malloc(bytes.length + 1);
  try {
    python.HEAPU8.set(bytes, pointer);
    python.HEAPU8[pointer + bytes.length] = 0;
    return use(pointer, bytes.length);
  } finally {
    python._free(pointer);
  }
}
