// Loads what an author wrote, TypeScript and JSX included, without a build.
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createJiti, type Jiti, type JitiOptions } from "jiti";
import { openColloquyFolder } from "./colloquy-folder.ts";
import { ownEntries } from "./own-package.ts";

/** JSX makes views; a file may name another library with `@jsxImportSource`. */
export const JSX = { runtime: "automatic", importSource: "colloquy" } as const satisfies JitiOptions["jsx"];

/** A loader for the code in an app's folder. `colloquy` leads to this copy, whatever else is installed. */
export function createAuthorLoader(appDir: string): Jiti {
  const id = pathToFileURL(path.join(appDir, "/")).href;
  const tsconfig = path.join(appDir, "tsconfig.json");
  return createJiti(id, {
    fsCache: cacheFolder(appDir),
    jsx: JSX,
    alias: ownEntries(),
    interopDefault: true,
    tsconfigPaths: existsSync(tsconfig) ? tsconfig : false,
  });
}

/** Compiles as `createAuthorLoader` does and says where everything came from. Loads nothing, keeps nothing. */
export function createMappingLoader(appDir: string): Jiti {
  return createJiti(pathToFileURL(path.join(appDir, "/")).href, { fsCache: false, jsx: JSX, interopDefault: true, sourceMaps: true });
}

/** Compiled code is kept in the app's folder; where that cannot be written, in the system's folder for temporary files. */
function cacheFolder(appDir: string): string | true {
  try {
    const folder = path.join(openColloquyFolder(appDir), "cache");
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    // A read-only folder is no error: the app runs, and compiles again where it may.
    return true;
  }
}
