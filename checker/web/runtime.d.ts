// What our own scripts use of Pyodide and of the Emscripten instance below it: pointers are numbers.

import type { PyodideAPI } from "pyodide";

export type LoadPyodide = (options: PyodideOptions) => Promise<PyodideAPI>;
export type CreateRuntime = (settings: Record<string, unknown>) => Promise<PythonRuntime>;

export interface PyodideOptions {
  createPyodideModule?: CreateRuntime;
  [option: string]: unknown;
}

export interface PythonRuntime {
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAP32: Int32Array;
  __PyRuntime: number;
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _sbrk(increment: number): number;
  _Py_DecRef(object: number): void;
  _PyBytes_AsString(bytes: number): number;
  _PyBytes_Size(bytes: number): number;
  _PyErr_Print(): void;
  _PyImport_ImportModule(name: number): number;
  _PyObject_CallObject(object: number, given: number): number;
  _PyObject_GetAttrString(object: number, name: number): number;
  _PyTuple_New(size: number): number;
  _PyTuple_SetItem(tuple: number, place: number, item: number): number;
  _PyUnicode_AsEncodedString(text: number, code: number, errors: number): number;
  _PyUnicode_FromStringAndSize(text: number, length: number): number;
}
