// Our own routes about threads: the list, earlier turns, a new name, the end. Who may is checked before what is asked.
import { ChatError, ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { requireOwned } from "../../../http/caller.ts";
import { serveEndpoint } from "../../../http/endpoint.ts";
import { findMessage } from "../../../http/find-message.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { searchMessages } from "../../../http/search-messages.ts";
import { listArtifacts, readStep } from "../../../http/stored-artifacts.ts";
import { loadShownElement } from "../../../http/stored-elements.ts";
import { deleteThread, findThread, listThreads, loadEarlierTurns, loadWholeThread, renameThread } from "../../../http/stored-threads.ts";

export function addThreadRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  serveEndpoint(routes, deps, ENDPOINTS.listThreads, (input, caller) => listThreads(deps, caller, input));
  serveEndpoint(routes, deps, ENDPOINTS.searchMessages, (input, caller) => searchMessages(deps, caller, input));
  serveEndpoint(routes, deps, ENDPOINTS.earlierTurns, async ({ threadId, before, limit }, caller) => {
    const thread = requireOwned(caller, await findThread(deps, threadId));
    return loadEarlierTurns(deps, thread, { before, limit });
  });
  serveEndpoint(routes, deps, ENDPOINTS.readThread, async ({ threadId }, caller) => {
    const { turns } = await loadWholeThread(deps, requireOwned(caller, await findThread(deps, threadId)));
    return { turns };
  });
  serveEndpoint(routes, deps, ENDPOINTS.listArtifacts, async ({ threadId }, caller) => ({
    versions: await listArtifacts(deps, requireOwned(caller, await findThread(deps, threadId))),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.readStep, async ({ threadId, stepId }, caller) => ({
    step: await readStep(deps, requireOwned(caller, await findThread(deps, threadId)), stepId),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.findMessage, async ({ threadId, stepId }, caller) =>
    findMessage(deps, requireOwned(caller, await findThread(deps, threadId)), stepId),
  );
  serveEndpoint(routes, deps, ENDPOINTS.readElement, async ({ threadId, elementId }, caller) => {
    // A chat that nobody has said anything in yet is live only.
    requireOwned(caller, (await deps.registry.look(threadId)) ?? (await findThread(deps, threadId)));
    const element = await loadShownElement(deps, threadId, elementId);
    if (element) return { element };
    throw new ChatError("NOT_FOUND", "This isn’t here any more. The app may have taken it away.");
  });
  serveEndpoint(routes, deps, ENDPOINTS.renameThread, async ({ threadId, name }, caller) => {
    await renameThread(deps, requireOwned(caller, await findThread(deps, threadId)), name);
    return { ok: true as const };
  });
  serveEndpoint(routes, deps, ENDPOINTS.deleteThread, async ({ threadId }, caller) => {
    await deleteThread(deps, requireOwned(caller, await findThread(deps, threadId)));
    return { ok: true as const };
  });
}
