// A slip in the name of an import. The compiled code would only read `undefined` there, and fail when a chat comes to that line.
import { readFileSync } from "node:fs";
import path from "node:path";
import { ownEntries } from "../../config/own-package.ts";
import { nearestName } from "../../nearest-name.ts";
import type { LoadProblem } from "./load-problem.ts";

/** A name that is imported for its value, and where. */
export interface ImportedName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** A file that something is imported from. */
export interface NamedModule {
  readonly source: string;
  /** The names it surely exports; there may be more. */
  readonly exported: readonly string[];
}

/**
 * The problem of a name that a module cannot have. It is told only when the module does not even mention the name, cannot pass on names of
 * others, and exports a similar one: an app that would have run must never be held up.
 */
export function misspeltName(
  { name, line, column }: ImportedName,
  { file, specifier, module }: { readonly file: string; readonly specifier: string; readonly module: NamedModule },
): LoadProblem | undefined {
  if (!cannotHave(module.source, name)) return undefined;
  const meant = nearestName(name, module.exported);
  if (meant === undefined || meant === name) return undefined;
  return { title: `"${specifier}" ${NO_EXPORT} ${name}.`, file, line, column, fix: `Did you mean ${meant}?` };
}

/** Whether a problem is one of these. */
export const isMisspeltName = ({ title }: LoadProblem): boolean => title.includes(`" ${NO_EXPORT} `);

const NO_EXPORT = "exports nothing named";

/** A quick look at the app's file alone, without the compiler: whether a thorough one may find a misspelt name. */
export function mayMisspell(file: string): boolean {
  for (const [, list = "", specifier = ""] of readIfThere(file).matchAll(/\bimport\s[^"'{};]*\{([^{}]*)\}\s*from\s*["']([^"']+)["']/g)) {
    const target = specifier.startsWith(".") ? path.resolve(path.dirname(file), specifier) : ownEntries()[specifier];
    const source = target === undefined ? "" : readIfThere(target);
    const names = list.split(",").map((item) => item.trim().split(/\s+/)[0] ?? "");
    if (source !== "" && names.some((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "type" && cannotHave(source, name))) return true;
  }
  return false;
}

function cannotHave(source: string, name: string): boolean {
  const passesOn = /\bexport\s*\*|\bexports\s*[.[=,)]/.test(source);
  return !passesOn && !new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$&")}(?![\\w$])`).test(source);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // An import without an extension, or of nothing: the thorough look is for the one, the loader for the other.
    return "";
  }
}
