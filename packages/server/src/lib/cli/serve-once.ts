// Serving without watching: load, serve, and go on until a signal comes.
import type { App } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { problemsOf } from "./load/problems-of.ts";
import { hasBrowser, openBrowser } from "./open-browser.ts";
import { openProject, type Project } from "./project.ts";
import { closeOnSignal } from "./signals.ts";
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
    printProblems(await problemsOf(error, { appFile: request.appFile, appDir: project?.appDir ?? request.cwd }), request.cwd);
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
  closeOnSignal(() => serving.close({ drainMs: project.config.drainTimeout * 1000 }));
  printWarnings(project.warnings);
  if (project.config.port !== 0 && serving.port !== project.config.port) printPortTaken(project.config.port, serving.port);
  const { name, host, publicUrl } = project.config;
  printBanner({ name, host, publicUrl, url: serving.url, tookMs: performance.now(), note: describeMode(project, { watch: false, cwd }) });
  printElements(serving.elements.started, cwd);
  if (!headless && hasBrowser(process.env, { isTty: process.stdout.isTTY, platform: process.platform })) openBrowser(serving.url);
}
