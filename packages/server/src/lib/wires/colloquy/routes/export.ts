// `GET /api/threads/:threadId/export`: a whole chat as a file, for who owns it.
import { ChatError, idSchema, parseUntrusted, type ThreadId, toLanguageTag } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { isoNow } from "../../../clock.ts";
import { identify, requireOwned } from "../../../http/caller.ts";
import { contentDisposition } from "../../../http/content-disposition.ts";
import { EXPORT_FORMATS, exportThread } from "../../../http/export/export-thread.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { findThread } from "../../../http/stored-threads.ts";

const inputSchema = z.object({
  threadId: idSchema<ThreadId>(),
  format: z.enum(EXPORT_FORMATS),
  files: z.optional(z.enum(["1", "0"])),
  language: z.optional(z.string().check(z.maxLength(40))),
  timeZone: z.optional(z.string().check(z.maxLength(60))),
});

export function addExportRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/api/threads/:threadId/export", async (c) => {
    const caller = await identify(c, deps);
    const parsed = parseUntrusted(inputSchema, { ...c.req.query(), ...c.req.param() });
    if (!parsed.success)
      throw new ChatError("BAD_REQUEST", "This is no export of a chat.", {
        cause: parsed.error,
        fix: `\`format\` is one of ${EXPORT_FORMATS.join(", ")}.`,
      });
    const { threadId, format, files, language = "", timeZone } = parsed.data;
    const row = requireOwned(caller, await findThread(deps, threadId));
    const wishes = { format, withFiles: files === "1", locale: toLanguageTag(language) ?? "en", timeZone: toTimeZone(timeZone) };
    const { name, type, stream } = await exportThread(deps, row, wishes, isoNow(deps.clock));
    return c.body(stream, 200, {
      "content-type": type,
      "content-disposition": contentDisposition("attachment", name),
      "cache-control": "no-store",
      // Whatever a browser takes it for, it is nothing that runs here.
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "x-content-type-options": "nosniff",
    });
  });
}

/** A zone that there is; the world's where the caller names none. */
function toTimeZone(given: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: given ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
