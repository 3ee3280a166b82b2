// Stores by their addresses, as people write them on a command line. An address is shown without the password in it.
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { isBucketAddress, openBucketAt } from "../blob-storage/drivers/by-address.ts";
import { createFileSystemBlobStore } from "../blob-storage/drivers/file-system.ts";
import type { Environment } from "../config/env-names.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { withoutPassword } from "../without-password.ts";

export { withoutPassword };

/** From where relative addresses are read, and what the short ones mean. */
export interface PlaceContext {
  readonly appDir: string;
  readonly env: Environment;
  /** Where the person stands who wrote the address: paths are read from there. Default: the app's folder, as for what stands in its settings. */
  readonly cwd?: string;
}

/** A database of chats. */
export type DataPlace = { readonly kind: "postgres"; readonly url: string } | { readonly kind: "sqlite"; readonly file: string };

/**
 * `postgres://…`, the path of an SQLite file, `sqlite:<path>`; `postgres` for what DATABASE_URL names, `sqlite` for the file in the app's folder.
 * Throws BAD_INPUT for `postgres` without DATABASE_URL, and for an address of something else.
 */
export function readDataPlace(address: string, { appDir, env, cwd = appDir }: PlaceContext): DataPlace {
  if (isPostgres(address)) return { kind: "postgres", url: address };
  if (address === "postgres") {
    const url = env["DATABASE_URL"];
    if (isPostgres(url)) return { kind: "postgres", url };
    throw new ChatError("BAD_INPUT", "DATABASE_URL names no PostgreSQL database.", {
      fix: "Set it, or write the address in place of the word: postgres://user:password@host/database",
    });
  }
  if (address === "sqlite") return { kind: "sqlite", file: path.resolve(appDir, ".colloquy", "chats.sqlite") };
  const file = address.replace(/^sqlite:(\/\/)?/i, "");
  if (/^[a-z][a-z0-9+]+:\/\//i.test(file))
    throw new ChatError("BAD_INPUT", `${withoutPassword(address)} is the address of no database that is known here.`, {
      fix: "Write postgres://…, or the path of an SQLite file.",
    });
  return { kind: "sqlite", file: path.resolve(cwd, file) };
}

/** The data layer there; not yet open. */
export function toDataLayer(place: DataPlace, onWait?: (message: string) => void): DataLayer {
  if (place.kind === "postgres") return createPostgresDataLayer({ url: place.url, statementTimeoutMs: 120_000 });
  return createSqliteDataLayer({ file: place.file, onWait });
}

/** `s3://bucket/prefix?…`, `gs://bucket/prefix`, or the path of a folder. */
export function toBlobStoreAt(address: string, { appDir, env, cwd = appDir }: PlaceContext): BlobStore {
  if (isBucketAddress(address)) return openBucketAt(address, env);
  return createFileSystemBlobStore({ folder: path.resolve(cwd, address) });
}

function isPostgres(address: string | undefined): address is `postgres${string}` {
  return address !== undefined && /^postgres(?:ql)?:\/\//i.test(address);
}
