// All HTTP of a server: the edge first, then what its wires answer, and the page for whatever is left.
import { Hono } from "hono";
import { compress } from "hono/compress";
import { createEdge } from "./edge.ts";
import { answerError } from "./errors.ts";
import { createGate } from "./gate.ts";
import type { HttpDeps, HttpEnv } from "./http-deps.ts";
import type { HttpWire } from "./http-wire.ts";
import { addArtifactFrame } from "./routes/artifact-frame.ts";
import { addAuthRedirectRoutes } from "./routes/auth-redirects.ts";
import { addCustomElements } from "./routes/custom-elements.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addIconRoutes } from "./routes/icons.ts";
import { addMetricsRoute } from "./routes/metrics.ts";
import { addPageRoutes, addPublicRoutes } from "./routes/page.ts";

/** Makes the router of a server, for requests below its root path. */
export function createRouter(deps: HttpDeps, wires: readonly HttpWire[]): Hono<HttpEnv> {
  const { rootPath } = deps.config;
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => answerError(error, c, { logger: deps.logger, rootPath, dev: deps.dev }));
  app.notFound((c) => c.json({ detail: "Not found" }, 404));
  app.use(createEdge(deps));
  app.use(createGate(deps, wires));
  app.use(compress());
  if (rootPath !== "") app.get(rootPath, (c) => c.redirect(`${c.var.edge.publicRoot}/${new URL(c.req.url).search}`, 307));

  const routes = app.basePath(rootPath === "" ? "/" : rootPath);
  addHealthRoutes(routes, deps);
  addMetricsRoute(routes, deps);
  for (const wire of wires) wire.addRoutes(routes, deps);
  addAuthRedirectRoutes(routes, deps);
  addIconRoutes(routes, deps);
  addArtifactFrame(routes, deps);
  addCustomElements(routes, deps);
  addPublicRoutes(routes, deps);
  addPageRoutes(routes, deps, wires);
  routes.all("/*", (c) => c.json({ detail: "Method Not Allowed" }, 405, { allow: "GET, HEAD" }));
  return app;
}
