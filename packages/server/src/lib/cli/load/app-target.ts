// The file named on the command line: what it may be, and what to say when it is not.
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { nearestName } from "../../nearest-name.ts";

const RUNNABLE = [".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"];

/** The absolute path of an app's file; throws BAD_APP for what cannot be one. */
export function resolveTarget(target: string, cwd: string): string {
  const file = path.resolve(cwd, target);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return fileInFolder(file, target);
  if (stats === undefined) throw new ChatError("BAD_APP", `There is no file ${target}.`, { fix: suggestion(file, target) });
  if (RUNNABLE.includes(path.extname(file))) return file;
  throw new ChatError("BAD_APP", `${target} cannot be run.`, { fix: `An app is a file that ends in ${RUNNABLE.join(", ")}.` });
}

function fileInFolder(folder: string, target: string): string {
  const file = RUNNABLE.map((end) => path.join(folder, `app${end}`)).find((candidate) => existsSync(candidate));
  if (file !== undefined) return file;
  throw new ChatError("BAD_APP", `${target} is a folder without an app.ts.`, { fix: "Name the file: colloquy run folder/file.ts" });
}

function suggestion(file: string, target: string): string {
  const folder = path.dirname(file);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => RUNNABLE.includes(path.extname(name))) : [];
  const meant = nearestName(path.basename(file), names) ?? names.find((name) => name.startsWith(`${path.basename(file)}.`));
  if (meant !== undefined) return `Did you mean ${path.join(path.dirname(target), meant)}?`;
  return "`npx colloquy init` makes an app to begin with.";
}
