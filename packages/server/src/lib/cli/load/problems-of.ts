// From "it did not load" to what the author has to mend.
import path from "node:path";
import { isChatError } from "@colloquy/protocol";
import { nearestName } from "../../config/nearest-name.ts";
import { ownPackage } from "../../config/own-package.ts";
import { type LoadProblem, toLoadProblem } from "./load-problem.ts";

/** Why loading failed: what a look at the code finds, and where that finds nothing, what was thrown. */
export async function problemsOf(
  error: unknown,
  place: { readonly appFile: string | undefined; readonly appDir: string },
): Promise<readonly LoadProblem[]> {
  const found = isChatError(error) ? [] : await lookAtCode(place);
  if (found.length > 0) return found;
  const problem = toLoadProblem(error, isAuthorFile);
  return [{ ...problem, fix: problem.fix ?? (await suggestName(problem.title, place.appDir)) }];
}

/** A call of something that does not exist is usually a slip in one of our names. */
async function suggestName(title: string, appDir: string): Promise<string | undefined> {
  const called = /(\w+) is not a (?:function|constructor)/.exec(title)?.[1];
  if (called === undefined) return undefined;
  const { createAuthorLoader } = await import("../../config/author-code.ts");
  const names = Object.keys(await createAuthorLoader(appDir).import<object>("colloquy"));
  const meant = nearestName(called, names);
  return meant === undefined || meant === called ? undefined : `Did you mean ${meant}?`;
}

/** The loader knows the name of a missing file and the text of a syntax error; the graph knows the line, the column and the remedy. */
async function lookAtCode({
  appFile,
  appDir,
}: {
  readonly appFile: string | undefined;
  readonly appDir: string;
}): Promise<readonly LoadProblem[]> {
  if (appFile === undefined) return [];
  const [{ createAuthorLoader }, { findConfigFile }, { ModuleGraph }] = await Promise.all([
    import("../../config/author-code.ts"),
    import("../../config/config-file.ts"),
    import("./module-graph.ts"),
  ]);
  const config = findConfigFile(appDir);
  return new ModuleGraph(createAuthorLoader(appDir)).check(config === undefined ? [appFile] : [config, appFile]).problems;
}

function isAuthorFile(file: string): boolean {
  return path.isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file) && !file.startsWith(ownPackage().root + path.sep);
}
