// What is wrong with an author's code, in the words and at the place where they can mend it.
import { isChatError } from "@colloquy/protocol";
import { isErrorLike, messageOfThrown } from "../../thrown.ts";
import { type Frame, toOriginal } from "./original-place.ts";

/** Why an app cannot be loaded. */
export interface LoadProblem {
  readonly title: string;
  readonly file?: string | undefined;
  /** Counted from one. */
  readonly line?: number | undefined;
  /** Counted from one; absent where only the line is sure. */
  readonly column?: number | undefined;
  readonly fix?: string | undefined;
  /** Where it came from, for an error that the author's code threw. */
  readonly stack?: readonly string[] | undefined;
}

/** Turns something that was thrown while loading into a problem, placed at the first line of the author's own code. */
export function toLoadProblem(error: unknown, isAuthorFile: (file: string) => boolean): LoadProblem {
  if (!isErrorLike(error))
    return {
      title: `The app threw ${JSON.stringify(messageOfThrown(error) ?? error) ?? String(error)} while it was loaded.`,
      fix: "Throw an Error: it knows its place.",
    };
  const stack = framesOf(error.stack ?? "")
    .filter(({ file }) => isAuthorFile(file))
    .map(toOriginal);
  const place = stack[0];
  return {
    title: titleOf(error),
    file: place?.file,
    line: place?.line,
    fix: isChatError(error) ? error.fix : undefined,
    stack: stack.map(({ file, line }) => `${file}:${line}`),
  };
}

function titleOf(error: Error): string {
  const name = isChatError(error) || error.name === "Error" ? "" : `${error.name}: `;
  const cause = isErrorLike(error.cause) ? `\nCaused by ${titleOf(error.cause)}` : "";
  return `${name}${error.message.split("\nRequire stack:")[0]}${cause}`;
}

/** The places in files that a stack names, the innermost first. */
export function framesOf(stack: string): Frame[] {
  const lines = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return lines.flatMap((text) => {
    // A path begins after the bracket or the blank: `node:internal/…` holds a slash too, and is no file.
    const match = /[(\s]((?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^()]*):(\d+):(\d+)\)?$/.exec(text);
    return match?.[1] === undefined
      ? []
      : [{ file: match[1].replace(/^file:\/\//, "").replace(/^\/([A-Za-z]:)/, "$1"), line: Number(match[2]), column: Number(match[3]) }];
  });
}
