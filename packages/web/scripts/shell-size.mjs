// Prints what a first visit loads before the chat is there: the entry, all it imports statically, and its styles, in KiB gzip.
// Exits with 1 over the goal, so that a test can hold the number.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const GOAL_KIB = 200;
const dist = fileURLToPath(new URL("../../server/dist/web/", import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}manifest.json`, "utf8"));

const files = new Set();
function visit(key) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) visit(next);
}
visit("index.html");

const sizes = [...files].map((file) => [file, gzipSync(readFileSync(dist + file), { level: 9 }).length / 1024]);
for (const [file, kib] of sizes) console.log(`${kib.toFixed(1).padStart(8)} KiB  ${file}`);
const total = sizes.reduce((sum, [, kib]) => sum + kib, 0);
console.log(`${total.toFixed(1).padStart(8)} KiB  shell, gzip (goal ${GOAL_KIB})`);
if (total > GOAL_KIB) process.exitCode = 1;
