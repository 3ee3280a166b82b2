// Serving without watching: load, serve, and go on until a signal comes.
import type { App } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { problemsOf } from "./load/problems-of.ts";
import { hasBrowser, openBrowser } from "./open-browser.ts";
import { isDevelopment, openProject, type Project } from "./project.ts";
import { speaksJson } from "./readable-log.ts";
import type { Serving } from "./serving.ts";
import { closeOnSignal } from "./signals.ts";
import { logProblems, logStart } from "./start-log.ts";
import { describeMode, printBanner, printElements, printPortTaken, printProblems, printWarnings } from "./terminal.ts";

export interface ServeRequest {
  readonly appFile: string;
  readonly cwd: string;
  readonly flags: ColloquyConfig;
  readonly headless: boolean;
}

/** Loads an app and serves it. What is wrong with it is said, and the process ends with 1. */
export async function serveOnce(request: ServeRequest): Promise<void> {
  let project: Project | undefined;
  try {
    project = await openProject({ ...request, env: process.env, watch: false });
    const { loadApp } = await import("./load/load-app.ts");
    await serveProject(project, { ...request, app: await loadApp(request.appFile, project.appDir) });
  } catch (error) {
    const problems = await problemsOf(error, { appFile: request.appFile, appDir: project?.appDir ?? request.cwd });
    const tell = speaksJson({ env: process.env, dev: project?.dev ?? guessDevelopment(request) }) ? logProblems : printProblems;
    tell(problems, request.cwd);
    process.exitCode = 1;
  }
}

interface Terminal {
  readonly cwd: string;
  readonly headless: boolean;
}

/** Serves an app that is loaded, says where, and ends when the process is told to. */
export async function serveProject(project: Project, { app, cwd, headless }: Terminal & { readonly app: App }): Promise<void> {
  const { startServer } = await import("./start-server.ts");
  const serving = await startServer(project, app);
  const json = speaksJson({ env: process.env, dev: project.dev });
  closeOnSignal(
    () => serving.close({ drainMs: project.config.drainTimeout * 1000 }),
    json ? (error) => serving.logger.error({ err: error }, "this server did not stop as it should") : undefined,
  );
  const tookMs = performance.now();
  if (json) logStart({ project, serving, cwd, tookMs });
  else printStart(project, { serving, cwd, tookMs });
  if (!headless && hasBrowser(process.env, { isTty: process.stdout.isTTY, platform: process.platform })) openBrowser(serving.url);
}

function printStart(
  project: Project,
  { serving, cwd, tookMs }: { readonly serving: Serving; readonly cwd: string; readonly tookMs: number },
): void {
  const { name, host, port, publicUrl } = project.config;
  printWarnings(project.warnings);
  if (port !== 0 && serving.port !== port) printPortTaken(port, serving.port);
  printBanner({ name, host, publicUrl, url: serving.url, tookMs, note: describeMode(project, { watch: false, cwd }) });
  printElements(serving.elements.started, cwd);
}

/** For a start that failed before its configuration was read. */
function guessDevelopment({ flags }: ServeRequest): boolean {
  const { env } = process;
  return isDevelopment({ watch: false, nodeEnv: env["NODE_ENV"], host: flags.host ?? (env["COLLOQUY_HOST"] || "127.0.0.1") });
}
