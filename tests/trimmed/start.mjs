// node start.mjs RUNTIME LIBRARY GIVEN MODULE: what main() of that module in the folder GIVEN says, inside the runtime.

import { openRuntime } from "../../checker/runtime/runtime.mjs";

const [folder, stdLibURL, given, module] = process.argv.slice(2);
const pyodide = await openRuntime(folder, { "/given": given }, "/given", { stdLibURL });
console.log(pyodide.pyimport(module).main());
