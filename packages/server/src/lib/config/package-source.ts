// Where this copy of the framework was installed from. Before a version is on npm, and for teams that pack their own, that is a file.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A package of ours and the file it was installed from. */
export interface PackedSource {
  readonly name: string;
  /** The tarball, as an absolute path. It is there. */
  readonly file: string;
}

/** npm's own record of what it installed, and from where. */
interface InstalledPackages {
  readonly packages?: Readonly<Record<string, { readonly resolved?: string }>>;
}

/** The tarballs that this copy and what it needs of ours came from; empty when it came from a registry, or is a clone. */
export function packedSources(root: string): PackedSource[] {
  const modules = path.dirname(root);
  const record = path.join(modules, ".package-lock.json");
  if (path.basename(modules) !== "node_modules" || !existsSync(record)) return [];
  const { packages = {} } = JSON.parse(readFileSync(record, "utf8")) as InstalledPackages;
  return Object.entries(packages).flatMap(([place, { resolved }]) => {
    const name = /^node_modules\/(colloquy|@colloquy\/[^/]+)$/.exec(place)?.[1];
    if (name === undefined || !resolved?.startsWith("file:") || !resolved.endsWith(".tgz")) return [];
    const file = path.resolve(path.dirname(modules), decodeURI(resolved.slice("file:".length)));
    return existsSync(file) ? [{ name, file }] : [];
  });
}

/** True for a copy that npm did not install: a clone, whose packages are not yet built. */
export function isClone(root: string): boolean {
  return !root.split(path.sep).includes("node_modules");
}
