// The stores of an app, as its configuration, its .env and the environment name them.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import type { BlobStore } from "../../../blob-storage/blob-store.ts";
import { loadEnvFile } from "../../../config/env-file.ts";
import type { Environment } from "../../../config/env-names.ts";
import { loadConfig } from "../../../config/load-config.ts";
import type { ResolvedConfig } from "../../../config/schema.ts";
import type { DataLayer } from "../../../data/data-layer.ts";
import type { DataPlace, PlaceContext } from "../../../data-transfer/places.ts";
import { silentLogger } from "../../../logger.ts";
import { chooseDrivers, type Drivers } from "../../../mount/default-drivers.ts";
import { printWarnings } from "../../terminal.ts";

/** An app whose data are looked at or moved. */
export interface DataProject extends PlaceContext {
  readonly config: ResolvedConfig;
}

/** Reads the settings of the app in a folder. Throws BAD_CONFIG, and NOT_FOUND where there is no such folder: an empty one is an app too. */
export async function openDataProject(folder: string, env: Environment): Promise<DataProject> {
  const appDir = path.resolve(folder);
  if (!statSync(appDir, { throwIfNoEntry: false })?.isDirectory())
    throw new ChatError("NOT_FOUND", `There is no folder ${appDir}.`, { fix: "Name the folder of the app: --app path/to/app" });
  loadEnvFile(appDir, env);
  const { config } = await loadConfig({ appDir, env });
  return { appDir, env, config };
}

/** For addresses that were written on the command line: a path is meant from where the person stands. */
export function asNamed({ appDir, env }: DataProject): PlaceContext {
  return { appDir, env, cwd: process.cwd() };
}

/** Its drivers, not yet open. */
export function driversOf({ config, appDir, env }: DataProject): Drivers {
  const logger = { ...silentLogger, warn: (_facts: object, message?: string) => printWarnings([message ?? ""]) };
  return chooseDrivers({ config, appDir, env, logger });
}

/** Throws NOT_FOUND for a file that nobody has written: opening it would make an empty one, and there would be nothing to read in it. */
export function requireThere(place: DataPlace | { readonly kind: "own" }): void {
  if (place.kind !== "sqlite" || existsSync(place.file)) return;
  throw new ChatError("NOT_FOUND", `There is no database at ${place.file}.`, {
    fix: "Name the SQLite file of an app that has run, or postgres://…; --app names the folder of an app.",
  });
}

/** Opens stores, hands them over, and closes them whatever happens. */
export async function withStores<T>(
  stores: { readonly layers: readonly DataLayer[]; readonly blobs: readonly (BlobStore | undefined)[] },
  job: () => Promise<T>,
): Promise<T> {
  const open: { close(): Promise<void> }[] = [];
  try {
    for (const store of [...stores.layers, ...stores.blobs]) {
      if (!store) continue;
      await store.open();
      open.push(store);
    }
    return await job();
  } finally {
    for (const store of open.reverse()) await store.close();
  }
}

/** Throws BAD_INPUT for what is no instant; `2026-03-01` is one. */
export function toInstant(text: string): string {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new ChatError("BAD_INPUT", `"${text}" is no date.`, { fix: "Write 2026-03-01, or 2026-03-01T10:00:00Z." });
}
