// Our own routes about links: those of an owner to their chats, and what somebody reads at one. Who may is checked before what is asked.
import { ChatError, ENDPOINTS, type FileKey, idSchema, parseUntrusted, type ShareId } from "@colloquy/protocol";
import type { Hono } from "hono";
import { type Caller, identify, requireOwned } from "../../../http/caller.ts";
import { serveEndpoint } from "../../../http/endpoint.ts";
import { answerWithFile } from "../../../http/file-answer.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { copyShared } from "../../../http/sharing/copy-shared.ts";
import { mayLook } from "../../../http/sharing/may-look.ts";
import { gone } from "../../../http/sharing/shares.ts";
import { findThread } from "../../../http/stored-threads.ts";

const shareIdSchema = idSchema<ShareId>();
const keySchema = idSchema<FileKey>();

/** Their addresses that are no endpoints, with the methods that they take. */
export const SHARE_ROUTES = [{ method: "GET", path: "/api/shared/:shareId/files/:key" }] as const;

export function addShareRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const { shares, sharedChats } = deps;
  const owned = async (caller: Caller, threadId: Parameters<typeof findThread>[1]) =>
    requireOwned(caller, await findThread(deps, threadId));

  serveEndpoint(routes, deps, ENDPOINTS.listShares, async (_, { owner }) => ({
    shares: owner === undefined ? [] : await shares.ofOwner(owner),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.listThreadShares, async ({ threadId }, caller) => ({
    shares: await shares.ofThread(await owned(caller, threadId)),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.createShare, async ({ threadId, ...wishes }, caller) => ({
    share: await shares.create(await owned(caller, threadId), wishes),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.changeShare, async ({ threadId, shareId, ...change }, caller) => ({
    share: await shares.change(await owned(caller, threadId), shareId, change),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.removeShare, async ({ threadId, shareId }, caller) => {
    await shares.remove(await owned(caller, threadId), shareId);
    return { ok: true as const };
  });

  serveEndpoint(routes, deps, ENDPOINTS.readShared, async ({ shareId, version: known }, caller) => {
    mayLook(deps, caller);
    const { version, chat } = await sharedChats.read(await shares.open(shareId, caller.user));
    return { version, ...(version !== known && { chat }) };
  });
  serveEndpoint(routes, deps, ENDPOINTS.copyShared, async ({ shareId, threadId }, caller) => {
    mayLook(deps, caller);
    const { owner } = caller;
    if (owner === undefined)
      throw new ChatError("UNAUTHENTICATED", "This browser keeps no chats.", { fix: "Sign in, or let the page keep its cookie." });
    const opened = await shares.open(shareId, caller.user);
    await deps.rates.message(owner);
    await copyShared(deps, opened, await sharedChats.read(opened), { threadId, owner });
    return { threadId };
  });
  routes.get("/api/shared/:shareId/files/:key", async (c) => {
    const caller = await identify(c, deps, { anyone: true });
    mayLook(deps, caller);
    const { data: shareId } = parseUntrusted(shareIdSchema, c.req.param("shareId"));
    const { data: key } = parseUntrusted(keySchema, c.req.param("key"));
    if (!shareId || !key) throw gone();
    return answerWithFile(c, deps, await sharedChats.fileOf(await shares.open(shareId, caller.user), key));
  });
}
