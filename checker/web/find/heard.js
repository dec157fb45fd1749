// What is found, as it is heard: once, and nothing of a word that has only begun.

/** With so many letters a word can begin another. */
const LETTERS = 3;

/**
 * What is the same after another letter is not heard again.
 *
 * @param {HTMLElement} line
 * @param {string} text
 */
export function say(line, text) {
  if (line.textContent !== text) line.textContent = text;
}

/**
 * Whether it is too early to say that nothing is found.
 *
 * @param {string} typed
 */
export const hasOnlyBegun = (typed) => typed.trim().length < LETTERS;
