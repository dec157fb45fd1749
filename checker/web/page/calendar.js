// “Add to calendar” beside a last day: an iCalendar file (RFC 5545), made here. No answer is in it, and nothing is sent.

import { button } from "./button.js";
import { download } from "./download.js";
import { _ } from "./words.js";

const LONGEST = 75;
const DAY = 86_400_000;

/**
 * The button for a last day, YYYY-MM-DD; `title` is what the entry is called, `address` leads to its clause.
 *
 * @param {string} day
 * @param {string} title
 * @param {string} address
 */
export function calendarButton(day, title, address) {
  const made = button(_("Add to calendar"), () => download(calendar(day, title, address, new Date()), `${day}.ics`, "text/calendar"));
  made.setAttribute("aria-label", `${_("Add to calendar")}: ${title}`);
  return made;
}

/**
 * The file: one entry for the whole day. The same entry keeps its id, so that calendars do not have it twice.
 *
 * @param {string} day
 * @param {string} title
 * @param {string} address
 * @param {Date} now
 */
export function calendar(day, title, address, now) {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString();
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Support Coverage//Checker//EN",
    "BEGIN:VEVENT",
    `UID:${day}-${encodeURIComponent(address)}`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(next)}`,
    `SUMMARY:${escaped(title)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} day */
const compact = (day) => day.slice(0, 10).replaceAll("-", "");

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/**
 * In lines of at most 75 bytes, no character cut in two.
 *
 * @param {string} line
 */
function folded(line) {
  let found = "";
  let length = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (length + size > LONGEST) {
      found += "\r\n ";
      length = 1;
    }
    found += character;
    length += size;
  }
  return found;
}
