import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.mjs";

globalThis.Text ??= class {};
const { calendar, calendarButton } = await import("../../checker/web/page/calendar.js");

const NOW = new Date("2026-11-29T10:20:30.456Z");
const made = (title) => calendar("2026-12-31", title, "https://acme.example/acme/support/#notice", NOW);
const unfolded = (text) => text.replaceAll("\r\n ", "").split("\r\n");

test("an entry is a whole day, up to the next one, dated in UTC", () => {
  const lines = unfolded(made("Last day"));
  for (const line of ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "DTSTAMP:20261129T102030Z", "SUMMARY:Last day"]) assert.ok(lines.includes(line), line);
  assert.deepEqual([lines[0], lines.at(-2), lines.at(-1)], ["BEGIN:VCALENDAR", "END:VCALENDAR", ""]);
});

test("text stays text: no comma, semicolon, backslash or line of it can end the entry", () => {
  const lines = unfolded(made("a,b;c\\d\nEND:VEVENT\r\nX"));
  assert.ok(lines.includes("SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\\nX"));
  assert.equal(lines.filter((line) => line === "END:VEVENT").length, 1);
});

test("lines end in CR LF and have at most 75 bytes, and no character is cut", () => {
  const title = "años €😀 ".repeat(40).trim();
  const text = made(title);
  assert.ok(!/[^\r]\n/.test(text));
  for (const line of text.split("\r\n")) assert.ok(new TextEncoder().encode(line).length <= 75, line);
  assert.ok(unfolded(text).includes(`SUMMARY:${title}`));
});

test("the same day of the same clause has the same id, another one another", () => {
  const id = (text) => unfolded(text).find((line) => line.startsWith("UID:"));
  assert.equal(id(made("a")), id(made("b")));
  assert.notEqual(id(made("a")), id(calendar("2026-12-30", "a", "https://acme.example/acme/support/#notice", NOW)));
});

test("the button is one, says which day it is for, and saves a file", () => {
  const saved = [];
  globalThis.URL.createObjectURL = (blob) => saved.push(blob) && "blob:x";
  const found = calendarButton("2026-12-31", "Valid up to and including 31 December 2026", "https://acme.example/");
  assert.equal(found.attributes["aria-label"], "Add to calendar: Valid up to and including 31 December 2026");
  try {
    found.listeners.click[0]();
  } catch {
    // the made-up page has no links to press
  }
  assert.equal(saved[0].type, "text/calendar;charset=utf-8");
});
