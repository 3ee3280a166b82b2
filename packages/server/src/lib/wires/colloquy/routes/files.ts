// Our own routes about files: reading them, addresses for where no cookie can travel, and uploading what is small.
import { ChatError, ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { FILE_ADDRESS_S } from "../../../auth/file-tokens.ts";
import { filesOf } from "../../../data/element-files.ts";
import { serveEndpoint } from "../../../http/endpoint.ts";
import { answerWithFile } from "../../../http/file-answer.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readUpload } from "../../../http/read-upload.ts";
import { requireFile, requireThread, rulesOf, threadOf, toUploaded } from "../../../http/thread-files.ts";

/** Their addresses, with the methods that they take. */
export const FILE_ROUTES = [
  { method: "GET", path: "/api/threads/:threadId/files/:key" },
  { method: "DELETE", path: "/api/threads/:threadId/files/:key" },
  { method: "POST", path: "/api/threads/:threadId/files" },
  { method: "GET", path: "/api/signed-files/:token" },
] as const;

/** The most that is taken in one piece. What is larger can be lost half way, and goes on where it was with the other way. */
export const MOST_IN_ONE_PIECE = 5 * 1024 * 1024;

export function addFileRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/api/threads/:threadId/files/:key", async (c) => {
    const { threadId } = await requireThread(c, deps);
    return answerWithFile(c, deps, await requireFile(deps, threadId, c.req.param("key")));
  });
  // An upload that was never sent. What a message shows belongs to the chat, and goes with the message.
  routes.delete("/api/threads/:threadId/files/:key", async (c) => {
    const { threadId } = await requireThread(c, deps);
    const { key } = await requireFile(deps, threadId, c.req.param("key"));
    // A message that was just sent may not be stored yet.
    const live = await deps.registry.look(threadId);
    if (live?.interacted) await deps.registry.commit(threadId);
    const isShown = [...(live?.state.elements.values() ?? [])].some((element) => filesOf(element).includes(key));
    if (isShown || !(await deps.files.removeUnnamed(threadId, key)))
      throw new ChatError("BAD_REQUEST", "This file is part of the chat.", { fix: "It goes with the message that shows it." });
    return c.body(null, 204);
  });
  routes.get("/api/signed-files/:token", async (c) => {
    const claims = await deps.fileTokens.verify(c.req.param("token"));
    // Told apart from nothing: whoever has the address of a file that was deleted learns no more than anybody.
    if (!claims) throw new ChatError("NOT_FOUND", "This address is not good any more.", { fix: "Load the chat anew." });
    return answerWithFile(c, deps, await requireFile(deps, claims.threadId, claims.key), { anywhere: true });
  });
  serveEndpoint(routes, deps, ENDPOINTS.signFile, async ({ threadId, key }, caller) => {
    await threadOf(caller, deps, threadId);
    await requireFile(deps, threadId, key);
    return { address: `api/signed-files/${await deps.fileTokens.sign({ threadId, key })}`, expiresIn: FILE_ADDRESS_S };
  });
  routes.post("/api/threads/:threadId/files", async (c) => {
    const { threadId, owner } = await requireThread(c, deps);
    const rules = await rulesOf(deps, threadId);
    const maxSize = Math.min(rules.maxSize, MOST_IN_ONE_PIECE);
    const row = await deps.transfers.run(owner, async () => {
      const { name, content } = await readUpload(c, maxSize);
      return deps.files.put(content, { threadId, owner, name, rules: { ...rules, maxSize } });
    });
    return c.json(toUploaded(row), 201, { "cache-control": "no-store" });
  });
}
