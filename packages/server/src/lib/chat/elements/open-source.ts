// Opens the place that content comes from, when it is to be stored. A path is the author's own, so it is read as they say it; an address is
// fetched only where they have asked for a copy, and through the guard that everything fetched passes.
import { ChatError } from "@colloquy/protocol";
import type { FileContent } from "../../files/content.ts";
import type { LocalFiles } from "../../local-files.ts";
import type { Session } from "../../session/session.ts";
import type { TextSource } from "./element-source.ts";

/** The most that a copy of an address may have: it is held in memory for a moment. */
const MOST_COPIED = 64 * 1024 * 1024;
const COPY_TIMEOUT_MS = 60_000;

const lasting = new WeakSet<AsyncIterable<Uint8Array>>();

/** A stream of content that is there all the time: it begins anew each time it is read. */
export function lastingStream(read: () => AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> {
  const stream = { [Symbol.asyncIterator]: read };
  lasting.add(stream);
  return stream;
}

/** True for content that can be read only once. */
export function isReadOnce({ stream, response }: TextSource): boolean {
  return response !== undefined || (stream !== undefined && !(Symbol.asyncIterator in stream && lasting.has(stream)));
}

/** The content, ready to be read. Throws BAD_INPUT for a file that is not there and an answer that is none. */
export async function openSource(
  session: Session,
  where: string,
  source: TextSource,
  signal: AbortSignal | undefined,
): Promise<FileContent> {
  if (source.path !== undefined) return openPath(session, where, source.path);
  if (source.url !== undefined) return copyOf(session, where, String(source.url), signal);
  if (source.response !== undefined) return bodyOf(where, source.response);
  const content = source.content ?? source.bytes ?? source.stream ?? source.blob;
  if (content === undefined) throw new ChatError("BAD_INPUT", `${where}: there is no content.`);
  return content;
}

/** Where the server runs there are no files that have a path. */
export function noLocalFiles(where: string): ChatError {
  return new ChatError("NOT_SUPPORTED", `${where}: this chat has no files of a machine.`, {
    fix: "Give the content as bytes or as a stream.",
  });
}

async function openPath(session: Session, where: string, given: string | URL): Promise<FileContent> {
  const { localFiles } = session.services;
  if (!localFiles) throw noLocalFiles(where);
  const file = resolve(localFiles, where, given);
  const content = await localFiles.open(file).catch((cause: unknown) => {
    throw missing(session, where, given, file, cause);
  });
  if (content) return content;
  throw new ChatError("BAD_INPUT", `${where}: ${baseOf(given)} is no file.`, { fix: "Name a file, not a folder." });
}

function resolve(localFiles: LocalFiles, where: string, given: string | URL): string {
  try {
    return localFiles.resolve(given);
  } catch (cause) {
    throw new ChatError("BAD_INPUT", `${where}: the path is no address of a file.`, { cause, fix: "Give it a path, or a URL with file:." });
  }
}

/** Who chats reads it too, so only while developing it says where the app lies. */
function missing(session: Session, where: string, given: string | URL, file: string, cause: unknown): ChatError {
  const at = session.config.production ? "" : ` It was looked for at ${file}.`;
  return new ChatError("BAD_INPUT", `${where}: there is no file ${baseOf(given)} that can be read.`, {
    cause,
    fix: `Paths are relative to the folder of the app.${at}`,
  });
}

function baseOf(given: string | URL): string {
  return (
    String(given)
      .split(/[/\\]/)
      .findLast((part) => part !== "") ?? String(given)
  );
}

async function copyOf(session: Session, where: string, url: string, signal: AbortSignal | undefined): Promise<FileContent> {
  const { egress } = session.services;
  if (!egress)
    throw new ChatError("NOT_SUPPORTED", `${where}: this chat fetches nothing, so nothing can be copied.`, {
      fix: "In a test, give openChat an egress; or leave out copy.",
    });
  const response = await egress.fetch(url, { maxBytes: MOST_COPIED, timeoutMs: COPY_TIMEOUT_MS, ...(signal && { signal }) });
  return bodyOf(where, response);
}

function bodyOf(where: string, response: Response): FileContent {
  if (response.ok) return response;
  throw new ChatError("BAD_INPUT", `${where}: the address answered with ${response.status} and not with content.`, {
    fix: "Look at response.ok before you show what came.",
  });
}
