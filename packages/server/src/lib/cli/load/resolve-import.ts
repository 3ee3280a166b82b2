// Where an import leads. Asked again and again by a process that lives for hours, so it looks at the disk each time:
// Node's own resolver remembers what it found and what it did not.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Jiti } from "jiti";
import { ownEntries } from "../../config/own-package.ts";
import { nearestName } from "../../nearest-name.ts";

/** An author's own file, something outside that is taken as it is, or nothing, with a reason and a remedy. */
export type Resolution =
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "outside" }
  | { readonly kind: "missing"; readonly title: string; readonly fix: string; readonly expected?: string };

const CODE = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
const OUTSIDE: Resolution = { kind: "outside" };

/** Finds what an import in a file means. */
export function resolveImport(specifier: string, importer: string, loader: Jiti): Resolution {
  if (isBuiltin(specifier) || /^(node|data|https?):/.test(specifier)) return OUTSIDE;
  if (/^\.{0,2}\//.test(specifier)) return resolvePath(specifier, importer);
  if (specifier === "colloquy" || specifier.startsWith("colloquy/")) return resolveOwn(specifier);
  return resolvePackage(specifier, importer, loader);
}

function resolvePath(specifier: string, importer: string): Resolution {
  const wished = path.resolve(path.dirname(importer), specifier.replace(/[?#].*$/, ""));
  const file = candidates(wished).find(isFile);
  if (file !== undefined) return toResolution(file);
  const meant = similarFile(wished, specifier);
  return {
    kind: "missing",
    title: `There is no file for the import "${specifier}".`,
    fix: meant === undefined ? `Create ${wished}, or correct the path.` : `Did you mean "${meant}"?`,
    expected: wished,
  };
}

/** The files an import without or with an extension may mean, as the loader tries them; `./x.js` may be written for x.ts. */
function candidates(wished: string): string[] {
  const source = /\.([cm]?)jsx?$/.exec(wished);
  const stem = source === null ? wished : wished.slice(0, source.index);
  const asTypeScript = source === null ? [] : [`${stem}.${source[1]}ts`, `${stem}.${source[1]}tsx`];
  return [wished, ...asTypeScript, ...CODE.map((end) => wished + end), ...CODE.map((end) => path.join(wished, `index${end}`))];
}

function similarFile(wished: string, specifier: string): string | undefined {
  const folder = path.dirname(wished);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => CODE.includes(path.extname(name))) : [];
  const stem = (name: string) => name.replace(/\.[^.]+$/, "");
  const meant = nearestName(stem(path.basename(wished)), names.map(stem));
  const name = names.find((candidate) => stem(candidate) === meant);
  return name === undefined ? undefined : `${specifier.slice(0, specifier.lastIndexOf("/") + 1)}${name}`;
}

function resolveOwn(specifier: string): Resolution {
  const entries = Object.keys(ownEntries());
  if (entries.includes(specifier)) return OUTSIDE;
  const known = entries.filter((entry) => !entry.endsWith(".json"));
  return { kind: "missing", title: `colloquy has no entry "${specifier}".`, fix: `It has: ${known.join(", ")}.` };
}

function resolvePackage(specifier: string, importer: string, loader: Jiti): Resolution {
  const resolved = loader.esmResolve(specifier, { parentURL: pathToFileURL(importer), try: true });
  const file = resolved?.startsWith("file:") ? fileURLToPath(resolved) : resolved;
  if (file !== undefined && isFile(file)) return toResolution(file);
  const [name = specifier, subpath] = splitSpecifier(specifier);
  const folder = foldersUp(path.dirname(importer))
    .map((up) => path.join(up, "node_modules", name))
    .find((place) => existsSync(place));
  if (folder === undefined) return notInstalled(name, specifier, importer);
  if (subpath === undefined || mayHaveEntry(folder, subpath)) return OUTSIDE;
  return {
    kind: "missing",
    title: `The package ${name} has no entry "${specifier}".`,
    fix: `Look at "exports" in ${path.join(folder, "package.json")}.`,
  };
}

function notInstalled(name: string, specifier: string, importer: string): Resolution {
  const title = `The package ${name} is not installed.`;
  if (specifier.startsWith("#") || specifier.startsWith("@/") || specifier.startsWith("~/")) {
    return {
      kind: "missing",
      title: `The import "${specifier}" leads nowhere.`,
      fix: 'Map it under "imports" in package.json, or under "paths" in tsconfig.json.',
    };
  }
  const meant = nearestName(name, ["colloquy", ...installedNames(path.dirname(importer))]);
  return {
    kind: "missing",
    title,
    fix: meant === undefined ? `Run: npm install ${name}` : `Did you mean "${meant}"? Otherwise run: npm install ${name}`,
  };
}

function installedNames(from: string): string[] {
  const manifest = foldersUp(from)
    .map((folder) => path.join(folder, "package.json"))
    .find((file) => existsSync(file));
  if (manifest === undefined) return [];
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, "utf8")) as Record<
      string,
      Record<string, string> | undefined
    >;
    return Object.keys({ ...dependencies, ...devDependencies });
  } catch {
    // Only a hint is lost when package.json is not readable.
    return [];
  }
}

/** Whether a package's manifest has room for a subpath; the loader decides for good. */
function mayHaveEntry(folder: string, subpath: string): boolean {
  const { exports } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { exports?: unknown };
  if (typeof exports !== "object" || exports === null) return exports === undefined && candidates(path.join(folder, subpath)).some(isFile);
  return Object.keys(exports).some((key) => {
    const [before = "", after] = key.split("*");
    return after === undefined ? key === `./${subpath}` : `./${subpath}`.startsWith(before) && subpath.endsWith(after);
  });
}

function splitSpecifier(specifier: string): [name: string, subpath?: string] {
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  const subpath = parts.slice(length).join("/");
  return subpath === "" ? [specifier] : [parts.slice(0, length).join("/"), subpath];
}

const toResolution = (file: string): Resolution => (/[\\/]node_modules[\\/]/.test(file) ? OUTSIDE : { kind: "file", file });

function foldersUp(from: string): string[] {
  const parent = path.dirname(from);
  return parent === from ? [from] : [from, ...foldersUp(parent)];
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
