import assert from "node:assert/strict";
import { test } from "node:test";
import { happen, listeners } from "./page.mjs";

const written = [];
globalThis.location = { pathname: "/checker/", search: "", hash: "" };
globalThis.history = { state: null, pushState: (state, _, address) => written.push([state.editing, address]) };
const { isWritten, readAddress, writeAddress } = await import("../../checker/web/page/address.js");

for (const leaving of ["pointerdown", "keydown", "click", "beforeunload", "pagehide"]) {
  test(`the address is written before what comes with ${leaving}`, () => {
    let done = 0;
    writeAddress("#a?x=1", "x", () => done++);
    assert.equal(isWritten(), false);
    assert.deepEqual([readAddress().fragment, readAddress().editing], ["#a?x=1", "x"]);
    happen(leaving);
    assert.deepEqual([written.pop(), isWritten(), done], [["x", "/checker/#a?x=1"], true, 1]);
    happen(leaving);
    assert.deepEqual([written.length, done, listeners[leaving].size], [0, 1, 0]);
  });
}

test("the next state comes after the one before, and a step back drops what was to be written", async () => {
  writeAddress("#a", null, () => {});
  writeAddress("#b", null, () => {});
  assert.deepEqual(written.splice(0), [[null, "/checker/#a"]]);
  happen("popstate");
  await new Promise((resolve) => setTimeout(resolve, 90));
  assert.deepEqual([written.length, isWritten()], [0, true]);
});

test("it is written by itself", async () => {
  writeAddress("#c", null, () => {});
  await new Promise((resolve) => setTimeout(resolve, 90));
  assert.deepEqual(written.splice(0), [[null, "/checker/#c"]]);
});
