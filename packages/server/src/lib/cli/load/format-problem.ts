// A problem as text: for the terminal with colours, for open pages and the error page without.
import { readFileSync } from "node:fs";
import path from "node:path";
import picocolors from "picocolors";
import { codeFrame } from "../../code-frame.ts";
import { toVisible } from "../../visible-text.ts";
import type { LoadProblem } from "./load-problem.ts";

/** What is wrong, where, the lines around it, and what to do, in that order. */
export function formatProblem(problem: LoadProblem, options: { readonly cwd: string; readonly colors: boolean }): string {
  const colors = picocolors.createColors(options.colors);
  const relative = (file: string) => toShown(file, options.cwd);
  const { file, line, column, fix, stack = [] } = problem;
  const place = file === undefined ? undefined : [relative(file), line, column].filter((part) => part !== undefined).join(":");
  const [title = "", ...more] = problem.title.split("\n");
  return [
    `${colors.red("✗")} ${colors.bold(title)}`,
    ...more.map((text) => `  ${text}`),
    ...(place === undefined ? [] : ["", `  ${colors.cyan(place)}`]),
    ...indent(file === undefined || line === undefined ? "" : codeFrame(readIfThere(file), { line, column }, colors)),
    ...stack.slice(1, 6).map((frame) => colors.dim(`    from ${relative(frame)}`)),
    ...(fix === undefined ? [] : ["", `  ${colors.green("→")} ${fix}`]),
  ].join("\n");
}

/** Several problems, a blank line between them. */
export function formatProblems(problems: readonly LoadProblem[], options: { readonly cwd: string; readonly colors: boolean }): string {
  return problems.map((problem) => formatProblem(problem, options)).join("\n\n");
}

/** A path as people say it: relative where that is shorter. */
export function toShown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return toVisible(relative.startsWith(`..${path.sep}..`) || relative === "" ? file : relative);
}

const indent = (text: string): string[] => (text === "" ? [] : text.split("\n").map((line) => `  ${line}`));

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The file may be the very thing that is missing; then there is nothing to show.
    return "";
  }
}
