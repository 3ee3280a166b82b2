// Where sign-in is required, everything is closed but what this file names: a route that is forgotten here lets nobody in.
import { ChatError, ENDPOINTS } from "@colloquy/protocol";
import { createMiddleware } from "hono/factory";
import { readSignIn } from "./caller.ts";
import type { HttpDeps, HttpEnv } from "./http-deps.ts";

/** What the sign-in page needs, and the ways in themselves. */
const OPEN: ReadonlySet<string> = new Set([
  ...Object.values(ENDPOINTS).flatMap((endpoint) => ("public" in endpoint ? [endpoint.path] : [])),
  "/api/config",
  "/api/texts",
  "/project/translations",
  "/login",
  "/logout",
  "/user",
  "/set-session-cookie",
]);
const OPEN_BELOW = ["/auth/"];
/** Below these lies what belongs to people; all else that is read is the page and its files. */
const CLOSED_BELOW = ["/api/", "/project/", "/feedback", "/mcp"];

/** Refuses, with UNAUTHENTICATED, who has not signed in where that is required. */
export function createGate(deps: HttpDeps) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const path = c.req.path.slice(deps.config.rootPath.length);
    const isRead = c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS";
    if (deps.auth.methods.loginRequired && isClosed(path, isRead) && !(await readSignIn(c, deps))) throw new ChatError("UNAUTHENTICATED");
    await next();
  });
}

function isClosed(path: string, isRead: boolean): boolean {
  if (OPEN.has(path) || OPEN_BELOW.some((open) => path.startsWith(open))) return false;
  return !isRead || CLOSED_BELOW.some((closed) => path.startsWith(closed));
}
