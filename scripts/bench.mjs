// `npm run bench`: builds what people install, then runs each bench/*.bench.ts in turn against it, never against the source.
// `npm run bench -- latency` runs those whose name contains the word.
import { readdirSync } from "node:fs";
import path from "node:path";
import { buildLibraries, buildPage } from "./build.mjs";
import { runNode } from "./processes.mjs";
import { installIfNeeded, repository, requireNode } from "./set-up.mjs";

requireNode();
await installIfNeeded();
await buildPage();
await buildLibraries();

const wanted = process.argv.slice(2);
const folder = path.join(repository, "bench");
const files = readdirSync(folder).filter(
  (file) => file.endsWith(".bench.ts") && (wanted.length === 0 || wanted.some((word) => file.includes(word))),
);
if (files.length === 0) {
  console.error(`There is no bench${wanted.length > 0 ? ` named like "${wanted.join('", "')}"` : ""} in bench/.`);
  process.exit(1);
}

let failed = 0;
for (const file of files.sort()) {
  console.log(`\n━━ ${file.replace(".bench.ts", "")} ${"━".repeat(60)}`);
  const register = path.join(repository, "scripts/built-packages.mjs");
  const code = await runNode("--expose-gc", ["--import", register, path.join(folder, file)], { cwd: folder, silentMs: 20 * 60_000 });
  if (code !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
