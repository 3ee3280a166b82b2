// For whoever watches over the process: does it live, and may people be sent to it.
import type { Hono } from "hono";
import type { HttpDeps, HttpEnv } from "../http-deps.ts";

export function addHealthRoutes(routes: Hono<HttpEnv>, { ready }: HttpDeps): void {
  routes.get("/healthz", (c) => c.json({ status: "ok" }, 200, NEVER_KEPT));
  routes.get("/readyz", (c) => (ready() ? c.json({ status: "ok" }, 200, NEVER_KEPT) : c.json({ status: "unavailable" }, 503, NEVER_KEPT)));
  /** Chainlit's. */
  routes.get("/health", (c) => c.json({ status: "ok" }, 200, NEVER_KEPT));
}

const NEVER_KEPT = { "cache-control": "no-store" };
