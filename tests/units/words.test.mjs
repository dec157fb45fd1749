import assert from "node:assert/strict";
import { test } from "node:test";
import { byId, Fake } from "./page.mjs";

globalThis.Text ??= class {};
const { draftSection } = await import("../../checker/web/page/draft.js");
const { sayLeftOut } = await import("../../checker/web/page/left-out.js");
const { copyButton } = await import("../../checker/web/page/clipboard.js");
const { leftOutOf, readLink, writeLink } = await import("../../checker/web/page/link.js");
const { element } = await import("../../checker/web/everywhere/dom.js");

const all = (node) => [node, ...(node.children ?? []).flatMap((each) => (each instanceof Fake ? all(each) : []))];

test("the e-mail program is handed address, subject and text, each encoded", () => {
  const draft = { language: "en", text: "", markdown: "", email: "a b&c@example.org", subject: "A & B?", body: "1 + 1 = 2\nÀ #", shortened: false };
  const link = all(draftSection([draft], "x")).find(({ attributes }) => attributes.href?.startsWith("mailto:"));
  const [address, query] = link.attributes.href.slice("mailto:".length).split("?");
  assert.equal(address, "a%20b%26c@example.org");
  assert.equal(query, "subject=A%20%26%20B%3F&body=1%20%2B%201%20%3D%202%0D%0A%C3%80%20%23");
});

test("what was left out of a link is one line, with nothing that turns or hides it", () => {
  const box = byId("checker-left-out");
  sayLeftOut(["a=\u202eb\n", "x".repeat(99), ..."123456789"]);
  assert.equal(box.hidden, false);
  assert.match(box.textContent, /a=�b�, x{60}…, 1, .*…$/);
  sayLeftOut([]);
  assert.deepEqual([box.hidden, box.textContent], [true, ""]);
});

test("what cannot be copied is selected, and both are said", async () => {
  const copied = [];
  let refuses = false;
  Object.defineProperty(globalThis, "navigator", {
    value: { clipboard: { writeText: async (text) => (refuses ? Promise.reject(new Error()) : copied.push(text)) } },
  });
  const [field, said] = [new Fake(), new Fake()];
  const [click] = copyButton("Copy", () => "text", field, said).listeners.click;
  await click();
  assert.deepEqual([copied, said.textContent, byId("checker-announcer").textContent], [["text"], "Copied", "Copied"]);
  refuses = true;
  await click();
  assert.deepEqual([field.value, field.focused, field.selected], ["text", true, true]);
  assert.match(said.textContent, /copy it with the keyboard/);
});

test("a link is read as it was written; what contradicts itself is left out", () => {
  const link = readLink("#a?rules-version=2026.11&x=1&y=%C3%A9");
  assert.deepEqual([link.policy, link.version, [...link.answers]], ["a", "2026.11", [["x", "1"], ["y", "é"]]]);
  assert.equal(writeLink(link), "#a?rules-version=2026.11&x=1&y=%C3%A9");
  assert.deepEqual([...readLink("#a?x=1&y=2&x=3").answers], [["y", "2"]]);
  assert.deepEqual(leftOutOf("#a?x=1&y=2&x=3"), ["x=1", "x=3"]);
  assert.deepEqual(leftOutOf("#a?x=1&x=1"), []);
  assert.deepEqual(leftOutOf("#?x=1"), ["x=1"]);
  assert.deepEqual([readLink("#%").policy, readLink("#a?rules-version=new").version, writeLink({ policy: "", version: "", answers: new Map() })], ["%", "", ""]);
});

test("an element has its attributes, but for those that are none, and text only as text", () => {
  const made = element("a", { href: "#", hidden: true, title: null, lang: false, "data-x": undefined, tabindex: 0 }, "<b>", null, false);
  assert.deepEqual(made.attributes, { href: "#", hidden: "", tabindex: "0" });
  assert.deepEqual(made.children, ["<b>"]);
});
