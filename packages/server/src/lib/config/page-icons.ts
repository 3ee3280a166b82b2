// Which icons the built page has: it keeps them by the first letter, in files that the page itself reads.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { nearestName } from "../nearest-name.ts";

/** The icons of a page. */
export interface IconNames {
  /** Written as `book-open` or `BookOpen`, as the page takes them. */
  has(name: string): boolean;
  /** The one that somebody probably meant. */
  near(name: string): string | undefined;
}

const pages = new Map<string, IconNames | undefined>();

/** Those of a page, read once. */
export function iconNamesOf(page: string): IconNames | undefined {
  if (!pages.has(page)) pages.set(page, readIconNames(page));
  return pages.get(page);
}

/** Those in this folder; undefined when there are none. Nothing is read before somebody asks for a name with its letter. */
function readIconNames(page: string): IconNames | undefined {
  const assets = path.join(page, "assets");
  const shelves = new Map<string, string>();
  for (const file of listed(assets)) {
    const letter = /^glyphs-.+-([a-z])\.json$/.exec(file)?.[1];
    if (letter !== undefined) shelves.set(letter, path.join(assets, file));
  }
  if (shelves.size === 0) return undefined;
  const read = new Map<string, ReadonlySet<string>>();
  const shelf = (letter: string): ReadonlySet<string> => {
    const file = shelves.get(letter);
    const names = read.get(letter) ?? new Set(file === undefined ? [] : Object.keys(JSON.parse(readFileSync(file, "utf8")) as object));
    read.set(letter, names);
    return names;
  };
  return {
    has(name) {
      const plain = toPlainName(name);
      return shelf(plain.slice(0, 1)).has(plain);
    },
    near: (name) =>
      nearestName(
        toPlainName(name),
        [...shelves.keys()].flatMap((letter) => [...shelf(letter)]),
      ),
  };
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // A page that has no such folder has no icons.
  }
}

/** As the page reads names. */
function toPlainName(name: string): string {
  return name
    .trim()
    .replace(/([a-z])([A-Z0-9])/g, "$1-$2")
    .toLowerCase();
}
