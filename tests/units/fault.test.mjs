import assert from "node:assert/strict";
import { test } from "node:test";
import { byId } from "./page.mjs";

globalThis.location = { pathname: "/checker/" };
const { isOld, isPageStale, isRefused, showFault, showRefusal } = await import("../../checker/web/page/fault.js");
const box = byId("checker-fault");

test("a fault is shown with its reason, and taken back", () => {
  showFault("network");
  assert.deepEqual([box.hidden, box.dataset.reason], [false, "network"]);
  assert.match(byId("checker-fault-text").textContent, /connection was lost/);
  showFault(undefined);
  assert.deepEqual([box.hidden, byId("checker-fault-text").textContent], [true, ""]);
});

test("a refusal is said in its own words", () => {
  showRefusal("No.");
  assert.deepEqual([box.hidden, isRefused(), byId("checker-fault-text").textContent], [false, true, "No."]);
  showRefusal("");
  assert.deepEqual([box.hidden, isRefused()], [true, false]);
});

test("a page may be older than its files where one is missing or damaged, if the host still has the page", async () => {
  const asked = [];
  const host = (ok) => (globalThis.fetch = async (...given) => asked.push(given) && (ok === null ? Promise.reject(new Error()) : { ok }));
  for (const [reason, ok, stale] of [["missing", true, true], ["damaged", true, true], ["damaged", false, false], ["missing", null, false]]) {
    host(ok);
    showFault(reason);
    assert.equal(await isPageStale(), stale);
    assert.deepEqual(asked.pop(), ["/checker/", { method: "HEAD", cache: "no-store" }]);
  }
  for (const reason of ["network", "late", "script", "silent"]) {
    host(true);
    showFault(reason);
    assert.equal(await isPageStale(), false);
  }
  assert.equal(asked.length, 0);
});

test("an old browser is known by what the head has found", () => {
  assert.equal(isOld(), false);
  document.documentElement.dataset.browser = "old";
  assert.equal(isOld(), true);
});
