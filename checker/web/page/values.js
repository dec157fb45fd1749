// Values as links write them: what may be answered to a question, in words where it may not, and the visitor's clock.

import { _ } from "./words.js";

const EXAMPLE = 25;

/**
 * What was typed into the fields of a question; day, month and year make a date, YYYY-MM-DD if they are one.
 *
 * @param {string[]} entries
 */
export function joined(entries) {
  if (entries.length < 3 || entries.every((entry) => !entry)) return entries.join("");
  const [day, month, year] = entries;
  return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}

/**
 * What stands in each of `count` fields for that value: the reverse of `joined`.
 *
 * @param {string} value
 * @param {number} count
 */
export function parted(value, count) {
  if (count < 3) return [value];
  return value.split("-").reverse().map((part) => part.replace(/^0/, ""));
}

/**
 * What is wrong with a number, in words; null: nothing.
 *
 * @param {{ minimum: number, maximum: number }} bounds
 * @param {string} value
 */
export function numberProblem({ minimum, maximum }, value) {
  const fits = /^\d{1,15}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
  const example = Math.max(minimum, Math.min(maximum, EXAMPLE));
  return fits
    ? null
    : _("Enter a whole number from {minimum} to {maximum}, in digits only, such as {example}, or choose “I don't know”.", { minimum, maximum, example });
}

/**
 * What is wrong with a date, in words; null: nothing. `pastOnly`: it must not be in the future.
 *
 * @param {{ pastOnly: boolean }} bounds
 * @param {string} value
 */
export function dateProblem({ pastOnly }, value) {
  const exists = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  const example = parted(today(), 3).join(" ");
  const month = /^([1-9]\d{3}-(?:0[1-9]|1[0-2]))-\d{2}$/.exec(value)?.[1];
  if (!exists && month) return shortMonth(month);
  if (!exists) return _("Enter the day, month and year of a date, such as {example}, or choose “I don't know”.", { example });
  return pastOnly && value > today()
    ? _("Enter a date that is not in the future: {example}, which is today, or earlier.", { example })
    : null;
}

/**
 * That a month has no such day, in words.
 *
 * @param {string} month YYYY-MM
 */
function shortMonth(month) {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0));
  const name = last.toLocaleDateString(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
  return _("The last day of {month} is {last}. Enter a day from 1 to {last}.", { month: name, last: last.getUTCDate() });
}

/** The visitor's date, as YYYY-MM-DD. */
export const today = () => now().slice(0, 10);

/** The visitor's date and time to the minute, with its offset, in ISO 8601. */
export const now = () => written(new Date());

const DAY = 86_400_000;
const DAYS_AHEAD = 40;

/** When the visitor's clocks are changed next, with the offset from then on, in ISO 8601; null: not in the next weeks. */
export function later() {
  const start = Date.now();
  const offset = offsetAt(start);
  const days = Array.from({ length: DAYS_AHEAD }, (_day, index) => start + (index + 1) * DAY);
  let after = days.find((day) => offsetAt(day) !== offset);
  if (!after) return null;
  let before = after - DAY;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offset) before = middle;
    else after = middle;
  }
  return written(new Date(after));
}

/** @param {number} time */
const offsetAt = (time) => new Date(time).getTimezoneOffset();

/** @param {Date} moment */
function written(moment) {
  const ahead = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + ahead * 60_000).toISOString().slice(0, 16);
  const two = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, "0");
  return `${local}:00${ahead < 0 ? "-" : "+"}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
}
