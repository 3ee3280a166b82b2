// Where sign-in is required, everything is closed but what this file and the wires name: a route that is forgotten lets nobody in.
import { ChatError } from "@colloquy/protocol";
import { createMiddleware } from "hono/factory";
import { readSignIn } from "./caller.ts";
import type { HttpDeps, HttpEnv } from "./http-deps.ts";
import type { HttpWire } from "./http-wire.ts";

/** The ways in themselves. */
const OPEN_BELOW = ["/auth/"];

/** Counts what is more than reading the page, before anything is done for it; then refuses, with UNAUTHENTICATED, who has not signed in where that is required. */
export function createGate(deps: HttpDeps, wires: readonly HttpWire[]) {
  const openBelow = [...OPEN_BELOW, ...wires.flatMap((wire) => wire.openBelow ?? [])];
  const open = new Set(wires.flatMap((wire) => wire.open));
  // Below these lies what belongs to people; all else that is read is the page and its files.
  const closedBelow = wires.flatMap((wire) => wire.closedBelow);
  const isPage = (path: string, isRead: boolean): boolean =>
    isRead && ![...closedBelow, ...OPEN_BELOW].some((below) => path.startsWith(below));
  const isClosed = (path: string, isRead: boolean): boolean => {
    if (open.has(path) || openBelow.some((below) => path.startsWith(below))) return false;
    return !isRead || closedBelow.some((below) => path.startsWith(below));
  };
  return createMiddleware<HttpEnv>(async (c, next) => {
    const path = c.req.path.slice(deps.config.rootPath.length);
    const isRead = c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS";
    if (!isPage(path, isRead)) await deps.rates.knock(c.var.edge.source.address);
    if (deps.auth.methods.loginRequired && isClosed(path, isRead) && !(await readSignIn(c, deps))) throw new ChatError("UNAUTHENTICATED");
    await next();
  });
}
