// Which drivers a server gets: those that its author names, else the database that the environment names, else an SQLite file and a folder of
// files in the app's own folder.
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { isBucketAddress, openBucketAt, readBucketAddress } from "../blob-storage/drivers/by-address.ts";
import { createFileSystemBlobStore } from "../blob-storage/drivers/file-system.ts";
import type { Environment } from "../config/env-names.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import type { Logger } from "../logger.ts";
import { createPostgresStore, type PostgresStore } from "../postgres/postgres-store.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import type { SessionStore } from "../session-store/session-store.ts";
import { createSqliteFile, type SqliteFile } from "../sqlite/sqlite-file.ts";

/** The storage of a server. */
export interface Drivers {
  readonly dataLayer: DataLayer;
  readonly sessionStore: SessionStore;
  readonly blobStore: BlobStore;
}

/** What decides which drivers a server gets. */
export interface DriverSettings {
  readonly config: ResolvedConfig;
  readonly appDir: string;
  /** `DATABASE_URL` and `BLOB_URL` say what a configuration leaves open. */
  readonly env: Environment;
  readonly logger: Logger;
}

/**
 * The drivers a configuration asks for. A string is the address of a PostgreSQL database, the path of an SQLite file, or that of the folder of
 * files, from the app's folder.
 */
export function chooseDrivers({ config, appDir, env, logger }: DriverSettings): Drivers {
  const databases = new Databases(appDir, logger);
  const storage = config.files.storage ?? blobUrl(env);
  const dataLayer = config.dataLayer ?? databaseUrl(env);
  const sessionStore = config.sessionStore ?? (isPostgres(dataLayer) ? dataLayer : undefined);
  return {
    // The configuration has checked that what is no text has the shape of a driver.
    dataLayer: isText(dataLayer) ? databases.dataLayer(dataLayer) : (dataLayer as unknown as DataLayer),
    blobStore: isText(storage) ? toBlobStore(storage, appDir, env) : (storage as unknown as BlobStore),
    sessionStore: isText(sessionStore) ? databases.sessionStore(sessionStore) : (sessionStore as unknown as SessionStore),
  };
}

/** One connection and one write queue per file, and one pool per database, however many drivers use it. */
class Databases {
  readonly #files = new Map<string, SqliteFile>();
  readonly #stores = new Map<string, PostgresStore>();
  readonly #appDir: string;
  readonly #logger: Logger;

  constructor(appDir: string, logger: Logger) {
    this.#appDir = appDir;
    this.#logger = logger;
  }

  dataLayer(setting: string | undefined): DataLayer {
    return isPostgres(setting) ? createPostgresDataLayer(this.#store(setting)) : createSqliteDataLayer(this.#file(setting));
  }

  sessionStore(setting: string | undefined): SessionStore {
    return isPostgres(setting) ? createPostgresSessionStore(this.#store(setting)) : createSqliteSessionStore(this.#file(setting));
  }

  #file(setting: string | undefined): SqliteFile {
    if (setting !== undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(setting))
      throw new ChatError("BAD_CONFIG", `A store at "${schemeOf(setting)}" is none that is known here.`, {
        fix: "Write postgres://user:password@host/database, the path of an SQLite file, or hand over a driver.",
      });
    const file = path.resolve(this.#appDir, setting ?? path.join(".colloquy", "chats.sqlite"));
    const shared = this.#files.get(file) ?? createSqliteFile({ file, onWait: (message) => this.#logger.warn({}, message) });
    this.#files.set(file, shared);
    return shared;
  }

  #store(url: string): PostgresStore {
    const shared = this.#stores.get(url) ?? createPostgresStore({ url });
    this.#stores.set(url, shared);
    return shared;
  }
}

function toBlobStore(setting: string | undefined, appDir: string, env: Environment): BlobStore {
  if (setting !== undefined && isBucketAddress(setting)) return openBucketAt(setting, env);
  return createFileSystemBlobStore({ folder: path.resolve(appDir, setting ?? path.join(".colloquy", "files")) });
}

/** Ours alone, so what is no address of a bucket is a mistake. */
function blobUrl(env: Environment): string | undefined {
  const url = env["BLOB_URL"] || undefined;
  if (url !== undefined) readBucketAddress(url);
  return url;
}

/**
 * The database that the environment names. Throws BAD_CONFIG for one of another kind, and for a mistyped word: the chats of an app must not lie in
 * another place than its operator believes.
 */
export function databaseUrl(env: Environment): string | undefined {
  const url = env["DATABASE_URL"] || undefined;
  if (url === undefined || isPostgres(url)) return url;
  throw new ChatError("BAD_CONFIG", `DATABASE_URL names no PostgreSQL database: it begins with "${schemeOf(url)}".`, {
    fix: 'Write postgres://user:password@host/database. Where the variable is for something else, name the place of the chats: dataLayer: ".colloquy/chats.sqlite" in colloquy.config.ts.',
  });
}

/** No more of it: there is a password in it. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0] ?? url.slice(0, 3);
}

function isPostgres(setting: unknown): setting is string {
  return typeof setting === "string" && /^postgres(?:ql)?:\/\//i.test(setting);
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}
