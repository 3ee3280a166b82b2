// What the page needs to know of the app before it can show anything.

import type { Hono } from "hono";
import { etag } from "hono/etag";
import type { HttpDeps, HttpEnv } from "../http-deps.ts";
import { toPageConfig } from "../page-config.ts";

export function addConfigRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/api/config", etag(), (c) => {
    c.header("cache-control", "no-cache");
    return c.json(toPageConfig(deps, c.var.edge.publicRoot));
  });
}
