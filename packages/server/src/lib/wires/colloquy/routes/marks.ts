// Our own routes about what people do with their list of chats: marks, folders, tags, and deleting many at once.
import { ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { serveEndpoint } from "../../../http/endpoint.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import {
  changeThreads,
  createFolder,
  deleteAllThreads,
  deleteFolder,
  listFolders,
  listTags,
  purgeThreads,
  renameFolder,
  restoreThreads,
} from "../../../http/marked-threads.ts";

export function addMarkRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const done = { ok: true as const };
  serveEndpoint(routes, deps, ENDPOINTS.changeThreads, async (input, caller) => ({ threads: await changeThreads(deps, caller, input) }));
  serveEndpoint(routes, deps, ENDPOINTS.purgeThreads, async ({ threadIds }, caller) => {
    await purgeThreads(deps, caller, threadIds);
    return done;
  });
  serveEndpoint(routes, deps, ENDPOINTS.deleteAllThreads, (input, caller) => deleteAllThreads(deps, caller, input));
  serveEndpoint(routes, deps, ENDPOINTS.restoreThreads, async ({ since }, caller) => ({
    count: await restoreThreads(deps, caller, since),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.listFolders, async (_input, caller) => ({ folders: await listFolders(deps, caller) }));
  serveEndpoint(routes, deps, ENDPOINTS.createFolder, async ({ name }, caller) => ({ folder: await createFolder(deps, caller, name) }));
  serveEndpoint(routes, deps, ENDPOINTS.renameFolder, async ({ folderId, name }, caller) => {
    await renameFolder(deps, caller, folderId, name);
    return done;
  });
  serveEndpoint(routes, deps, ENDPOINTS.deleteFolder, async ({ folderId }, caller) => {
    await deleteFolder(deps, caller, folderId);
    return done;
  });
  serveEndpoint(routes, deps, ENDPOINTS.listTags, async (_input, caller) => ({ tags: await listTags(deps, caller) }));
}
