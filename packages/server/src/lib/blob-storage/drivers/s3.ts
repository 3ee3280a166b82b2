// Blobs as objects of an S3-compatible service: Amazon's, Cloudflare R2, MinIO, Google's with its interoperable keys, and others.
import { isDeepStrictEqual } from "node:util";
import { ChatError, isChatError } from "@colloquy/protocol";
import { BlobPuts } from "../blob-puts.ts";
import { assertBlobKey, assertPage, isBlobKey, resolveRange, toPage } from "../blob-rules.ts";
import type { BlobInfo, BlobKey, BlobRange, BlobRead, BlobStore, ReadUrlOptions } from "../blob-store.ts";
import { S3Client } from "./s3-client.ts";
import { type S3BlobStoreOptions, toS3Place } from "./s3-options.ts";
import { createS3Scratch } from "./s3-scratch.ts";
import { S3Sink } from "./s3-sink.ts";
import { readAll, readTag } from "./s3-xml.ts";

/**
 * Keeps blobs in a bucket; several processes may use the same one. `env` is where the usual variables are (`AWS_ACCESS_KEY_ID` and so on);
 * without it, those of the process.
 *
 * @throws BAD_INPUT for what is no bucket.
 */
// biome-ignore lint/style/noProcessEnv: the names are Amazon's, and every tool finds its keys so
export function createS3BlobStore(options: S3BlobStoreOptions, env: Readonly<Record<string, string | undefined>> = process.env): BlobStore {
  const place = toS3Place(options, env);
  const client = new S3Client(place);
  const puts = new BlobPuts();
  /** Who deletes a blob looks whether it is there first: of two at once, one counts it. */
  const deleting = new Map<BlobKey, Promise<boolean>>();

  function nameOf(key: BlobKey): string {
    puts.assertOpen();
    assertBlobKey(key);
    return key;
  }

  async function stat(key: BlobKey): Promise<BlobInfo | undefined> {
    const response = await client.send({ method: "HEAD", name: nameOf(key) });
    return response.ok ? { key, size: sizeOf(response), createdAt: instant(response.headers.get("last-modified")) } : undefined;
  }

  async function remove(key: BlobKey): Promise<boolean> {
    const response = await client.send({ method: "HEAD", name: key });
    if (response.ok) await drained(client.send({ method: "DELETE", name: key }));
    const uploads = (await uploadsOf(key)).filter((upload) => upload.key === key);
    for (const { id } of uploads) await drained(client.send({ method: "DELETE", name: key, query: { uploadId: id } }));
    return response.ok || uploads.length > 0;
  }

  async function removeOnce(key: BlobKey): Promise<boolean> {
    const before = deleting.get(key);
    const mine = (before ?? Promise.resolve(false)).catch(() => false).then(() => remove(key));
    deleting.set(key, mine);
    try {
      return await mine;
    } finally {
      if (deleting.get(key) === mine) deleting.delete(key);
    }
  }

  /** Uploads in parts that nobody has ended, of this key or of all after it. */
  async function uploadsOf(key: string): Promise<{ key: BlobKey; id: string; createdAt: string }[]> {
    const prefix = `${place.prefix}${key}`;
    const found: { key: BlobKey; id: string; createdAt: string }[] = [];
    let after: Readonly<Record<string, string>> = {};
    for (let isMore = true; isMore; ) {
      const answer = await client.send({ method: "GET", query: { uploads: "", prefix, ...after }, mayBeForbidden: true });
      const xml: string = await answer.text();
      // Some accounts may read and write objects and not list uploads: what was left of those is then the service's own to clear away.
      if (answer.status === 403) return [];
      for (const entry of readAll(xml, "Upload")) {
        const name = ownName(readTag(entry, "Key"));
        const id = readTag(entry, "UploadId");
        if (isBlobKey(name) && id !== undefined) found.push({ key: name, id, createdAt: instant(readTag(entry, "Initiated")) });
      }
      // At most a thousand come at once, and those of others are among them where a bucket is shared.
      const next = { "key-marker": readTag(xml, "NextKeyMarker") ?? "", "upload-id-marker": readTag(xml, "NextUploadIdMarker") ?? "" };
      isMore = readTag(xml, "IsTruncated") === "true" && next["key-marker"] !== "" && !isDeepStrictEqual(next, after);
      after = next;
    }
    return found;
  }

  function ownName(name: string | undefined): string {
    return name?.startsWith(place.prefix) ? name.slice(place.prefix.length) : "";
  }

  async function readUrl(key: BlobKey, { seconds, contentType, contentDisposition }: ReadUrlOptions): Promise<string> {
    const said = { "response-content-type": contentType, "response-content-disposition": contentDisposition };
    return client.presign(nameOf(key), seconds, said);
  }

  return {
    name: "s3",
    async open() {
      const response = await client.send({ method: "GET", query: { "list-type": "2", "max-keys": "1", prefix: place.prefix } });
      await response.body?.cancel();
      if (!response.ok)
        throw new ChatError("STORE_FAILED", `There is no bucket "${place.bucket}".`, { fix: "Make it, or name another one." });
      puts.open();
    },
    put: (content, putOptions = {}) =>
      puts.put(content, putOptions, async (key) => {
        const sink = new S3Sink(client, key);
        return {
          write: (piece) => failing(sink.write(piece)),
          finish: () => failing(sink.finish()),
          discard: () => sink.discard(),
        };
      }),
    async read(key, { range, signal } = {}) {
      const name = nameOf(key);
      // Checked before anything is asked.
      resolveRange(range, Number.MAX_SAFE_INTEGER);
      if (isEmpty(range)) {
        const known = await stat(key);
        return known && nothingOf(known.size, range);
      }
      const header = toRangeHeader(range);
      const response = await client.send({ method: "GET", name, ...(header && { headers: { range: header } }) });
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      if (response.status === 416) {
        await response.body?.cancel();
        const known = await stat(key);
        return known && nothingOf(known.size, range);
      }
      return toRead(response, signal);
    },
    stat,
    async delete(keys) {
      const names = [...new Set(keys)];
      for (const key of names) nameOf(key);
      const removed = await Promise.all(names.map(removeOnce));
      return removed.filter(Boolean).length;
    },
    async list(query) {
      puts.assertOpen();
      assertPage(query);
      const { before, limit, cursor = "" } = query;
      const leftovers = (await uploadsOf("")).filter(({ key }) => key > cursor && !puts.has(key));
      const found = new Map<BlobKey, BlobInfo>(leftovers.map(({ key, createdAt }) => [key, { key, size: 0, createdAt }]));
      const take = (blob: BlobInfo) => void found.set(blob.key, blob);
      const isOld = ({ createdAt }: BlobInfo) => Date.parse(createdAt) < Date.parse(before);
      let wanted = 0;
      let last = "";
      for (let after = cursor, isMore = true; isMore && wanted <= limit; after = last) {
        const startAfter = after === "" ? {} : { "start-after": `${place.prefix}${after}` };
        const xml = await textOf(client.send({ method: "GET", query: { "list-type": "2", prefix: place.prefix, ...startAfter } }));
        const blobs = readAll(xml, "Contents").flatMap(toInfo(ownName));
        for (const blob of blobs) if (isOld(blob) && !puts.has(blob.key)) take(blob);
        wanted = [...found.values()].filter(isOld).length - leftovers.length;
        last = ownName(
          readAll(xml, "Contents")
            .map((entry) => readTag(entry, "Key"))
            .at(-1),
        );
        isMore = readTag(xml, "IsTruncated") === "true" && last > after;
        // Behind the last one that was listed nothing is known yet.
        if (isMore && wanted > limit) for (const { key } of leftovers) if (key > last) found.delete(key);
      }
      const sorted = [...found.values()].filter(isOld).sort((one, other) => (one.key < other.key ? -1 : 1));
      return toPage(sorted.slice(0, limit + 1), limit);
    },
    ...(options.presign && { readUrl }),
    scratch: createS3Scratch({ client, prefix: place.prefix, assertOpen: () => puts.assertOpen() }),
    close: () => puts.close(),
  };
}

function toInfo(ownName: (name: string | undefined) => string): (entry: string) => BlobInfo[] {
  return (entry) => {
    const key = ownName(readTag(entry, "Key"));
    if (!isBlobKey(key)) return [];
    return [{ key, size: Number(readTag(entry, "Size")), createdAt: instant(readTag(entry, "LastModified")) }];
  };
}

/** Services tell the second in one answer and parts of it in another. */
function instant(text: string | null | undefined): string {
  const time = Date.parse(text ?? "");
  return new Date(Number.isNaN(time) ? 0 : Math.floor(time / 1000) * 1000).toISOString();
}

function sizeOf(response: Response): number {
  return Number(response.headers.get("content-length") ?? 0);
}

function isEmpty(range: BlobRange | undefined): boolean {
  if (!range) return false;
  return "last" in range ? range.last === 0 : range.end !== undefined && range.end <= range.start;
}

function toRangeHeader(range: BlobRange | undefined): string | undefined {
  if (!range) return undefined;
  if ("last" in range) return `bytes=-${range.last}`;
  return `bytes=${range.start}-${range.end === undefined ? "" : range.end - 1}`;
}

function toRead(response: Response, signal: AbortSignal | undefined): BlobRead {
  const [, first, last, whole] = /bytes (\d+)-(\d+)\/(\d+)/.exec(response.headers.get("content-range") ?? "") ?? [];
  const size = whole === undefined ? sizeOf(response) : Number(whole);
  const start = first === undefined ? 0 : Number(first);
  const end = last === undefined ? size : Number(last) + 1;
  return { size, start, end, stream: response.body ? breakable(response.body, signal) : emptyStream() };
}

function nothingOf(size: number, range: BlobRange | undefined): BlobRead {
  const { start } = resolveRange(range, size);
  return { size, start, end: start, stream: emptyStream() };
}

/** The bytes as they are asked for. The signal breaks them with its reason, also while nobody reads. */
function breakable(body: ReadableStream<Uint8Array>, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const release = () => void reader.cancel().catch(() => undefined);
  let abort = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        abort = () => {
          controller.error(signal?.reason);
          release();
        };
        if (signal?.aborted) abort();
        else signal?.addEventListener("abort", abort, { once: true });
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (signal?.aborted) return;
        if (value) controller.enqueue(value);
        if (!done) return;
        signal?.removeEventListener("abort", abort);
        controller.close();
      },
      cancel() {
        signal?.removeEventListener("abort", abort);
        release();
      },
    },
    { highWaterMark: 0 },
  );
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}

async function textOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const text = await response.text();
  if (response.ok) return text;
  throw new ChatError("STORE_FAILED", `The service of files answered ${response.status}.`);
}

async function drained(answer: Promise<Response>): Promise<void> {
  await (await answer).body?.cancel();
}

async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isChatError(error) ? error : new ChatError("STORE_FAILED", "The service of files refused a file.", { cause: error });
  }
}
