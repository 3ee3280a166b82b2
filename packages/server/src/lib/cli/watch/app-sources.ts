// All files that decide how an app behaves: its code, its configuration, its environment.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createAuthorLoader } from "../../config/author-code.ts";
import { CONFIG_FILES, findConfigFile } from "../../config/config-file.ts";
import type { LoadProblem } from "../load/load-problem.ts";
import { ModuleGraph } from "../load/module-graph.ts";

/** The state of an app's files. */
export interface SourceCheck {
  readonly problems: readonly LoadProblem[];
  /** Changes whenever the app would be another one. */
  readonly fingerprint: string;
  readonly newestAt: number;
  /** Files whose change matters, those included that do not exist yet. */
  readonly watched: readonly string[];
}

export class AppSources {
  readonly #appFile: string;
  readonly #appDir: string;
  /** Files that are no code of the app and yet change it. */
  readonly #settings: readonly string[];
  #graph: ModuleGraph | undefined;

  constructor(options: { readonly appFile: string; readonly appDir: string; readonly envFile?: string | undefined }) {
    this.#appFile = options.appFile;
    this.#appDir = options.appDir;
    const names = [options.envFile ?? ".env", "package.json", "tsconfig.json", "public/theme.json"];
    this.#settings = names.map((name) => path.resolve(options.appDir, name));
  }

  /** Looks at everything that changed since the last time. */
  check(): SourceCheck {
    this.#graph ??= new ModuleGraph(createAuthorLoader(this.#appDir));
    const config = findConfigFile(this.#appDir);
    const graph = this.#graph.check(config === undefined ? [this.#appFile] : [this.#appFile, config]);
    const hash = createHash("sha256").update(graph.fingerprint);
    for (const file of this.#settings) hash.update(`${file}\0`).update(readIfThere(file));
    const configs = CONFIG_FILES.map((name) => path.join(this.#appDir, name));
    return {
      problems: graph.problems,
      fingerprint: hash.digest("hex"),
      newestAt: graph.newestAt,
      watched: [...graph.files, ...graph.expected.flatMap(spellings), ...configs, ...this.#settings],
    };
  }
}

/** An import without an extension may be met by any of these. */
function spellings(file: string): string[] {
  const stem = file.replace(/\.[cm]?[jt]sx?$/, "");
  return [file, ...[".ts", ".tsx", ".js", ".mjs", ".json"].map((end) => stem + end)];
}

function readIfThere(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch {
    // Not there is a state like any other; making the file is a change.
    return "";
  }
}
