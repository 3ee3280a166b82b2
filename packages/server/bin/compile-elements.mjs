// The process in which custom elements are compiled: built where packages are installed, the source in the repository.
import { existsSync } from "node:fs";
import module from "node:module";

module.enableCompileCache?.();

const { compileOnRequest } = existsSync(new URL("../src", import.meta.url))
  ? await loadSource()
  : await import("../dist/compile-elements.js");
compileOnRequest();

async function loadSource() {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url).import("../src/lib/custom-elements/compiler-child.ts");
}
