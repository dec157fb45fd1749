// node files.mjs RUNTIME LIBRARY: what comes of making files there, as JSON: the error number of each (0: none), and how
// often one that could be made was sought before, which throws.

import { openRuntime } from "../../checker/runtime/runtime.mjs";

const [folder, stdLibURL] = process.argv.slice(2);
const { FS } = await openRuntime(folder, {}, "", { stdLibURL });
const ways = [(path) => FS.mkdir(path), (path) => FS.mknod(path, 0o100644, 0)];
const paths = ["/one", "/one/two", "/one/one", "/two", "/two/two", "/none/one", "/tmp", "/dev/null", "/dev/nul", "/two/two/two"];
const { lookup } = FS;
let missed = 0;
FS.lookup = (...sought) => {
  missed++;
  return lookup(...sought);
};

function make(way, path) {
  missed = 0;
  try {
    way(path);
    return { number: 0, missed };
  } catch ({ errno }) {
    return { number: errno, missed: 0 };
  }
}

const made = [...ways, ...ways].flatMap((way) => paths.map((path) => make(way, path)));
console.log(JSON.stringify({ numbers: made.map(({ number }) => number), missed: made.reduce((sum, each) => sum + each.missed, 0) }));
