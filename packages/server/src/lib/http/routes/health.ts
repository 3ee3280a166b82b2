// For whoever watches over the process: does it live, and may people be sent to it.
import type { Hono } from "hono";
import type { StoreReport } from "../../session/store-health.ts";
import type { HttpDeps, HttpEnv } from "../http-deps.ts";

export function addHealthRoutes(routes: Hono<HttpEnv>, { ready, registry }: HttpDeps): void {
  routes.get("/healthz", (c) => c.json({ status: "ok" }, 200, NEVER_KEPT));
  routes.get("/readyz", async (c) => {
    if (!ready()) return c.json({ status: "unavailable", reason: "stopping" }, 503, NEVER_KEPT);
    const report = await registry.health.report();
    const store = toStore(report);
    if (report.trouble) return c.json({ status: "unavailable", reason: `store-${report.trouble}`, store }, 503, NEVER_KEPT);
    return c.json({ status: "ok", store }, 200, NEVER_KEPT);
  });
  /** Chainlit's. */
  routes.get("/health", (c) => c.json({ status: "ok" }, 200, NEVER_KEPT));
}

/** Numbers that tell nobody anything about a person. */
function toStore({ since, waiting, unwritten, failures }: StoreReport) {
  return { ...(since !== undefined && { since: new Date(since).toISOString() }), waiting, unwritten, failures };
}

const NEVER_KEPT = { "cache-control": "no-store" };
