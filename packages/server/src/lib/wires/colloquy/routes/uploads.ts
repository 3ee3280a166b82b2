// Our own routes about uploads that may take long: begun, gone on with, asked about and given up, by the tus protocol.
import { ChatError } from "@colloquy/protocol";
import type { Hono } from "hono";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { createResumableUploads, UPLOAD_KEY_HEADER } from "../../../http/resumable-uploads.ts";
import { requireThread, rulesOf } from "../../../http/thread-files.ts";
import { unhurried } from "../../../unhurried.ts";

const ONE = "/api/threads/:threadId/uploads/:uploadId";

/** Their addresses, with the methods that they take. */
export const UPLOAD_ROUTES = [
  { method: "POST", path: "/api/threads/:threadId/uploads" },
  { method: "GET", path: ONE },
  { method: "PATCH", path: ONE },
  { method: "DELETE", path: ONE },
] as const;

export function addUploadRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const answer = createResumableUploads(deps);

  /** The caller's upload that the address names. */
  async function requireUpload(c: HttpContext) {
    const thread = await requireThread(c, deps);
    const uploadId = c.req.param("uploadId") ?? "";
    const state = await deps.uploads.find(uploadId);
    if (state?.record.threadId !== thread.threadId)
      throw new ChatError("NOT_FOUND", "This upload isn’t here. It may have waited too long.");
    return { ...thread, uploadId, rules: await rulesOf(deps, thread.threadId), state };
  }

  /** A request that brings bytes: they may take their time, and only so many come at once. */
  const receive = (c: HttpContext, owner: string, work: () => Promise<Response>) =>
    deps.transfers.run(owner, () => unhurried(c.env?.incoming?.socket, work));

  routes.post("/api/threads/:threadId/uploads", async (c) => {
    const thread = await requireThread(c, deps);
    const rules = await rulesOf(deps, thread.threadId);
    return receive(c, thread.owner, () => answer(c, { ...thread, rules, uploadId: undefined }));
  });
  routes.patch(ONE, async (c) => {
    const upload = await requireUpload(c);
    return receive(c, upload.owner, () => answer(c, upload));
  });
  routes.delete(ONE, async (c) => answer(c, await requireUpload(c)));
  // HEAD comes here too; only the protocol's own question is answered in the protocol's way.
  routes.get(ONE, async (c) => {
    const upload = await requireUpload(c);
    const { record, offset } = upload.state;
    // Whole, and nobody heard the answer, or it could not be stored: asking is trying again.
    const stored = record.stored ?? (offset === record.size ? await deps.uploads.finish(record, upload.owner, upload.rules) : undefined);
    if (c.req.method === "GET")
      return c.json({ offset: stored ? record.size : offset, size: record.size, ...(stored && { file: stored }) }, 200, {
        "cache-control": "no-store",
      });
    const told = await answer(c, upload);
    if (stored) told.headers.set(UPLOAD_KEY_HEADER, stored.key);
    return told;
  });
}
