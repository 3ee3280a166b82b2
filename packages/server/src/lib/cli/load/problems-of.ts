// From "it did not load" to what the author has to mend.
import path from "node:path";
import { isChatError } from "@colloquy/protocol";
import { ownPackage } from "../../config/own-package.ts";
import { BrokenElements } from "../../custom-elements/element-problem.ts";
import { nearestName } from "../../nearest-name.ts";
import { type LoadProblem, toLoadProblem } from "./load-problem.ts";

interface Place {
  readonly appFile: string | undefined;
  readonly appDir: string;
}

/** Why loading failed: what a look at the code finds, and where that finds nothing, what was thrown. */
export async function problemsOf(error: unknown, place: Place): Promise<readonly LoadProblem[]> {
  if (error instanceof BrokenElements) return error.problems;
  const found = isChatError(error) ? [] : await lookAtCode(place);
  if (found.length > 0) return found;
  const problem = toLoadProblem(error, isAuthorFile);
  const file = problem.file ?? (await configFileOf(error, place));
  return [{ ...problem, file, fix: problem.fix ?? (await suggestName(problem.title, place.appDir)) }];
}

/** A wrong setting is thrown by our own code, so no frame of it is the author's; the message names the file. */
async function configFileOf(error: unknown, { appFile, appDir }: Place): Promise<string | undefined> {
  if (!isChatError(error) || error.code !== "BAD_CONFIG") return undefined;
  const { findConfigFile } = await import("../../config/config-file.ts");
  const folders = [appDir, ...(appFile === undefined ? [] : [path.dirname(appFile)])];
  return folders.map(findConfigFile).find((file) => file !== undefined && error.message.startsWith(path.basename(file)));
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
async function lookAtCode({ appFile, appDir }: Place): Promise<readonly LoadProblem[]> {
  if (appFile === undefined) return [];
  const [{ createAuthorLoader }, { findConfigFile }, { ModuleGraph }] = await Promise.all([
    import("../../config/author-code.ts"),
    import("../../config/config-file.ts"),
    import("./module-graph.ts"),
  ]);
  const config = findConfigFile(appDir);
  return new ModuleGraph(createAuthorLoader(appDir)).check(config === undefined ? [appFile] : [config, appFile]).problems;
}

/** Whether the author can mend a file: neither a package, nor Node, nor this framework. */
export function isAuthorFile(file: string): boolean {
  return path.isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file) && !file.startsWith(ownPackage().root + path.sep);
}
