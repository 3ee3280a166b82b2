// How bytes reach the server: in one request, or in pieces that can go on where they were, by the protocol tus 1.0. An upload that goes on is
// named by an id of the server's; its address is made here, since what a server behind a proxy says of its own addresses may lead elsewhere.
import { ChatError, type ThreadId } from "@colloquy/protocol";
import { toAnswerError } from "../answer-error.ts";
import { type ByteAnswer, type ByteRequest, sendBytes } from "./byte-request.ts";
import type { UploadedFile } from "./upload.ts";

/** The server as uploads need it. */
export interface UploadServer {
  /** Its address, without a slash at its end. */
  readonly base: string;
  /** What proves the caller. */
  headers(): Promise<Record<string, string>>;
}

export interface SendOptions {
  readonly server: UploadServer;
  readonly threadId: ThreadId;
  readonly name: string;
  readonly content: Blob;
  readonly signal: AbortSignal;
  readonly stalledAfterMs: number;
  readonly onSent: (bytes: number) => void;
}

const TUS = { "tus-resumable": "1.0.0" };
const BYTES = "application/offset+octet-stream";

/** Sends a file in one request. */
export async function sendWhole(options: SendOptions): Promise<UploadedFile> {
  const { content, name, onSent } = options;
  const answer = await request(options, {
    method: "POST",
    path: `files?name=${encodeURIComponent(name)}`,
    // The server looks into the content, and a type of the browser's could make another kind of request of it.
    headers: { "content-type": "application/octet-stream" },
    body: content,
    onSent,
  });
  return toUploadedFile(answer);
}

/** Begins an upload that can go on; returns the server's id of it. */
export async function beginUpload(options: SendOptions): Promise<string> {
  const { content, name } = options;
  const metadata = `filename ${toBase64(name)}${content.type === "" ? "" : `,filetype ${toBase64(content.type)}`}`;
  const answer = await request(options, {
    method: "POST",
    path: "uploads",
    headers: { ...TUS, "upload-length": String(content.size), "upload-metadata": metadata },
  });
  const id = new URL(answer.header("location") ?? "", `${options.server.base}/`).pathname.split("/").at(-1);
  if (id === undefined || id === "") throw new ChatError("INTERNAL", "The server began an upload and did not say where.");
  return id;
}

/** How many bytes the server has; undefined when it does not know this upload any more. */
export async function findOffset(options: SendOptions, uploadId: string): Promise<number | undefined> {
  try {
    const answer = await request(options, { method: "HEAD", path: `uploads/${uploadId}`, headers: TUS });
    return toOffset(answer);
  } catch (error) {
    if (error instanceof ChatError && (error.code === "NOT_FOUND" || error.code === "SESSION_ENDED")) return undefined;
    throw error;
  }
}

/** Sends the bytes from `from` to `to`. Returns the file when they were the last ones, else how many the server has. */
export async function sendPiece(options: SendOptions, uploadId: string, from: number, to: number): Promise<UploadedFile | number> {
  const { content, onSent } = options;
  const answer = await request(options, {
    method: "PATCH",
    path: `uploads/${uploadId}`,
    headers: { ...TUS, "content-type": BYTES, "upload-offset": String(from) },
    body: content.slice(from, to),
    onSent: (bytes) => onSent(from + bytes),
  });
  const offset = toOffset(answer);
  return offset === content.size ? toUploadedFile(answer) : offset;
}

/** Tells the server that nobody wants the upload any more; what cannot be told now it finds out itself. */
export function dropUpload(where: ThreadPlace, uploadId: string): void {
  drop(where, `uploads/${uploadId}`, TUS);
}

/** The same of one that is whole. What a message shows by now stays. */
export function dropFile(where: ThreadPlace, { key }: UploadedFile): void {
  drop(where, `files/${key}`, {});
}

type ThreadPlace = Pick<SendOptions, "server" | "threadId">;

function drop({ server, threadId }: ThreadPlace, path: string, more: Readonly<Record<string, string>>): void {
  void server
    .headers()
    .then((headers) =>
      fetch(`${server.base}/api/threads/${threadId}/${path}`, {
        method: "DELETE",
        credentials: "include",
        keepalive: true,
        headers: { ...headers, ...more },
      }),
    )
    .catch(() => undefined);
}

interface OwnRequest extends Pick<ByteRequest, "method" | "headers" | "body" | "onSent"> {
  /** Below the thread's address. */
  readonly path: string;
}

/** Throws the ChatError of every answer that is no success. */
async function request({ server, threadId, signal, stalledAfterMs }: SendOptions, own: OwnRequest): Promise<ByteAnswer> {
  const { path, headers, ...rest } = own;
  const url = `${server.base}/api/threads/${threadId}/${path}`;
  const answer = await sendBytes({ ...rest, url, headers: { ...(await server.headers()), ...headers }, signal, stalledAfterMs });
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw toUploadError(answer);
}

/** Two pieces at once, or a piece at another place than the server is at: a look at the offset helps, as after a lost line. */
function toUploadError(answer: ByteAnswer): ChatError {
  if (answer.status === 409 || answer.status === 423 || answer.status === 408)
    return new ChatError("UNAVAILABLE", "The server is not ready for these bytes.");
  if (answer.status === 410) return new ChatError("NOT_FOUND", "The server does not have this upload any more.");
  return toAnswerError(answer.status, answer.json());
}

function toOffset(answer: ByteAnswer): number {
  const offset = Number(answer.header("upload-offset"));
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw new ChatError("INTERNAL", "The server did not say how much of the file it has.");
}

function toUploadedFile(answer: ByteAnswer): UploadedFile {
  const body = answer.json();
  if (isUploadedFile(body)) {
    const { key, name, mime, size } = body;
    return { key, name, mime, size };
  }
  throw new ChatError("INTERNAL", "The server took the file and did not say what it made of it.");
}

function isUploadedFile(value: unknown): value is UploadedFile {
  if (typeof value !== "object" || value === null) return false;
  const { key, name, mime, size } = value as Partial<Record<keyof UploadedFile, unknown>>;
  return typeof key === "string" && typeof name === "string" && typeof mime === "string" && typeof size === "number";
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
