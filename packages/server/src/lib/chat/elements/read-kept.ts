// Reads the content of an element back.
import { ChatError, type ElementFile, type FileKey } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";
import type { KeptContent } from "./element-content.ts";

/** Throws BAD_INPUT before it is stored, NOT_SUPPORTED for content that is not ours. */
export function assertKept(where: string, kept: KeptContent | undefined): { readonly file: ElementFile } {
  if (!kept) throw new ChatError("BAD_INPUT", `${where}: it has no content that is stored.`, { fix: "Send it before you read it." });
  const { file } = kept;
  if (file) return { file };
  throw new ChatError("NOT_SUPPORTED", `${where}: its content is elsewhere, and the server does not fetch it.`, {
    fix: "Make it with copy: true, or fetch the address yourself and give it the response.",
  });
}

/** Throws as `assertKept` does, and NOT_FOUND when it is gone. */
export async function openKept(session: Session, where: string, kept: KeptContent | undefined): Promise<ReadableStream<Uint8Array>> {
  const { file } = assertKept(where, kept);
  const opened = await session.services.files.open(session.threadId, file.key);
  if (!opened) throw new ChatError("NOT_FOUND", `${where}: its content is gone.`);
  return opened.read.stream;
}

export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The first bytes of a file; none when it is gone. */
export async function readBeginning({ services, threadId }: Session, key: FileKey, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const opened = await services.files.open(threadId, key, { range: { start: 0, end: bytes } });
  return opened ? readAll(opened.read.stream) : new Uint8Array();
}
