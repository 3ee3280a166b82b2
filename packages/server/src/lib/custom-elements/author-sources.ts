// The text of an author's files on its way into the bundle.
import { readFile } from "node:fs/promises";
import type { Plugin } from "rolldown";
import { ENTRY } from "./author-imports.ts";
import type { ElementProblem } from "./element-problem.ts";
import { hashOf } from "./source-stamp.ts";

const MOST_BYTES = 1024 * 1024;

/** What was read for one element. */
export interface AuthorSources {
  /** The author's code, by file: where their classes are found. */
  readonly code: Map<string, string>;
  /** Style sheets that were imported, by file. */
  readonly sheets: Map<string, string>;
  /** All that it is made of, each file behind those that it imports. */
  readonly order: string[];
}

interface ReadRules {
  readonly isOwn: (file: string) => boolean;
  /** Filled with what cannot be taken. */
  readonly problems: ElementProblem[];
  /** Told of each file of the author's before compilers see it. */
  readonly onRead: OnRead;
}

/** A file, and the hash of what was found in it. */
export type OnRead = (file: string, hash: string) => void;

/** Reads an author's code and style sheets. */
export function authorSources({ code, sheets, order }: AuthorSources, { isOwn, problems, onRead }: ReadRules): Plugin {
  return {
    name: "author-sources",
    async load(id) {
      const [, ending = ""] = /\.([cm]?[jt]sx?|css)$/.exec(id) ?? [];
      if (id.startsWith("\0") || (ending !== "css" && !isOwn(id))) return null;
      const bytes = await readFile(id);
      onRead(id, hashOf(bytes));
      // Data and pictures are the bundler's to read.
      if (ending === "") return null;
      const text = bytes.toString("utf8");
      if (bytes.length > MOST_BYTES) {
        problems.push({ title: "The file is larger than 1 MB.", file: id, fix: "Let the server send what is large, as props." });
        return { code: "", moduleType: "js" };
      }
      if (ending === "css") {
        if (/@import\b/.test(text))
          problems.push({ title: "A style sheet of an element cannot import another.", file: id, fix: "Import both in the element." });
        sheets.set(id, withWholeColours(text));
        return { code: "", moduleType: "js" };
      }
      const written = withWholeColours(text);
      code.set(id, written);
      return { code: written };
    },
    buildEnd() {
      const seen = new Set<string>();
      const visit = (id: string): void => {
        if (seen.has(id)) return;
        seen.add(id);
        const { importedIds = [], dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {};
        for (const imported of [...importedIds, ...dynamicallyImportedIds]) visit(imported);
        order.push(id);
      };
      visit(ENTRY);
    },
  };
}

/** Elements that were written for Chainlit make a colour of a variable that holds three numbers; ours hold the whole colour. */
export function withWholeColours(text: string): string {
  return text.replace(
    /hsla?\(\s*(var\(--[\w-]+\))(?:[\s_]*\/[\s_]*([\d.]+%?))?[\s_]*\)/g,
    (_whole, colour: string, alpha: string | undefined, at: number) => {
      if (alpha === undefined) return colour;
      const share = alpha.endsWith("%") ? alpha : `${Math.round(Number(alpha) * 10_000) / 100}%`;
      const mixed = `color-mix(in oklab, ${colour} ${share}, transparent)`;
      // A class has no blanks.
      return /\[[^\s"'`]*$/.test(text.slice(Math.max(0, at - 200), at)) ? mixed.replaceAll(", ", ",").replaceAll(" ", "_") : mixed;
    },
  );
}
