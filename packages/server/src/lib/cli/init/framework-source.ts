// What an app's package.json says to get the framework: a version of a registry, or the very files this copy was installed from, which
// then go into the app's folder, so that it can be installed again, moved, and put into a container.
import path from "node:path";
import { ownPackage } from "../../config/own-package.ts";
import { packedSources } from "../../config/package-source.ts";

/** Where the files lie in the app's folder. */
const FOLDER = "vendor";

export interface FrameworkSource {
  readonly dependencies: Readonly<Record<string, string>>;
  /** Files to copy into the app's folder. */
  readonly vendored: readonly { readonly from: string; readonly to: string }[];
}

export function frameworkSource(): FrameworkSource {
  const { root, version } = ownPackage();
  const packed = packedSources(root);
  if (packed.length === 0) return { dependencies: { colloquy: `^${version}` }, vendored: [] };
  const placed = packed.map(({ name, file }) => ({ name, from: file, to: path.posix.join(FOLDER, path.basename(file)) }));
  return {
    dependencies: Object.fromEntries(placed.map(({ name, to }) => [name, `file:${to}`])),
    vendored: placed.map(({ from, to }) => ({ from, to })),
  };
}
