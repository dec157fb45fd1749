import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { byId, Fake, happen } from "./page.mjs";

const box = byId("newer");
box.dataset = { source: "/edition.json", edition: "a" };
box.querySelector = () => new Fake();
let asked = 0;
let published = "a";
let minute = 0;
Date.now = () => minute * 60_001;
globalThis.fetch = async (address, { cache }) => {
  asked++;
  assert.deepEqual([address, cache], ["/edition.json", "no-store"]);
  if (published === null) throw new Error("no network");
  return { ok: published !== "", json: async () => ({ rules: published }) };
};
const { lookForNewer } = await import("../../checker/web/everywhere/newer.js");
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  minute += 10;
  [asked, published, document.visibilityState, box.children] = [0, "a", "visible", []];
});

for (const [kind, event] of [["online", {}], ["visibilitychange", {}], ["pageshow", { persisted: true }]]) {
  test(`a tab looks for newer rules on ${kind}`, async () => {
    published = "b";
    happen(kind, event);
    await settled();
    assert.deepEqual([asked, box.children.length], [1, 1]);
  });
}

test("a page that has just been loaded, or that nobody sees, does not look", async () => {
  happen("pageshow", { persisted: false });
  document.visibilityState = "hidden";
  await lookForNewer();
  assert.equal(asked, 0);
});

test("the host is asked once a minute", async () => {
  await lookForNewer();
  await lookForNewer();
  assert.equal(asked, 1);
  minute++;
  await lookForNewer();
  assert.equal(asked, 2);
});

for (const [said, edition] of [["the same", "a"], ["no answer", ""], ["no network", null]]) {
  test(`${said} is no news`, async () => {
    published = edition;
    await lookForNewer();
    assert.deepEqual([asked, box.children.length], [1, 0]);
  });
}
