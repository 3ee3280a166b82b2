#!/usr/bin/env node
// The `colloquy` command: the built command line where packages are installed, the source in the repository.
import { existsSync } from "node:fs";
import module from "node:module";

module.enableCompileCache?.();

const { main } = existsSync(new URL("../src", import.meta.url)) ? await loadSource() : await import("../dist/cli.js");
await main(process.argv.slice(2));

async function loadSource() {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url, { jsx: { runtime: "automatic" } }).import("../src/lib/cli/main.ts");
}
