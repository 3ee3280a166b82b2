// An export becomes rows and files again.
import path from "node:path";
import type { BlobContent, BlobKey, BlobStore } from "../blob-storage/blob-store.ts";
import { createFileSystemBlobStore } from "../blob-storage/drivers/file-system.ts";
import type { MoveOptions, Stores } from "./copy.ts";
import { fromBlobStore } from "./copy-blob.ts";
import { FILES_FOLDER } from "./export-data.ts";
import { IntoLayer } from "./into-layer.ts";
import { chatsFileOf, type MovedBlob, readExport } from "./read-export.ts";

/** Reads an export into stores. A second run changes nothing; after a run that was killed it makes the rest. */
export async function importData(source: string, to: Stores, { report, signal }: MoveOptions): Promise<void> {
  const file = chatsFileOf(source);
  const inFolder = file === source ? undefined : createFileSystemBlobStore({ folder: path.join(source, FILES_FOLDER) });
  await inFolder?.open();
  try {
    const fresh = new Map<BlobKey, string>();
    let destination = new IntoLayer({ layer: to.layer, report, signal });
    for await (const unit of readExport(file)) {
      signal?.throwIfAborted();
      if (unit.kind === "header") {
        const blobs = unit.files && to.blobs ? { from: inFolder ? fromBlobStore(inFolder) : nowhere, to: to.blobs } : undefined;
        if (!unit.files) report.problem("the contents of files", "are not in this export: it was made without them");
        destination = new IntoLayer({ layer: to.layer, blobs, fresh, report, signal });
      } else if (unit.kind === "blob") {
        if (to.blobs) await putBlob(unit, to.blobs, fresh, signal);
      } else await destination.take(unit);
    }
  } finally {
    await inFolder?.close();
  }
}

/** In an export of one file, contents stand before the chat they belong to: what is not stored by then is not there. */
async function nowhere(): Promise<BlobContent | undefined> {
  return undefined;
}

async function putBlob(
  { key, content }: MovedBlob,
  to: BlobStore,
  fresh: Map<BlobKey, string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (await to.stat(key)) return;
  await to.delete([key]);
  const { sha256 } = await to.put(content, { key, signal });
  fresh.set(key, sha256);
}
