// Vite plugin: every Lucide glyph by its name, in one small file per first letter. The page fetches the file of the letter it needs,
// so that an author may name any glyph and nobody loads two thousand.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Plugin } from "vite";

/** What a glyph is made of: tags and their attributes, as Lucide writes them. */
type Nodes = readonly (readonly [string, Readonly<Record<string, string>>])[];
type Icon = { readonly node: Nodes };

export function glyphShelves(): Plugin {
  const lucide = path.join(path.dirname(createRequire(import.meta.url).resolve("lucide-react/package.json")));
  const { version } = JSON.parse(readFileSync(path.join(lucide, "package.json"), "utf8")) as { readonly version: string };
  const stem = `glyphs-${version}-`;
  return {
    name: "glyph-shelves",
    config: () => ({ define: { __GLYPH_SHELVES__: JSON.stringify(stem) } }),
    async generateBundle() {
      for (const [letter, glyphs] of await readShelves(path.join(lucide, "dist/esm/icons")))
        this.emitFile({ type: "asset", fileName: `assets/${stem}${letter}.json`, source: JSON.stringify(glyphs) });
    },
  };
}

async function readShelves(folder: string): Promise<ReadonlyMap<string, Readonly<Record<string, Nodes>>>> {
  const shelves = new Map<string, Record<string, Nodes>>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".mjs"))
    .sort()) {
    const nodes = await readNodes(path.join(folder, file));
    const name = path.basename(file, ".mjs");
    const shelf = shelves.get(name.slice(0, 1)) ?? {};
    if (nodes) shelf[name] = nodes;
    shelves.set(name.slice(0, 1), shelf);
  }
  return shelves;
}

/** An older name of a glyph is a file that only points to the newer one. */
async function readNodes(file: string): Promise<Nodes | undefined> {
  const other = /export \{ default \} from '(.+)'/.exec(readFileSync(file, "utf8"))?.[1];
  if (other) return readNodes(path.join(path.dirname(file), other));
  const { __iconData: icon } = (await import(file)) as { readonly __iconData?: Icon };
  return icon?.node.map(([tag, { key: _key, ...attributes }]) => [tag, attributes] as const);
}
