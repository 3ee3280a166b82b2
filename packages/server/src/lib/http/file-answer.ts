// A file of a chat as the answer to a request. Whoever may have it was asked before; here is what it is sent as. Nothing that a person or a model has
// written is ever shown as a page of ours: what could run is kept apart from our origin, and saved when somebody opens it.
import { ChatError } from "@colloquy/protocol";
import type { FileRow } from "../data/file-rows.ts";
import { matchesTag, mayTakePart, parseRange } from "./byte-range.ts";
import { contentDisposition } from "./content-disposition.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";
import { pacedStream } from "./paced-stream.ts";

/** How long an address of the store's own is good for, in seconds. */
const ADDRESS_S = 600;
/** What browsers show and never run. Everything else is saved. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|apng|bmp|x-icon|vnd\.microsoft\.icon)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain)$/;
/** What a page of ours would take for its own when somebody gets it to name the address: our policy lets in what comes from here. */
const OF_A_PAGE = /javascript|ecmascript|^text\/css$/;
/** Types for which readers look at the header alone to learn the alphabet. */
const IN_UTF8 = /^text\/(?!html)/;

type Deps = Pick<HttpDeps, "registry" | "files" | "clock" | "config">;

/** How a file is answered with, beside what the request says. */
export interface FileAnswerOptions {
  /** True where the address proves by itself who may have it: then pages of others may show it, too. */
  readonly anywhere?: boolean;
}

/** Answers with a file, whole or in part, or with the news that the browser has it already. Throws NOT_FOUND when its bytes are gone. */
export async function answerWithFile(
  c: HttpContext,
  deps: Deps,
  row: FileRow,
  { anywhere = false }: FileAnswerOptions = {},
): Promise<Response> {
  const etag = `"${row.key}"`;
  const headers = headersOf(row, etag, {
    download: !SHOWN.test(row.mime) || c.req.query("download") !== undefined,
    anywhere: anywhere || deps.config.allowOrigins.length > 0,
  });
  if (matchesTag(c.req.header("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const elsewhere = await deps.files.addressOf(row.key, {
    seconds: ADDRESS_S,
    contentType: headers["content-type"],
    contentDisposition: headers["content-disposition"],
  });
  if (elsewhere !== undefined)
    return new Response(null, { status: 302, headers: { location: elsewhere, "cache-control": `private, max-age=${ADDRESS_S / 2}` } });
  if (c.req.method === "HEAD") {
    if (!(await deps.files.isStored(row.key))) throw gone();
    return new Response(null, { status: 200, headers: { ...headers, "content-length": String(row.size) } });
  }
  const range = mayTakePart(c.req.header("if-range"), etag) ? parseRange(c.req.header("range"), row.size) : undefined;
  if (range === "unsatisfiable")
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${row.size}` } });
  const opened = await deps.files.open(row.threadId, row.key, { range: range && { start: range.start, end: range.end + 1 } });
  if (!opened) throw gone();
  const { read } = opened;
  const body = pacedStream(read.stream, deps.clock, deps.config.limits.idleTimeout * 1000);
  return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      "content-length": String(read.end - read.start),
      ...(range && { "content-range": `bytes ${range.start}-${range.end}/${row.size}` }),
    },
  });
}

function headersOf(
  { mime, name }: FileRow,
  etag: string,
  { download, anywhere }: { readonly download: boolean; readonly anywhere: boolean },
) {
  return {
    etag,
    "content-type": toSentType(mime),
    "content-disposition": contentDisposition(download ? "attachment" : "inline", name),
    // The bytes under a key never change. Who shares a cache with somebody is not to find theirs in it; and a part of a compressed file is none.
    "cache-control": "private, max-age=31536000, immutable, no-transform",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": anywhere ? "cross-origin" : "same-origin",
    ...(!SHOWN.test(mime) && { "content-security-policy": "sandbox; default-src 'none'" }),
  };
}

function toSentType(mime: string): string {
  if (OF_A_PAGE.test(mime)) return "text/plain; charset=utf-8";
  return IN_UTF8.test(mime) ? `${mime}; charset=utf-8` : mime;
}

function gone(): ChatError {
  return new ChatError("NOT_FOUND", "This file isn’t here any more.");
}
