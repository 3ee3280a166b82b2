// What the page needs to know of the app before it can show anything.

import { ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { etag } from "hono/etag";
import { serveEndpoint } from "../../../http/endpoint.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { toPageConfig } from "../../../http/page-config.ts";
import { readReadme } from "../../../http/readme.ts";

export function addConfigRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/api/config", etag(), async (c) => {
    c.header("cache-control", "no-cache");
    return c.json(await toPageConfig(deps, c.var.edge.publicRoot));
  });
  // Before anybody is known: the page that asks who it is speaks their language too.
  routes.get("/api/texts", etag(), (c) => {
    c.header("cache-control", "no-cache");
    return c.json(deps.texts.forPage(c.req.query("language")?.slice(0, 40) ?? "en"));
  });
  serveEndpoint(routes, deps, ENDPOINTS.readme, async ({ language }) => ({
    markdown: (await readReadme(deps.appFolder, language)) ?? null,
  }));
}
