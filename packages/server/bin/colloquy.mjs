#!/usr/bin/env node
// The `colloquy` command: the built command line where packages are installed, the source in the repository.
import { existsSync } from "node:fs";
import module from "node:module";

module.enableCompileCache?.();

const { main } = existsSync(new URL("../src", import.meta.url)) ? await loadSource() : await import("../dist/cli.js");
await main(process.argv.slice(2));

async function loadSource() {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.url, { jsx: { runtime: "automatic" } });
  // What an app imports is loaded before it is: its loader compiles into a folder of the app's own, and would begin with the whole framework.
  await jiti.import("../src/index.ts");
  return jiti.import("../src/lib/cli/main.ts");
}
