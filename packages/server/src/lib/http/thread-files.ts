// What the routes of files share: whose chat it is, what may be sent there, and how a file is told of.
import { ChatError, type FileKey, idSchema, parseUntrusted, type ThreadId } from "@colloquy/protocol";
import type { UploadRules } from "../config/uploads.ts";
import type { FileRow } from "../data/file-rows.ts";
import { whileAsked } from "../files/asked-uploads.ts";
import { checkUploadsAllowed } from "../files/upload-rules.ts";
import { type Caller, identify, requireOwned } from "./caller.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";

/** A chat that the caller may put files into and read them from. */
export interface OwnedThread {
  readonly threadId: ThreadId;
  readonly owner: string;
}

const threadIdSchema = idSchema<ThreadId>();
const keySchema = idSchema<FileKey>();

/** The caller's chat that the address names, also before anything was said in it. Nothing else is asked for before this is known. */
export async function requireThread(c: HttpContext, deps: HttpDeps): Promise<OwnedThread> {
  return threadOf(await identify(c, deps), deps, c.req.param("threadId"));
}

export async function threadOf(caller: Caller, { registry }: HttpDeps, given: string | undefined): Promise<OwnedThread> {
  const { data: threadId } = parseUntrusted(threadIdSchema, given);
  const owner = threadId && (await registry.ownerOf(threadId));
  return requireOwned(caller, threadId !== undefined && owner !== undefined ? { threadId, owner } : undefined);
}

/** What people may send there now; throws NOT_SUPPORTED where it is nothing. */
export async function rulesOf({ registry, config }: HttpDeps, threadId: ThreadId): Promise<UploadRules> {
  const session = await registry.look(threadId);
  const rules = session ? whileAsked(session.config.uploads, session.state.asks.values()) : config.uploads;
  checkUploadsAllowed(rules);
  return rules;
}

/** The file of this chat that the address names. */
export async function requireFile({ files }: HttpDeps, threadId: ThreadId, given: string | undefined): Promise<FileRow> {
  const { data: key } = parseUntrusted(keySchema, given);
  const row = key && (await files.find(threadId, key));
  if (row) return row;
  throw new ChatError("NOT_FOUND", "This file isn’t here. It may be deleted, or belong to another chat.");
}

/** A file as whoever uploaded it is told of it. */
export function toUploaded({ key, name, mime, size }: FileRow) {
  return { key, name, mime, size };
}
