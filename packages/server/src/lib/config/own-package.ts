// This copy of the framework: where it lies, its version, and where its entries lead.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A copy of the framework on disk. */
export interface PackageCopy {
  readonly root: string;
  readonly version: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/** The copy this very code belongs to. */
export function ownPackage(): PackageCopy {
  const root = ownRoot();
  return { root, version: readManifest(root).version };
}

/** Where the built page of this copy lies; undefined when nobody built it. */
export function ownPage(): string | undefined {
  const folder = path.join(ownRoot(), "dist", "web");
  return existsSync(folder) ? folder : undefined;
}

/** The framework's public names, each with the file of this copy: `colloquy`, `colloquy/node` … */
export function ownEntries(): Record<string, string> {
  const root = ownRoot();
  const { name, exports } = readManifest(root);
  const entries = Object.entries(exports).map(([entry, target]) => {
    const file = typeof target === "string" ? target : target.default;
    return [path.posix.join(name, entry), path.join(root, file)] as const;
  });
  return Object.fromEntries(entries);
}

/** Source and build lie at different depths below the package, so it is looked for upwards. */
function ownRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("The files of colloquy are not in its package.");
    folder = parent;
  }
  return folder;
}

function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
}
