// One blob from wherever its bytes come to a store, under the key it has: once, and whole or not at all.
import { ChatError } from "@colloquy/protocol";
import type { BlobContent, BlobKey, BlobStore } from "../blob-storage/blob-store.ts";

/** Where the contents of files are read. `undefined`: there are none under this key. */
export type BlobSource = (key: BlobKey) => Promise<BlobContent | undefined>;

/** What became of a blob. */
export type CopiedBlob =
  | { readonly kind: "same" | "copied"; readonly size: number; readonly sha256?: string }
  | { readonly kind: "missing" };

/** Reads from a store. */
export function fromBlobStore(store: BlobStore): BlobSource {
  return async (key) => (await store.read(key))?.stream;
}

/** A blob of this key and size that is there already is not read again: bytes under a key never change. */
export async function copyBlob(
  { key, size }: { readonly key: BlobKey; readonly size: number },
  from: BlobSource,
  to: BlobStore,
  signal?: AbortSignal,
): Promise<CopiedBlob> {
  const known = await to.stat(key);
  if (known && known.size === size) return { kind: "same", size };
  const content = await from(key);
  if (!content) return { kind: "missing" };
  // What a killed process has left of it, or a blob of another length, which cannot be this one.
  await to.delete([key]);
  const put = await to.put(content, { key, signal });
  if (put.key === key) return { kind: "copied", size: put.size, sha256: put.sha256 };
  await to.delete([put.key]);
  throw new ChatError("BAD_CONFIG", `The blob store "${to.name}" gives every blob a new key, so nothing can be moved into it.`, {
    fix: "Let its `put` take the option `key`.",
  });
}
