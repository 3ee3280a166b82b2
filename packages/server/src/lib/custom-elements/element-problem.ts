// What is wrong with an element, at the place where its author can mend it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import picocolors from "picocolors";
import { codeFrame } from "../code-frame.ts";
import { toVisible } from "../visible-text.ts";

/** Why an element could not be compiled. */
export interface ElementProblem {
  readonly title: string;
  readonly file: string;
  /** Counted from one. */
  readonly line?: number | undefined;
  /** Counted from one. */
  readonly column?: number | undefined;
  readonly fix?: string | undefined;
}

/** Elements that cannot be served as they are, with each of their problems. */
export class BrokenElements extends ChatError {
  readonly problems: readonly ElementProblem[];

  constructor(problems: readonly ElementProblem[], appDir: string) {
    const [first] = problems;
    const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : "";
    super("BAD_APP", `${first ? `${toPlace(first, appDir)}: ${first.title}` : "A custom element is broken."}${more}`, {
      fix: first?.fix ?? "Mend the file and start again.",
    });
    this.problems = problems;
  }
}

/** As the page shows it to the author: what is wrong, where, the lines around it, and what to do. */
export function toProblemText(problems: readonly ElementProblem[], appDir: string): string {
  return problems.map((problem) => oneText(problem, appDir)).join("\n\n");
}

function oneText(problem: ElementProblem, appDir: string): string {
  const { title, file, line, column, fix } = problem;
  const frame = line === undefined ? "" : codeFrame(readIfThere(file), { line, column }, picocolors.createColors(false));
  return [title, "", toPlace(problem, appDir), ...(frame === "" ? [] : [frame]), ...(fix === undefined ? [] : ["", `→ ${fix}`])].join("\n");
}

/** `public/elements/Ticket.tsx:3:17` */
function toPlace({ file, line, column }: ElementProblem, appDir: string): string {
  return [toVisible(path.relative(appDir, file).replaceAll(path.sep, "/")), line, column].filter((part) => part !== undefined).join(":");
}

/** Where a file names something in quotes, as an import does. */
export function placeOfName(file: string, name: string): { readonly line?: number; readonly column?: number } {
  const lines = readIfThere(file).split(/\r?\n/);
  for (const [index, text] of lines.entries()) {
    const at = [`"${name}"`, `'${name}'`, `\`${name}\``].map((quoted) => text.indexOf(quoted)).find((found) => found >= 0);
    if (at !== undefined) return { line: index + 1, column: at + 1 };
  }
  return {};
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The file may be the very thing that is missing; then there is nothing to show.
    return "";
  }
}
