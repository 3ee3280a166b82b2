// What every blob store decides alike: what is a key, which bytes a range means, which pages there are.
import { ChatError, isUuid } from "@colloquy/protocol";
import type { BlobInfo, BlobKey, BlobPage, BlobRange } from "./blob-store.ts";

/** True for what a store makes as a key. In lower case only: some file systems know no difference, and two keys must not be one file. */
export function isBlobKey(value: unknown): value is BlobKey {
  return isUuid(value) && value === value.toLowerCase();
}

/** Throws BAD_INPUT for what no store can have made. Nothing of it is repeated: it may come from anywhere. */
export function assertBlobKey(value: unknown): asserts value is BlobKey {
  if (isBlobKey(value)) return;
  throw new ChatError("BAD_INPUT", "This is not the key of a blob.", {
    fix: "Use the key that put returned; names of files are not keys.",
  });
}

/** The first and the end of the bytes that a range means in so many, both within the blob. Throws BAD_INPUT for what is no range. */
export function resolveRange(range: BlobRange | undefined, size: number): { readonly start: number; readonly end: number } {
  if (!range) return { start: 0, end: size };
  if ("last" in range) {
    assertRange(isOffset(range.last));
    return { start: Math.max(0, size - range.last), end: size };
  }
  const { start, end = Number.MAX_SAFE_INTEGER } = range;
  assertRange(isOffset(start) && isOffset(end) && start <= end);
  return { start: Math.min(start, size), end: Math.min(end, size) };
}

/** Throws BAD_REQUEST for a page that cannot be. */
export function assertPage({
  before,
  limit,
  cursor,
}: {
  readonly before: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}) {
  if (Number.isNaN(Date.parse(before))) throw new ChatError("BAD_REQUEST", "A list of blobs needs an instant that they are older than.");
  if (!Number.isInteger(limit) || limit < 1) throw new ChatError("BAD_REQUEST", "A page has at least one line.");
  if (cursor !== undefined && !isBlobKey(cursor)) throw new ChatError("BAD_REQUEST", "This cursor is not one that a list returned.");
}

/** A page of at most so many, out of one more than that: only so it is known whether another page follows. */
export function toPage(blobs: readonly BlobInfo[], limit: number): BlobPage {
  const page = blobs.slice(0, limit);
  return blobs.length > limit ? { blobs: page, nextCursor: page.at(-1)?.key } : { blobs: page };
}

function assertRange(sound: boolean): void {
  if (sound) return;
  throw new ChatError("BAD_INPUT", "This is not a range of bytes.", {
    fix: "Give whole numbers from 0 on: { start, end } with end not before start, or { last }.",
  });
}

function isOffset(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
