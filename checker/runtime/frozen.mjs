// Node made to give the same bytes every time: no clock, no chance, no folder of this machine. Imported before anything
// else.

import randomness from "node:crypto";

const MOMENT = Date.UTC(2026, 0, 1);

Date.now = () => MOMENT;
performance.now = () => 0;
Math.random = () => 0.5;
crypto.getRandomValues = randomness.randomFillSync = (/** @type {any} */ array) => array.fill(1); // arrays of every kind
process.argv[1] = "/python";
// When garbage is collected is chance too: nothing shall come of it.
globalThis.FinalizationRegistry = class {
  [Symbol.toStringTag] = /** @type {const} */ ("FinalizationRegistry");
  register() {}
  unregister() {
    return false;
  }
};
