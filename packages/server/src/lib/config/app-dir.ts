// Which folder an app lives in: there are its configuration, its .env and its .colloquy folder.
import { existsSync } from "node:fs";
import path from "node:path";
import { CONFIG_FILES } from "./config-file.ts";
import type { Environment } from "./env-names.ts";
import { readName } from "./env-names.ts";

/**
 * The nearest folder, from the app's file up to the working directory, that holds a configuration or a package.json; else the file's own.
 * `COLLOQUY_APP_ROOT` overrules it.
 */
export function findAppDir(appFile: string, options: { readonly cwd: string; readonly env: Environment }): string {
  const named = readName(options.env, "APP_ROOT");
  if (named !== undefined) return path.resolve(options.cwd, named);
  const own = path.dirname(appFile);
  for (const folder of foldersUpTo(own, options.cwd)) {
    if ([...CONFIG_FILES, "package.json"].some((name) => existsSync(path.join(folder, name)))) return folder;
  }
  return own;
}

/** From a folder up to an ancestor; the folder alone when it does not lie below it. */
function foldersUpTo(folder: string, top: string): string[] {
  const relative = path.relative(top, folder);
  if (relative.startsWith("..") || path.isAbsolute(relative)) return [folder];
  const parts = relative === "" ? [] : relative.split(path.sep);
  return Array.from({ length: parts.length + 1 }, (_, up) => path.join(top, ...parts.slice(0, parts.length - up)));
}
