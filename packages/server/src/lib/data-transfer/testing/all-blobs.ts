// The contents of all files, for comparing.
import { createHash } from "node:crypto";
import type { BlobStore } from "../../blob-storage/blob-store.ts";

/** Key and digest of every blob, one on each line, in the order of their keys. */
export async function blobsOf(store: BlobStore): Promise<string> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ before: "2999-01-01T00:00:00.000Z", limit: 100, ...(cursor !== undefined && { cursor }) });
    for (const { key, size } of page.blobs) {
      const digest = createHash("sha256");
      for await (const piece of (await store.read(key))?.stream ?? []) digest.update(piece);
      lines.push(`${key} ${size} ${digest.digest("hex")}`);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return lines.join("\n");
}
