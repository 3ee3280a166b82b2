// `npm start`: set up what is missing, build the page when it is stale, then run the tour. Arguments after `--` go to the command line.

import { spawn } from "node:child_process";
import path from "node:path";
import { buildPage } from "./build.mjs";
import { installIfNeeded, repository, requireNode } from "./set-up.mjs";

requireNode();
await installIfNeeded();
try {
  await buildPage();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const cli = path.join(repository, "packages/server/bin/colloquy.mjs");
const app = path.join(repository, "examples/tour/app.ts");
const child = spawn(process.execPath, [cli, "run", app, ...process.argv.slice(2)], { cwd: repository, stdio: "inherit" });

// Ctrl-C reaches the whole group by itself; we only wait until the server has said goodbye. Other signals come to us alone.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 0 : 1);
});
