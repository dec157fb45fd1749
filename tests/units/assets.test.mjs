import assert from "node:assert/strict";
import { test } from "node:test";

let asked = [];
let answers = [];
globalThis.fetch = async (address, options) => {
  asked.push([String(address).split("/").at(-1), options.method ?? "GET", options.cache, options.integrity]);
  const answer = answers.shift();
  if (answer instanceof Error) throw answer;
  return answer;
};
console.warn = () => {};
const { AssetFault, fetchText, reasonOf } = await import("../../checker/web/python/assets.js");

const text = (said) => ({ arrayBuffer: async () => new TextEncoder().encode(said).buffer });
const damaged = new TypeError("Failed integrity");

/** What comes of a file where these answers come one after another. */
async function had(...given) {
  [asked, answers] = [[], given];
  return fetchText("engine.1/a.json", "sha256-x").catch((error) => error);
}

test("a file is asked for with its digest", async () => {
  assert.equal(await had(text("well")), "well");
  assert.deepEqual(asked, [["a.json", "GET", "default", "sha256-x"]]);
});

test("past a damaged cache it is asked for anew", async () => {
  assert.equal(await had(damaged, text("well")), "well");
  assert.deepEqual(asked, [["a.json", "GET", "default", "sha256-x"], ["a.json", "GET", "reload", "sha256-x"]]);
});

for (const [said, look, reason] of [["there", { ok: true }, "damaged"], ["not there", { ok: false }, "missing"], ["lost", damaged, "network"]]) {
  test(`a file that is ${said} but cannot be had is called ${reason}`, async () => {
    const error = await had(damaged, damaged, look);
    assert.ok(error instanceof AssetFault);
    assert.equal(reasonOf(error), reason);
    assert.deepEqual(asked.at(-1).slice(1, 3), ["HEAD", "no-store"]);
  });
}

test("any other error is the program's", () => assert.equal(reasonOf(new Error("")), "broken"));
