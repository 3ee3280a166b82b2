// The bundler's errors in our words.
import { ENTRY } from "./author-imports.ts";
import type { ElementProblem } from "./element-problem.ts";

/** One of the bundler's own. */
interface BundlerError {
  readonly code?: string;
  readonly message: string;
  readonly id?: string;
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
}

/** What made a build of this file fail; throws what is no error of the author's. */
export function toProblems(error: unknown, file: string): ElementProblem[] {
  const errors = (error as { readonly errors?: readonly BundlerError[] } | undefined)?.errors;
  if (!errors || errors.length === 0) throw error;
  return errors.map((one) => toProblem(one, file));
}

function toProblem({ code, message, id, loc }: BundlerError, file: string): ElementProblem {
  if (code === "MISSING_EXPORT" && (loc?.file ?? id) === ENTRY)
    return {
      title: "It has no default export.",
      file,
      fix: "An element is a component: export default function Name() { … }. Files that only help belong into a folder below.",
    };
  const title = message.split("\n")[0]?.replace(/^\[\w+\]\s*/, "") ?? message;
  const place = loc && { line: loc.line, column: loc.column + 1 };
  return { title: code === "PARSE_ERROR" ? `SyntaxError: ${title}` : title, file: loc?.file ?? id ?? file, ...place };
}
