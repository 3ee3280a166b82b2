// Everything, or some of it, as lines of text: in a folder beside the files, or in one file with the files in it.
import path from "node:path";
import type { BlobKey, BlobStore } from "../blob-storage/blob-store.ts";
import { createFileSystemBlobStore } from "../blob-storage/drivers/file-system.ts";
import type { FileRow } from "../data/file-rows.ts";
import type { MoveOptions, Stores } from "./copy.ts";
import { copyBlob, fromBlobStore } from "./copy-blob.ts";
import { blobEndLine, blobLine, endLine, headerLine, toLines } from "./lines.ts";
import { assertKnown, readLayer } from "./read-layer.ts";
import { assertReplaceable } from "./replaceable.ts";
import type { MoveReport } from "./report.ts";
import type { MovedThread, MovedUnit } from "./units.ts";
import { type LineFile, openLineFile } from "./written-file.ts";

/** The names within the folder of an export. */
export const CHATS_FILE = "chats.ndjson";
export const FILES_FOLDER = "files";

/** True for a target that is one file: `.ndjson`, or `.ndjson.gz`. */
export function isOneFile(target: string): boolean {
  return /\.ndjson(\.gz)?$/i.test(target);
}

/**
 * Writes an export: a folder, or one file where the name ends in `.ndjson` or `.ndjson.gz`. The same data make the same bytes, so a run that
 * was stopped is begun again; files that a folder has are not written twice. Nothing is seen of the lines before they are whole.
 */
export async function exportData(from: Stores, target: string, { report, signal, wanted }: MoveOptions): Promise<void> {
  const folder = isOneFile(target) ? undefined : path.join(target, FILES_FOLDER);
  const file = folder === undefined ? target : path.join(target, CHATS_FILE);
  const header = headerLine({ files: from.blobs !== undefined }, wanted);
  await assertKnown(from.layer, wanted);
  await assertReplaceable(file, header);
  const lines = await openLineFile(file);
  const files = folder !== undefined && from.blobs ? createFileSystemBlobStore({ folder }) : undefined;
  try {
    await files?.open();
    await lines.write(header);
    let count = 0;
    const told = new Set<string>();
    for await (const unit of readLayer(from.layer, wanted)) {
      signal?.throwIfAborted();
      if (unit.kind === "thread" && from.blobs) await writeFiles(unit, { from: from.blobs, to: files ?? lines, told }, report, signal);
      for (const line of toLines(unit)) await lines.write(line);
      count += 1;
      countUnit(unit, report);
    }
    await lines.write(endLine(count));
    await lines.finish();
  } catch (error) {
    await lines.discard();
    throw error;
  } finally {
    await files?.close();
  }
}

function countUnit(unit: MovedUnit, report: MoveReport): void {
  if (unit.kind === "person") report.count("people");
  if (unit.kind === "owner") {
    report.count("folders", unit.folders.length);
    report.count("favourites", unit.favourites.length);
  }
  if (unit.kind !== "thread") return;
  report.count("chats");
  report.count("steps", unit.steps.length);
  report.count("elements", unit.elements.length);
  report.count("links", unit.shares.length);
  report.count("feedback", unit.feedback.length);
  report.count("marks", unit.marks ? 1 : 0);
}

interface FilesWriting {
  readonly from: BlobStore;
  readonly to: BlobStore | LineFile;
  /** Several chats may have rows of one content: it is written once. */
  readonly told: Set<string>;
}

async function writeFiles(
  { thread, files }: MovedThread,
  { from, to, told }: FilesWriting,
  report: MoveReport,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const row of files) {
    if (told.has(row.key)) continue;
    told.add(row.key);
    const copied = "put" in to ? await copyBlob(blobOf(row), fromBlobStore(from), to, signal) : await writeBlob(row, from, to, signal);
    if (copied.kind === "missing") report.problem(`file ${row.key} "${row.name}" of chat ${thread.id}`, "has no content in the store");
    else if (copied.kind === "same") report.found("files");
    else {
      report.count("files");
      report.bytes += copied.size;
    }
  }
}

function blobOf({ key, size }: FileRow): { readonly key: BlobKey; readonly size: number } {
  return { key: key as string as BlobKey, size };
}

/** A multiple of three: then each line but the last is whole in base64. */
const PIECE_BYTES = 3 * 32 * 1024;

async function writeBlob(row: FileRow, from: BlobStore, lines: LineFile, signal: AbortSignal | undefined) {
  const read = await from.read(blobOf(row).key, { signal });
  if (!read) return { kind: "missing" } as const;
  let held = Buffer.alloc(0);
  for await (const piece of read.stream) {
    held = Buffer.concat([held, piece]);
    for (; held.length >= PIECE_BYTES; held = held.subarray(PIECE_BYTES))
      await lines.write(blobLine(row.key, held.toString("base64", 0, PIECE_BYTES)));
  }
  if (held.length > 0) await lines.write(blobLine(row.key, held.toString("base64")));
  await lines.write(blobEndLine(row.key, read.size));
  return { kind: "copied", size: read.size } as const;
}
