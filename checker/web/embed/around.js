// The page around the frame: what it has asked for, and how it is told something. reference/embed.md documents the messages.

/** @import { Told } from "../contract" */

/** What the page around the frame asks for: a policy, and where a verdict may be sent. */
export const asked = new URLSearchParams(location.search);

/** Whether there is a page around this one. */
const isFramed = parent !== globalThis.window;

/**
 * The origin that a verdict may be sent to: as the page around the frame has named its own; "" where it has not, or is known
 * to be another.
 */
export function receiver() {
  const origin = originOf(asked.get("origin") ?? "");
  const [real = origin] = location.ancestorOrigins ?? []; // Firefox has none; there, the browser delivers to nobody else
  return isFramed && real === origin ? origin : "";
}

/** @param {string} address */
function originOf(address) {
  const named = URL.canParse(address) ? new URL(address) : null;
  return named && ["https:", "http:"].includes(named.protocol) ? named.origin : "";
}

/**
 * Tell it to the page around the frame, if it is of this origin; `*` is any.
 *
 * @param {Told} told
 * @param {string} origin
 */
export const tell = (told, origin) => isFramed && parent.postMessage({ type: "support-checker", v: 1, ...told }, origin);
