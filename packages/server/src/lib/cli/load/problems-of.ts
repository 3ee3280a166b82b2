// From "it did not load" to what the author has to mend.
import path from "node:path";
import { isChatError } from "@colloquy/protocol";
import { ownPackage } from "../../config/own-package.ts";
import { type LoadProblem, toLoadProblem } from "./load-problem.ts";

/** Why loading failed: what a look at the code finds, and where that finds nothing, what was thrown. */
export async function problemsOf(
  error: unknown,
  place: { readonly appFile: string | undefined; readonly appDir: string },
): Promise<readonly LoadProblem[]> {
  const found = isChatError(error) ? [] : await lookAtCode(place);
  return found.length > 0 ? found : [toLoadProblem(error, isAuthorFile)];
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
