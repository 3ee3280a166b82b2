// All files that decide how an app behaves: its code, its configuration, its texts, its environment.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { listTextFiles, readAppTexts, TRANSLATIONS_FOLDER } from "../../config/app-texts.ts";
import { createAuthorLoader } from "../../config/author-code.ts";
import { CONFIG_FILES, findConfigFile } from "../../config/config-file.ts";
import { type LoadProblem, toLoadProblem } from "../load/load-problem.ts";
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
  readonly #anyTexts: string;
  #graph: ModuleGraph | undefined;

  constructor(options: { readonly appFile: string; readonly appDir: string; readonly envFile?: string | undefined }) {
    this.#appFile = options.appFile;
    this.#appDir = options.appDir;
    const names = [options.envFile ?? ".env", "package.json", "tsconfig.json", "public/theme.json"];
    this.#settings = names.map((name) => path.resolve(options.appDir, name));
    this.#anyTexts = path.join(options.appDir, TRANSLATIONS_FOLDER, "en.json");
  }

  /** Looks at everything that changed since the last time. */
  check(): SourceCheck {
    this.#graph ??= new ModuleGraph(createAuthorLoader(this.#appDir));
    const config = findConfigFile(this.#appDir);
    const graph = this.#graph.check(config === undefined ? [this.#appFile] : [this.#appFile, config]);
    const hash = createHash("sha256").update(graph.fingerprint);
    const texts = listTextFiles(this.#appDir);
    for (const file of [...this.#settings, ...texts]) hash.update(`${file}\0`).update(readIfThere(file));
    const configs = CONFIG_FILES.map((name) => path.join(this.#appDir, name));
    return {
      problems: [...graph.problems, ...textProblems(this.#appDir)],
      fingerprint: hash.digest("hex"),
      newestAt: Math.max(graph.newestAt, ...texts.map(changedAt)),
      // Any one name in the folder stands for all of them: folders are what is watched.
      watched: [...graph.files, ...graph.expected.flatMap(spellings), ...configs, ...this.#settings, this.#anyTexts],
    };
  }
}

/** An import without an extension may be met by any of these. */
function spellings(file: string): string[] {
  const stem = file.replace(/\.[cm]?[jt]sx?$/, "");
  return [file, ...[".ts", ".tsx", ".js", ".mjs", ".json"].map((end) => stem + end)];
}

/** Files of texts that the app could not be started with. */
function textProblems(appDir: string): LoadProblem[] {
  try {
    readAppTexts(appDir);
    return [];
  } catch (error) {
    return [toLoadProblem(error, () => false)];
  }
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function readIfThere(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch {
    // Not there is a state like any other; making the file is a change.
    return "";
  }
}
