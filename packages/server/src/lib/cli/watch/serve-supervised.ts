// The process that serves the app under the supervisor. It has the framework in memory before it is told to load the app,
// so that the time between two versions of an app is short.
import { problemsOf } from "../load/problems-of.ts";
import { openProject, type Project } from "../project.ts";
import type { ServeRequest } from "../serve-once.ts";
import type { Serving } from "../serving.ts";
import { readCertificate } from "../tls.ts";
import type { FromChild, ToChild } from "./child-messages.ts";
import { type ElementsWatch, watchElements } from "./watch-elements.ts";

/** Does what the supervisor says until it says to suspend, or is gone. */
export async function serveSupervised(request: Omit<ServeRequest, "headless">): Promise<void> {
  let serving: Serving | undefined;
  let watching: ElementsWatch | undefined;
  const suspend = async (drainMs: number) => {
    await watching?.close();
    await serving?.close({ drainMs });
    process.exit(0);
  };
  // Ctrl-C reaches the whole group, and the supervisor decides; without one there is nobody to serve for.
  for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
  process.on("disconnect", () => void suspend(0));
  const loading = import("../start-server.ts");
  const loader = import("../load/load-app.ts");
  process.on("message", (message: ToChild) => {
    if (message.type === "notify") serving?.notify(message.notice);
    if (message.type === "suspend") void suspend(message.drainMs);
    if (message.type === "load") void load(message.port);
  });

  async function load(port: number | undefined): Promise<void> {
    let project: Project | undefined;
    try {
      project = await openProject({ ...request, env: process.env, watch: true });
      const { name, host, publicUrl } = project.config;
      send({ type: "address", host, port: port ?? project.config.port, certificate: readCertificate(project.config, project.appDir) });
      const app = await (await loader).loadApp(request.appFile, project.appDir);
      const started = await (await loading).startServer(project, app, { port, held: port !== undefined });
      serving = started;
      const elements = started.elements.started;
      send({ type: "serving", url: started.url, port: started.port, name, publicUrl, warnings: project.warnings, elements });
      watching = watchElements(started.elements, { appFile: request.appFile, appDir: project.appDir, cwd: request.cwd });
    } catch (error) {
      send({ type: "failed", problems: await problemsOf(error, { appFile: request.appFile, appDir: project?.appDir ?? request.cwd }) });
    }
  }
}

function send(message: FromChild): void {
  process.send?.(message);
}
