// Long work in pieces: between them the browser draws, and hears the visitor.

/** Resolves once the browser has done what is more urgent. */
export const breathe = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
