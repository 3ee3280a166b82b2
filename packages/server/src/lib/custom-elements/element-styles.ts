// The style sheet of one element: rules for the classes in its files, and the sheets that it imports.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { loadTailwind } from "./compilers.ts";
import type { ElementKit } from "./element-kit.ts";

interface StyleParts {
  readonly kit: ElementKit;
  /** Where classes are looked for. */
  readonly code: Iterable<string>;
  readonly sheets: readonly string[];
}

/** Makes the sheet; empty when there is nothing to style. Rules stand in a layer of the page's, above its own. */
export async function compileStyles({ kit, code, sheets }: StyleParts): Promise<string> {
  const utilities = kit.theme === undefined ? "" : await compileClasses(kit.theme, code);
  const own = sheets.map((sheet) => `@layer author {\n${sheet.trim()}\n}`);
  return [utilities.trim(), ...own].filter((part) => part !== "").join("\n");
}

async function compileClasses(theme: string, code: Iterable<string>): Promise<string> {
  const { compile } = await loadTailwind();
  const found = await compile(await readFile(theme, "utf8"), {
    base: path.dirname(theme),
    loadStylesheet: async (id, base) => {
      const file = id.startsWith(".") ? path.resolve(base, id) : createRequire(import.meta.url).resolve(id);
      return { path: file, base: path.dirname(file), content: await readFile(file, "utf8") };
    },
  });
  const empty = found.build([]);
  const sheet = found.build([...new Set([...code].flatMap(classesIn))]);
  return sheet === empty ? "" : sheet;
}

/** Every word that may be a class. Words that are none make no rule. */
function classesIn(source: string): string[] {
  return source.split(/[\s"'`]+/).flatMap((word) => [word, word.replace(/^[{([,]+|[})\],;:]+$/g, "")]);
}
