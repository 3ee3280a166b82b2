// `GET /api/threads/:threadId/image`: a picture of another server that a message of this chat names, for who owns the chat.
import { ChatError, idSchema, parseUntrusted, type StepId, type ThreadId } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { identify, requireOwned } from "../../../http/caller.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { createRemoteImages } from "../../../http/remote-images.ts";
import { findThread } from "../../../http/stored-threads.ts";

const inputSchema = z.object({
  threadId: idSchema<ThreadId>(),
  step: idSchema<StepId>(),
  url: z.string().check(z.maxLength(4096), z.regex(/^https?:\/\/[^\s"<>]+$/i)),
});

export function addImageRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const load = createRemoteImages(deps);
  routes.get("/api/threads/:threadId/image", async (c) => {
    const caller = await identify(c, deps);
    const parsed = parseUntrusted(inputSchema, { ...c.req.query(), ...c.req.param() });
    if (!parsed.success) throw new ChatError("BAD_REQUEST", "This names no picture.", { cause: parsed.error });
    const { threadId, step, url } = parsed.data;
    const live = await deps.registry.look(threadId);
    // A chat that nobody has said anything in yet is live only.
    const { owner } = requireOwned(caller, live ?? (await findThread(deps, threadId)));
    await deps.rates.remoteImage(owner);
    const { type, bytes } = await load({ threadId, stepId: step, url }, owner);
    return c.body(bytes, 200, {
      "content-type": type,
      "cache-control": "private, max-age=86400",
      // Whatever a browser takes it for, it is nothing that runs.
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
  });
}
