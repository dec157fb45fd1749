// node clerk.mjs RUNTIME IMAGE GIVEN: what clerks of each language reply, woken from the image, a line for each request.
// GIVEN is JSON: { language: { parcels: [parcel], requests: [request] } }.

import { readFileSync } from "node:fs";
import { openBare } from "../../checker/runtime/runtime.mjs";
import { openClerk } from "../../checker/web/python/clerk.js";
import { readImage } from "../../checker/web/python/image.js";

const [folder, image, given] = process.argv.slice(2);
const bytes = readFileSync(image);
const python = await openBare(folder, true, {}, "", { stdLibURL: image });
readImage(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))(python);
for (const [language, { parcels, requests }] of Object.entries(JSON.parse(readFileSync(given, "utf8")))) {
  const clerk = openClerk(python, language);
  for (const parcel of parcels) clerk.learn(parcel);
  for (const request of requests) console.log(clerk.reply(request, ""));
}
