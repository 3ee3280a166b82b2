// From one store to another, whatever keeps them.
import type { BlobStore } from "../blob-storage/blob-store.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { fromBlobStore } from "./copy-blob.ts";
import { IntoLayer } from "./into-layer.ts";
import { allThreads, readLayer, type Wanted, walkOf } from "./read-layer.ts";
import type { MoveReport } from "./report.ts";

/** A data layer, and where the contents of its files are. */
export interface Stores {
  readonly layer: DataLayer;
  readonly blobs?: BlobStore | undefined;
}

/** How something is moved. */
export interface MoveOptions {
  readonly report: MoveReport;
  /** Ends it between two writes; what was moved stays, and the next run goes on. */
  readonly signal?: AbortSignal | undefined;
  readonly wanted?: Wanted | undefined;
}

/** Copies everything, or what is wanted. A second run changes nothing; after a run that was killed it makes the rest. */
export async function copyData(from: Stores, to: Stores, { report, signal, wanted }: MoveOptions): Promise<void> {
  const blobs = from.blobs && to.blobs && { from: fromBlobStore(from.blobs), to: to.blobs };
  const destination = new IntoLayer({ layer: to.layer, blobs, report, signal });
  for await (const unit of readLayer(from.layer, wanted)) await destination.take(unit);
}

/** Copies the contents of all files that chats have, and no row. */
export async function copyFiles(
  layer: DataLayer,
  blobs: { readonly from: BlobStore; readonly to: BlobStore },
  { report, signal }: MoveOptions,
): Promise<void> {
  const walk = walkOf(layer);
  const destination = new IntoLayer({ layer, blobs: { from: fromBlobStore(blobs.from), to: blobs.to }, report, signal });
  for await (const { id } of allThreads(walk)) {
    signal?.throwIfAborted();
    await destination.takeFiles(await walk.filesOf(id), `chat ${id}`);
  }
}
