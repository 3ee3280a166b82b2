// Where in the author's own files an error came from, in few words.
import { isErrorLike } from "../../thrown.ts";
import { toShown } from "./format-problem.ts";
import { framesOf } from "./load-problem.ts";
import { toOriginal } from "./original-place.ts";
import { isAuthorFile } from "./problems-of.ts";

/** As `app.ts:12`, relative to the app's folder; undefined for an error that passed through no file of the author's. */
export function placeOf(error: unknown, appDir: string): string | undefined {
  const frame = isErrorLike(error) ? framesOf(error.stack ?? "").find(({ file }) => isAuthorFile(file)) : undefined;
  if (frame === undefined) return undefined;
  const { file, line } = toOriginal(frame);
  return `${toShown(file, appDir)}:${line}`;
}
