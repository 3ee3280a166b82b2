// Runs an author's file once, outside of any chat, and takes the handlers it registered.
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { type App, isApp, resetDefaultApp } from "../../app/app.ts";
import { createAuthorLoader } from "../../config/author-code.ts";
import { ownPackage } from "../../config/own-package.ts";
import { isMisspeltName, mayMisspell } from "./import-names.ts";

/** Loads an app: the one its file exports as default, else the default app that its calls filled. Throws BAD_APP when nobody would answer. */
export async function loadApp(file: string, appDir: string): Promise<App> {
  if (mayMisspell(file)) await refuseMisspelt(file, appDir);
  const { version } = ownPackage();
  const defaultApp = resetDefaultApp(version);
  const module = await createAuthorLoader(appDir).import<{ readonly default?: unknown }>(file);
  const exported = isApp(module.default) ? module.default : undefined;
  const app = exported ?? defaultApp;
  if (app.handlerCount > 0) return app;
  throw new ChatError("BAD_APP", noHandlers(path.basename(file), file), {
    fix: "Register at least one: cl.onMessage(async (message) => { … })",
  });
}

/** The compiler is needed to be sure, so it is asked only after a quick look. */
async function refuseMisspelt(file: string, appDir: string): Promise<void> {
  const { ModuleGraph } = await import("./module-graph.ts");
  const problem = new ModuleGraph(createAuthorLoader(appDir)).check([file]).problems.find(isMisspeltName);
  if (problem !== undefined) throw new Error(problem.title);
}

/** The usual reason for silence is a second copy of the framework; so both are named, also when they are one. */
function noHandlers(name: string, file: string): string {
  const own = ownPackage();
  const theirs = installedCopy(file);
  const lines = [`${name} registers no handlers, so nobody would answer.`, `The command line is ${own.root} (${own.version}).`];
  if (theirs === undefined) return [...lines, `${name} has no colloquy of its own, and uses that one.`].join("\n");
  const same = theirs === own.root ? "the same" : "ANOTHER COPY, which this one cannot see: install only one";
  return [...lines, `"colloquy" beside ${name} is ${theirs}: ${same}.`].join("\n");
}

/** The folder of the copy that is installed for a file, if there is one. */
export function installedCopy(file: string): string | undefined {
  try {
    return path.dirname(realpathSync(createRequire(file).resolve("colloquy/package.json")));
  } catch {
    // Nothing installed there: normal with npx.
    return undefined;
  }
}
