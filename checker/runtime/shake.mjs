// node shake.mjs SOURCE TARGET: writes a script without what nothing in it uses, in short.

import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const [source, target] = process.argv.slice(2);
const options = { module: true, compress: { passes: 3, pure_getters: true }, format: { ascii_only: true } };
const { code } = await minify(readFileSync(source, "utf8"), options);
// A function in brackets is taken for one that is called at once: browsers then read it once, not twice.
writeFileSync(target, (code ?? "").replace(/^(async function .*)export default \w+;$/s, "export default($1);"));
