// What `init` would do in a folder: decided before anything is written, so that it can be asked about.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { mergeIgnored, mergeManifest } from "./merge.ts";
import { APP, CONFIG, ENV_EXAMPLE, IGNORED, README_PAGE, TSCONFIG } from "./templates.ts";

/** One file of the plan. */
export interface PlannedFile {
  readonly name: string;
  readonly content: string;
  /** A file that is there is only replaced when somebody says so; a merge keeps all that was in it. */
  readonly action: "create" | "merge" | "replace" | "keep";
}

/** Looks at a folder and says what an app needs there; `taken` are files that stand in the place of ours, or beside them. */
export function planInit(folder: string, version: string, taken: ReadonlyMap<string, string> = new Map()): PlannedFile[] {
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
  const ours = new Map([
    ["app.ts", APP],
    ["colloquy.config.ts", CONFIG],
    ["colloquy.md", README_PAGE],
    [".env.example", ENV_EXAMPLE],
  ]);
  return [
    ...[...new Map([...ours, ...taken])].map(([name, content]) => fresh(name, content)),
    // An existing one knows its project better than we do.
    { ...fresh("tsconfig.json", TSCONFIG), ...(read("tsconfig.json") !== undefined && { action: "keep" as const }) },
    merged("package.json", mergeManifest(read("package.json"), { folderName: path.basename(folder), version })),
    merged(".gitignore", mergeIgnored(read(".gitignore"), IGNORED)),
  ];
}
