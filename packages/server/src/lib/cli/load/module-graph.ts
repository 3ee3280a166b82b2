// An app's own files, followed from import to import without running them.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { Jiti } from "jiti";
import { ownEntries } from "../../config/own-package.ts";
import { misspeltName } from "./import-names.ts";
import type { LoadProblem } from "./load-problem.ts";
import { type Resolution, resolveImport } from "./resolve-import.ts";
import { type ImportSite, type ScannedModule, scanModule } from "./scan-module.ts";

/** What the files of an app say, as long as nobody runs them. */
export interface GraphCheck {
  /** Every file of the author's that would be loaded. */
  readonly files: readonly string[];
  /** Paths where an import expects a file and there is none. */
  readonly expected: readonly string[];
  readonly problems: readonly LoadProblem[];
  /** Changes whenever a file of the graph does. */
  readonly fingerprint: string;
  /** When the newest of the files was written, in milliseconds. */
  readonly newestAt: number;
}

interface Scanned extends ScannedModule {
  readonly stamp: string;
  readonly hash: string;
  readonly source: string;
  readonly writtenAt: number;
}

/** Remembers what it has compiled, so that after an edit only the edited file is compiled again. */
export class ModuleGraph {
  readonly #loader: Jiti;
  readonly #scanned = new Map<string, Scanned>();

  constructor(loader: Jiti) {
    this.#loader = loader;
  }

  /** Follows the imports from some files. A file that is not there is a problem of whoever imports it. */
  check(entries: readonly string[]): GraphCheck {
    const queue = [...entries];
    const files = new Map<string, Scanned>();
    const problems: LoadProblem[] = [];
    const expected: string[] = [];
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      if (files.has(file)) continue;
      const scanned = this.#scan(file);
      files.set(file, scanned);
      if (scanned.problem !== undefined) problems.push(scanned.problem);
      for (const site of scanned.imports) {
        const target = resolveImport(site.specifier, file, this.#loader);
        if (target.kind === "file") queue.push(target.file);
        problems.push(...this.#misspelt(site, file, target));
        if (target.kind !== "missing") continue;
        problems.push({ title: target.title, file, line: site.line, column: site.column, fix: target.fix });
        if (target.expected !== undefined) expected.push(target.expected);
      }
    }
    return {
      files: [...files.keys()],
      expected,
      problems,
      fingerprint: fingerprintOf(files),
      newestAt: Math.max(0, ...[...files.values()].map(({ writtenAt }) => writtenAt)),
    };
  }

  #misspelt({ specifier, names }: ImportSite, file: string, target: Resolution): LoadProblem[] {
    const from = target.kind === "file" ? target.file : target.kind === "outside" ? ownEntries()[specifier] : undefined;
    if (names.length === 0 || from === undefined || !/\.[cm]?[jt]sx?$/.test(from)) return [];
    const module = this.#scan(from);
    return names.flatMap((name) => misspeltName(name, { file, specifier, module }) ?? []);
  }

  #scan(file: string): Scanned {
    const stats = statSync(file, { throwIfNoEntry: false });
    const gone = { imports: [], exported: [], source: "", stamp: "", hash: "", writtenAt: 0 };
    if (stats === undefined) return { ...gone, problem: { title: "The file is gone.", file } };
    const stamp = `${stats.mtimeMs}:${stats.size}:${stats.ino}`;
    const known = this.#scanned.get(file);
    if (known?.stamp === stamp) return known;
    const source = readFileSync(file, "utf8");
    const scanned = {
      ...scanIfCode(file, source),
      stamp,
      source,
      hash: createHash("sha256").update(source).digest("hex"),
      writtenAt: stats.mtimeMs,
    };
    this.#scanned.set(file, scanned);
    return scanned;
  }
}

function scanIfCode(file: string, source: string): ScannedModule {
  return /\.([cm]?[jt]sx?|json)$/.test(file) ? scanModule(file, source) : { imports: [], exported: [] };
}

function fingerprintOf(files: ReadonlyMap<string, Scanned>): string {
  const hash = createHash("sha256");
  for (const [file, scanned] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${file}\0${scanned.hash}\0`);
  return hash.digest("hex");
}
