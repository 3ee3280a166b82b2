// The file in a request: its whole body, or the first file of a form. Read as it comes, whatever its size.
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ChatError } from "@colloquy/protocol";
import type { HttpContext } from "./http-deps.ts";

/** A file that is on its way. */
export interface ReceivedFile {
  /** As whoever sends it says. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
}

/** A form has a few bytes beside its file. */
const FORM_BYTES = 64 * 1024;
const FORM_LIMITS = { files: 1, fields: 20, parts: 21, fieldSize: FORM_BYTES, fieldNameSize: 200, headerPairs: 20, headerSize: 16 * 1024 };

/** The file; its name is in the form, in the query `name`, or percent-encoded in the header `x-file-name`. Throws TOO_LARGE before a byte is read where the length says so. */
export async function readUpload(c: HttpContext, maxBytes: number): Promise<ReceivedFile> {
  const type = c.req.header("content-type") ?? "";
  const isForm = /^multipart\/form-data\s*;/i.test(type);
  if (Number(c.req.header("content-length") ?? 0) > maxBytes + (isForm ? FORM_BYTES : 0)) throw tooLarge(maxBytes);
  if (isForm) return readForm(c, type);
  const name = c.req.query("name") ?? decodeName(c.req.header("x-file-name"));
  return { name: name ?? "", content: c.req.raw.body ? wholeBody(c.req.raw.body) : nothing() };
}

function tooLarge(maxBytes: number): ChatError {
  return new ChatError("TOO_LARGE", `A file may have ${maxBytes.toLocaleString("en")} bytes here, in one piece.`, {
    fix: "Send a smaller one, or in pieces: see docs/protocol.md. The limit of all is uploads.maxSize in colloquy.config.ts.",
  });
}

function decodeName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** The body; who sends it may leave in the middle, which is no fault of the server's. */
export function wholeBody(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((cause: unknown) => {
          throw brokenOff(cause);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function brokenOff(cause: unknown): ChatError {
  return new ChatError("BAD_REQUEST", "The file broke off before its end.", { cause, fix: "Send it again." });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The first file of a form. What follows it is read over. */
async function readForm(c: HttpContext, type: string): Promise<ReceivedFile> {
  const { Busboy } = await import("@fastify/busboy");
  const { body } = c.req.raw;
  if (!body) throw noFile();
  return new Promise<ReceivedFile>((resolve, reject) => {
    const stop = new AbortController();
    let file: PassThrough | undefined;
    const fail = (cause: unknown) => {
      reject(cause instanceof ChatError ? cause : noFile(cause));
      file?.destroy(brokenOff(cause));
    };
    try {
      const form = new Busboy({ headers: { "content-type": type }, limits: FORM_LIMITS });
      form.on("file", (_field, stream, name) => {
        // One of our own: that of the library says nothing when the form breaks off.
        const through = new PassThrough();
        file = through;
        stream.on("error", fail).pipe(through);
        resolve({ name: name ?? "", content: read(through, stop) });
      });
      form.on("finish", () => {
        if (!file) fail(noFile());
      });
      pipeline(Readable.fromWeb(body as never), form, { signal: stop.signal }).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Whoever stops reading stops the form. */
async function* read(file: PassThrough, stop: AbortController): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of file) yield piece as Uint8Array;
  } finally {
    if (!file.readableEnded) stop.abort();
  }
}

function noFile(cause?: unknown): ChatError {
  return new ChatError("BAD_REQUEST", "There is no file in this form.", { cause, fix: "Send multipart/form-data with a file in it." });
}
