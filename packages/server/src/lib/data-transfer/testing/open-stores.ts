// Stores of each kind for a test, closed and removed with it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId } from "@colloquy/protocol";
import { onTestFinished } from "vitest";
import type { BlobStore } from "../../blob-storage/blob-store.ts";
import { createFileSystemBlobStore } from "../../blob-storage/drivers/file-system.ts";
import { createMemoryBlobStore } from "../../blob-storage/drivers/memory.ts";
import type { DataLayer } from "../../data/data-layer.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createPostgresDataLayer } from "../../data/drivers/postgres.ts";
import { createSqliteDataLayer } from "../../data/drivers/sqlite.ts";

export interface OpenStores {
  readonly layer: DataLayer;
  readonly blobs: BlobStore;
}

/** A folder that goes with the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-move-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Empty stores in memory. */
export function memoryStores(): Promise<OpenStores> {
  return opened({ layer: createMemoryDataLayer(), blobs: createMemoryBlobStore() });
}

/** Stores in files; empty unless the folder has some. */
export function fileStores(folder = tempFolder()): Promise<OpenStores> {
  const layer = createSqliteDataLayer({ file: path.join(folder, "chats.sqlite") });
  return opened({ layer, blobs: createFileSystemBlobStore({ folder: path.join(folder, "files") }) });
}

/** Empty stores in a schema of a database, and a folder. */
export function postgresStores(url: string): Promise<OpenStores> {
  const layer = createPostgresDataLayer({ url, schema: `move_${newId().replaceAll("-", "_")}` });
  return opened({ layer, blobs: createFileSystemBlobStore({ folder: path.join(tempFolder(), "files") }) });
}

async function opened({ layer, blobs }: OpenStores): Promise<OpenStores> {
  await layer.open();
  await blobs.open();
  onTestFinished(async () => {
    await layer.close();
    await blobs.close();
  });
  return { layer, blobs };
}
