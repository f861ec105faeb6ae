// Runs every browser test and ends with "N passed, N failed".
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const folder = fileURLToPath(new URL("tests/", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .map((name) => join(folder, name));

let passed = 0;
let failed = 0;
const stream = run({ files, concurrency: 1, timeout: 300_000 });
const isFile = (data) => files.includes(data.name);
stream.on("test:pass", (data) => {
  if (!isFile(data) && data.details?.type !== "suite") passed += 1;
});
stream.on("test:fail", (data) => {
  failed += 1;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on("end", () => {
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  process.on("exit", () => console.log(`${passed} passed, ${failed} failed`));
});
