// What `init` would do in a folder: decided before anything is written, so that it can be asked about.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FrameworkSource } from "./framework-source.ts";
import { mergeIgnored, mergeManifest } from "./merge.ts";
import { APP, CONFIG, ENV_EXAMPLE, IGNORED, README_PAGE, TSCONFIG, toDockerfile, UNSHIPPED, VIEW_APP } from "./templates.ts";

/** One file of the plan. */
export interface PlannedFile {
  readonly name: string;
  readonly content: string;
  /** A file that is there is only replaced when somebody says so; a merge keeps all that was in it. */
  readonly action: "create" | "merge" | "replace" | "keep";
}

/** What is wanted beside the app itself. */
export interface InitWishes {
  /** Files that stand in the place of ours, or beside them. */
  readonly taken?: ReadonlyMap<string, string> | undefined;
  /** A Dockerfile too. */
  readonly docker?: boolean;
  /** An app.tsx, with a view, in the place of app.ts. */
  readonly tsx?: boolean;
}

/** What a check of types needs. The oldest Node that is supported has these. */
const DEV_DEPENDENCIES = { "@types/node": "^20.19.43", typescript: "^6.0.3" };

/** What the app's file is called. */
export function appFile(tsx: boolean): string {
  return tsx ? "app.tsx" : "app.ts";
}

/** Looks at a folder and says what an app needs there. */
export function planInit(
  folder: string,
  source: FrameworkSource,
  { taken = new Map(), docker = false, tsx = false }: InitWishes = {},
): PlannedFile[] {
  const read = (name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const fresh = (name: string, content: string): PlannedFile => {
    const before = read(name);
    if (before === undefined) return { name, content, action: "create" };
    return { name, content, action: before === content ? "keep" : "replace" };
  };
  const merged = (name: string, content: string): PlannedFile => {
    const before = read(name);
    if (before === undefined) return { name, content, action: "create" };
    return { name, content, action: before === content ? "keep" : "merge" };
  };
  const app = appFile(tsx);
  const ours = new Map([
    [app, tsx ? VIEW_APP : APP],
    ["colloquy.config.ts", CONFIG],
    ["colloquy.md", README_PAGE],
    [".env.example", ENV_EXAMPLE],
  ]);
  const forDocker = docker ? [fresh("Dockerfile", toDockerfile(source.vendored.length > 0, app)), fresh(".dockerignore", UNSHIPPED)] : [];
  return [
    ...[...new Map([...ours, ...taken])].map(([name, content]) => fresh(name, content)),
    // An existing one knows its project better than we do.
    { ...fresh("tsconfig.json", TSCONFIG), ...(read("tsconfig.json") !== undefined && { action: "keep" as const }) },
    merged(
      "package.json",
      mergeManifest(read("package.json"), {
        folderName: path.basename(folder),
        app,
        dependencies: source.dependencies,
        devDependencies: DEV_DEPENDENCIES,
      }),
    ),
    merged(".gitignore", mergeIgnored(read(".gitignore"), IGNORED)),
    ...forDocker,
  ];
}
