// All HTTP of a server: the edge first, then our routes and Chainlit's, and the page for whatever is left.
import { ChatError, ENDPOINTS } from "@colloquy/protocol";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { createEdge } from "./edge.ts";
import { refuseOtherMethods } from "./endpoint.ts";
import { answerError } from "./errors.ts";
import { createGate } from "./gate.ts";
import type { HttpDeps, HttpEnv } from "./http-deps.ts";
import { addAuthRoutes } from "./routes/auth.ts";
import { addAuthRedirectRoutes } from "./routes/auth-redirects.ts";
import { addChainlitAuthRoutes } from "./routes/chainlit-auth.ts";
import { addChainlitProjectRoutes } from "./routes/chainlit-project.ts";
import { addChainlitThreadRoutes } from "./routes/chainlit-threads.ts";
import { addConfigRoutes } from "./routes/config.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addIconRoutes } from "./routes/icons.ts";
import { addPageRoutes, addPublicRoutes } from "./routes/page.ts";
import { addThreadRoutes } from "./routes/threads.ts";

/** Makes the router of a server, for requests below its root path. */
export function createRouter(deps: HttpDeps): Hono<HttpEnv> {
  const { rootPath } = deps.config;
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => answerError(error, c, { logger: deps.logger, rootPath }));
  app.notFound((c) => c.json({ detail: "Not found" }, 404));
  app.use(createEdge(deps));
  app.use(createGate(deps));
  app.use(compress());
  if (rootPath !== "") app.get(rootPath, (c) => c.redirect(`${c.var.edge.publicRoot}/${new URL(c.req.url).search}`, 307));

  const routes = app.basePath(rootPath === "" ? "/" : rootPath);
  addHealthRoutes(routes, deps);
  addConfigRoutes(routes, deps);
  addThreadRoutes(routes, deps);
  addAuthRoutes(routes, deps);
  addAuthRedirectRoutes(routes, deps);
  addChainlitAuthRoutes(routes, deps);
  addChainlitProjectRoutes(routes, deps);
  addChainlitThreadRoutes(routes, deps);
  addIconRoutes(routes, deps);
  addPublicRoutes(routes, deps);
  refuseOtherMethods(routes, [...Object.values(ENDPOINTS), { method: "GET", path: "/api/config" }]);
  routes.all("/api/*", () => refuse(new ChatError("NOT_FOUND", undefined, { fix: "Compare the address with docs/protocol.md." })));
  addPageRoutes(routes, deps);
  routes.all("/*", (c) => c.json({ detail: "Method Not Allowed" }, 405, { allow: "GET, HEAD" }));
  return app;
}

function refuse(error: Error): never {
  throw error;
}
