// `/metrics` on the server's own port, for a scraper that shows the token. Without a token there is no such address.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Hono } from "hono";
import type { HttpDeps, HttpEnv } from "../http-deps.ts";

export function addMetricsRoute(routes: Hono<HttpEnv>, { config, metrics }: HttpDeps): void {
  const { port, token } = config.metrics;
  // With a port of their own they are read there and nowhere else.
  if (!metrics || port !== undefined || token === undefined) return;
  routes.get("/metrics", async (c) => {
    if (!showsToken(c.req.header("authorization"), token)) {
      c.header("www-authenticate", "Bearer");
      return c.json({ detail: "Metrics are for whoever has their token." }, 401, NEVER_KEPT);
    }
    const { contentType, body } = await metrics.read();
    return c.body(body, 200, { ...NEVER_KEPT, "content-type": contentType });
  });
}

/** Whether a request's `Authorization` header is this token; takes as long whatever it says. */
export function showsToken(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const NEVER_KEPT = { "cache-control": "no-store" };
