// What the page gives to elements: React and the components they may import, by name. The page's build writes the table.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Where they are served below the root path, and where they lie in the built page. */
export const KIT_PATH = "elements-kit";

/** The page's modules for elements. */
export interface ElementKit {
  /** The folder they lie in. */
  readonly folder: string;
  /** Served modules by the names that elements import, as file names in the folder. */
  readonly modules: ReadonlyMap<string, string>;
  /** Modules that become part of the element instead, as whole paths. */
  readonly bundled: ReadonlyMap<string, string>;
  /** The style sheet of all of it, as a file name in the folder. */
  readonly style: string | undefined;
  /** What runs in the frame of a sandboxed element, as a file name in the folder. */
  readonly frame: string | undefined;
  /** What Tailwind is told of the page's colours, as a whole path. */
  readonly theme: string | undefined;
}

/** Reads the table of a built page; undefined for a page that draws no elements. */
export function readElementKit(webRoot: string | undefined): ElementKit | undefined {
  if (webRoot === undefined) return undefined;
  const folder = path.join(webRoot, KIT_PATH);
  const manifest = path.join(folder, "manifest.json");
  if (!existsSync(manifest)) return undefined;
  const table = JSON.parse(readFileSync(manifest, "utf8")) as Readonly<Record<string, unknown>>;
  const names = (value: unknown): [string, string][] =>
    Object.entries(value ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const file = (key: string): string | undefined => (typeof table[key] === "string" ? table[key] : undefined);
  const theme = path.join(folder, "theme.css");
  return {
    folder,
    modules: new Map(names(table).filter(([name]) => !name.startsWith("#"))),
    bundled: new Map(names(table["#bundled"]).map(([name, at]) => [name, path.join(folder, at)])),
    style: file("#style"),
    frame: file("#frame"),
    theme: existsSync(theme) ? theme : undefined,
  };
}
