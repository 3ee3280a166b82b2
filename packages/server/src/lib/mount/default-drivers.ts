// Which drivers a server gets when its author names none: an SQLite file and a folder of files, in the app's own folder.
import path from "node:path";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { createFileSystemBlobStore } from "../blob-storage/drivers/file-system.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import type { Logger } from "../logger.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import type { SessionStore } from "../session-store/session-store.ts";
import { createSqliteFile, type SqliteFile } from "../sqlite/sqlite-file.ts";

/** The storage of a server. */
export interface Drivers {
  readonly dataLayer: DataLayer;
  readonly sessionStore: SessionStore;
  readonly blobStore: BlobStore;
}

/** The drivers a configuration asks for; a string is the path of an SQLite file, or of the folder of files, from the app's folder. */
export function chooseDrivers(config: ResolvedConfig, appDir: string, logger: Logger): Drivers {
  // One connection and one write queue per file, however many drivers use it.
  const files = new Map<string, SqliteFile>();
  const sqliteFile = (setting: string | undefined): SqliteFile => {
    const file = path.resolve(appDir, setting ?? path.join(".colloquy", "chats.sqlite"));
    const shared = files.get(file) ?? createSqliteFile({ file, onWait: (message) => logger.warn({}, message) });
    files.set(file, shared);
    return shared;
  };
  const { dataLayer, sessionStore, files: stored } = config;
  return {
    // The configuration has checked that what is no path has the shape of a driver.
    dataLayer: isPath(dataLayer) ? createSqliteDataLayer(sqliteFile(dataLayer)) : (dataLayer as unknown as DataLayer),
    blobStore: isPath(stored.storage)
      ? createFileSystemBlobStore({ folder: path.resolve(appDir, stored.storage ?? path.join(".colloquy", "files")) })
      : (stored.storage as unknown as BlobStore),
    sessionStore: isPath(sessionStore) ? createSqliteSessionStore(sqliteFile(sessionStore)) : (sessionStore as unknown as SessionStore),
  };
}

function isPath(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}
