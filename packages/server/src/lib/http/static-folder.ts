// Files that are served as they lie on disk. Where they lie is known to node/; here is what answering with one means.
import { type ByteRange, matchesTag, parseRange } from "./byte-range.ts";

/** One file of a folder. */
export interface StaticFile {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly type: string;
  /** The whole file, or the bytes from `start` to `end`, both included. */
  stream(range?: ByteRange): ReadableStream<Uint8Array>;
  text(): Promise<string>;
}

/** A folder whose files may be read by anybody. */
export interface StaticFolder {
  /** The file at a relative path; undefined for what is not there, not a file, hidden, or outside. */
  find(path: string): Promise<StaticFile | undefined>;
  /** The names in a folder below it, in no order; none for what is not there. Not every one of them can be found. */
  names(path: string): Promise<readonly string[]>;
}

/** What of a request decides how it is answered. */
export interface FileRequest {
  readonly method: string;
  header(name: string): string | undefined;
}

/** Answers with a file: whole, in part, or with the news that the browser has it already. */
export function toFileResponse(file: StaticFile, request: FileRequest, cacheControl: string): Response {
  const etag = `"${file.size.toString(36)}-${Math.floor(file.modifiedAt).toString(36)}"`;
  const common = {
    "cache-control": cacheControl,
    etag,
    "last-modified": new Date(file.modifiedAt).toUTCString(),
    "accept-ranges": "bytes",
  };
  if (matchesTag(request.header("if-none-match"), etag)) return new Response(null, { status: 304, headers: common });
  const range = parseRange(request.header("range"), file.size);
  if (range === "unsatisfiable")
    return new Response(null, { status: 416, headers: { ...common, "content-range": `bytes */${file.size}` } });
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  const headers = {
    ...common,
    "content-type": file.type,
    "content-length": String(end - start + 1),
    ...(range && { "content-range": `bytes ${start}-${end}/${file.size}` }),
  };
  // An opened file that nobody reads stays open.
  const body = request.method === "HEAD" || file.size === 0 ? null : file.stream(range);
  return new Response(body, { status: range ? 206 : 200, headers });
}
