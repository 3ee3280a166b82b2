// With `npx` the command line is often another copy of the framework than the one the app imports, perhaps of another version.
// The app's own copy then does the work: one version serves, and both see the same handlers.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ownPackage } from "../config/own-package.ts";
import { installedCopy } from "./load/load-app.ts";

const HANDED_OVER = Symbol.for("colloquy/handed-over");

/** The command line of the copy that is installed beside an app, when it is not this one. */
export function findOtherCommand(appFile: string): string | undefined {
  const root = installedCopy(appFile);
  if (root === undefined || root === ownPackage().root || HANDED_OVER in globalThis) return undefined;
  const bin = path.join(root, "bin", "colloquy.mjs");
  return existsSync(bin) ? bin : undefined;
}

/** Lets the other copy's command line run the same arguments in this process. */
export async function handOver(bin: string): Promise<void> {
  Object.assign(globalThis, { [HANDED_OVER]: true });
  await import(pathToFileURL(bin).href);
}

/** The script that starts this copy. */
export function ownScript(): string {
  return path.join(ownPackage().root, "bin", "colloquy.mjs");
}
