// `GET /api/threads/:threadId/export`: a whole chat as a file, for who owns it; and `GET /api/export`: all of somebody's.
import { ChatError, idSchema, parseUntrusted, type ThreadId, toLanguageTag } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { isoNow } from "../../../clock.ts";
import { identify, requireOwned } from "../../../http/caller.ts";
import { contentDisposition } from "../../../http/content-disposition.ts";
import { exportAll } from "../../../http/export/export-all.ts";
import { EXPORT_FORMATS, type Export, type ExportWishes, exportThread } from "../../../http/export/export-thread.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { findThread } from "../../../http/stored-threads.ts";

const wishesSchema = z.object({
  format: z.enum(EXPORT_FORMATS),
  files: z.optional(z.enum(["1", "0"])),
  language: z.optional(z.string().check(z.maxLength(40))),
  timeZone: z.optional(z.string().check(z.maxLength(60))),
});
const threadSchema = z.object({ threadId: idSchema<ThreadId>() });

export function addExportRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/api/threads/:threadId/export", async (c) => {
    const caller = await identify(c, deps);
    const wishes = readWishes(c);
    const { data } = parseUntrusted(threadSchema, c.req.param());
    const row = requireOwned(caller, data && (await findThread(deps, data.threadId)));
    return answer(c, await exportThread(deps, row, wishes, isoNow(deps.clock)));
  });
  routes.get("/api/export", async (c) => {
    const { owner } = await identify(c, deps);
    const wishes = readWishes(c);
    if (owner === undefined) throw new ChatError("NOT_FOUND", "There are no chats to export.");
    return answer(c, await exportAll(deps, owner, wishes, isoNow(deps.clock)));
  });
}

function readWishes(c: HttpContext): ExportWishes {
  const parsed = parseUntrusted(wishesSchema, c.req.query());
  if (!parsed.success)
    throw new ChatError("BAD_REQUEST", "This is no export of a chat.", {
      cause: parsed.error,
      fix: `\`format\` is one of ${EXPORT_FORMATS.join(", ")}.`,
    });
  const { format, files, language = "", timeZone } = parsed.data;
  return { format, withFiles: files === "1", locale: toLanguageTag(language) ?? "en", timeZone: toTimeZone(timeZone) };
}

function answer(c: HttpContext, { name, type, stream }: Export): Response {
  return c.body(stream, 200, {
    "content-type": type,
    "content-disposition": contentDisposition("attachment", name),
    "cache-control": "no-store",
    // Whatever a browser takes it for, it is nothing that runs here.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
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
