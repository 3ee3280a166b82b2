// Our own routes about what a person makes of messages: ratings and favourites. Who may is checked before what is asked.
import { ENDPOINTS, type ThreadId } from "@colloquy/protocol";
import type { Hono } from "hono";
import { addFavourite, listFavourites, removeFavourite } from "../../../app/favourites.ts";
import type { OwnedThread } from "../../../app/marking.ts";
import { rateMessage, unrateMessage } from "../../../app/rate-message.ts";
import { type Caller, requireOwned } from "../../../http/caller.ts";
import { serveEndpoint } from "../../../http/endpoint.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { findThread } from "../../../http/stored-threads.ts";

export function addRatingRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const owned = async (caller: Caller, threadId: ThreadId): Promise<OwnedThread> => requireOwned(caller, await findThread(deps, threadId));
  serveEndpoint(routes, deps, ENDPOINTS.rateMessage, async ({ threadId, stepId, ...given }, caller) => ({
    feedback: await rateMessage(deps, await owned(caller, threadId), stepId, given),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.unrateMessage, async ({ threadId, stepId }, caller) => {
    await unrateMessage(deps, await owned(caller, threadId), stepId);
    return { ok: true as const };
  });
  serveEndpoint(routes, deps, ENDPOINTS.listFavourites, async (_nothing, caller) => ({
    favourites: await listFavourites(deps, caller.owner),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.addFavourite, async ({ threadId, stepId }, caller) => ({
    favourite: await addFavourite(deps, await owned(caller, threadId), stepId),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.removeFavourite, async ({ threadId, stepId }, caller) => {
    // The chat may be gone, or somebody else's: then there is at most a copy of the caller's own.
    const thread = await findThread(deps, threadId);
    const owner = thread && caller.owns(thread.owner) ? thread.owner : caller.owner;
    if (owner !== undefined) await removeFavourite(deps, { id: threadId, owner }, stepId);
    return { ok: true as const };
  });
}
