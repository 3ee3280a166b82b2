// Whether a server is alone or one of several that serve the same app, and what it meets the others in. What several of them cannot share is refused
// here, with what to do, before anything is opened.
import { hostname } from "node:os";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import type { Environment } from "../config/env-names.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { KeyRing } from "../config/secret.ts";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import type { SharedCounts } from "../counts/shared-counts.ts";
import type { Logger } from "../logger.ts";
import type { Relay } from "../relay/relay.ts";
import { type Drivers, databaseUrl } from "./default-drivers.ts";

/** What brings a server together with the others. */
export interface Together {
  /** Undefined for a server that is alone. */
  readonly relay: Relay | undefined;
  /** What all of them count together. */
  readonly counts: SharedCounts;
  /** What each of them counts for itself. */
  readonly ownCounts: SharedCounts;
}

/** What decides it. */
export interface RelaySettings {
  readonly config: ResolvedConfig;
  /** `REDIS_URL` says what the configuration leaves open. */
  readonly env: Environment;
  readonly secret: Pick<KeyRing, "source">;
  readonly drivers: Drivers;
  readonly logger: Logger;
  /** Started by `--watch`: then a server is always alone. */
  readonly watch: boolean;
}

/** The relay that is asked for. Throws BAD_CONFIG for what several servers cannot share, and for an address that is none of Redis. */
export async function chooseRelay({ config, env, secret, drivers, logger, watch }: RelaySettings): Promise<Together> {
  const ownCounts = createMemoryCounts();
  const alone = { relay: undefined, counts: ownCounts, ownCounts };
  const asked = config.relay ?? redisUrl(env);
  if (asked === undefined || asked === "none") return alone;
  const by = config.relay === undefined ? "REDIS_URL" : "The setting relay";
  if (watch) {
    logger.info({}, `${by} is not used with --watch: this server is alone`);
    return alone;
  }
  checkStores(by, drivers);
  checkSecret(by, secret);
  checkFiles(by, { config, drivers, logger });
  // The configuration has checked that what is no text has the shape of a relay.
  if (typeof asked !== "string") return { relay: asked as unknown as Relay, counts: ownCounts, ownCounts };
  return { ...(await (asked === "postgres" ? openPostgres(by, { config, env }) : openRedis(asked))), ownCounts };
}

/**
 * The relay that the servers of an app meet in, for who only looks at them; undefined where there is one server alone. What several of them cannot
 * share is not looked at.
 */
export async function relayOf({ config, env }: Pick<RelaySettings, "config" | "env">): Promise<Relay | undefined> {
  const asked = config.relay ?? redisUrl(env);
  if (asked === undefined || asked === "none") return undefined;
  if (typeof asked !== "string") return asked as unknown as Relay;
  const by = config.relay === undefined ? "REDIS_URL" : "The setting relay";
  return (await (asked === "postgres" ? openPostgres(by, { config, env }) : openRedis(asked))).relay;
}

/** Whether this server is asked to be one of several. Throws BAD_CONFIG for an address that is none of Redis. */
export function isOneOfSeveral({ config, env, watch }: Pick<RelaySettings, "config" | "env" | "watch">): boolean {
  const asked = config.relay ?? redisUrl(env);
  return !watch && asked !== undefined && asked !== "none";
}

/** What an operator calls this process: the setting `node`, else the name of its machine with its number. */
export function nodeName(config: Pick<ResolvedConfig, "node">): string {
  return config.node ?? `${hostname()}-${process.pid}`;
}

/** Nothing of it is loaded by a server that is alone. */
async function openRedis(address: string): Promise<{ readonly relay: Relay; readonly counts: SharedCounts }> {
  // One after the other: what runs TypeScript without a build gives a module that is loaded twice at once before it is whole.
  const { createRelay } = await import("../relay/shared-relay.ts");
  const { createRedisRelayDriver } = await import("../relay/drivers/redis.ts");
  const { createRedisCounts } = await import("../counts/drivers/redis.ts");
  const options = readRedisAddress(address);
  return { relay: createRelay(createRedisRelayDriver(options)), counts: createRedisCounts(options) };
}

/** In the database of the chats, which has to be named: a driver does not tell where it is. */
async function openPostgres(by: string, { config, env }: Pick<RelaySettings, "config" | "env">) {
  const url = typeof config.dataLayer === "string" ? config.dataLayer : databaseUrl(env);
  if (url === undefined)
    throw new ChatError("BAD_CONFIG", `${by} is "postgres", and no database is named.`, {
      fix: "Set DATABASE_URL, or give a relay: createRelay(createPostgresRelayDriver({ url })).",
    });
  const { createRelay } = await import("../relay/shared-relay.ts");
  const { createPostgresRelayDriver } = await import("../relay/drivers/postgres.ts");
  const { createPostgresCounts } = await import("../counts/drivers/postgres.ts");
  return { relay: createRelay(createPostgresRelayDriver({ url })), counts: createPostgresCounts({ url, maxConnections: 2 }) };
}

/** `?prefix=` is ours: apps that share a Redis take different ones. */
function readRedisAddress(address: string): { readonly url: string; readonly prefix?: string } {
  // It has a password in it, so nothing of it is repeated.
  if (!URL.canParse(address))
    throw new ChatError("BAD_CONFIG", "The address of Redis cannot be read.", { fix: "Write redis://user:password@host:6379." });
  const url = new URL(address);
  const prefix = url.searchParams.get("prefix");
  url.searchParams.delete("prefix");
  return { url: url.href, ...(prefix && { prefix }) };
}

/** Throws BAD_CONFIG for an address of something else: a server must not be alone when its operator believes that it is not. */
export function redisUrl(env: Environment): string | undefined {
  const url = env["REDIS_URL"] || undefined;
  if (url === undefined || /^rediss?:\/\//i.test(url)) return url;
  throw new ChatError("BAD_CONFIG", "REDIS_URL is no address of a Redis.", {
    fix: 'Write redis://host:6379, or rediss:// for TLS. Where the variable is for something else, say so: relay: "none" in colloquy.config.ts.',
  });
}

function checkStores(by: string, { dataLayer, sessionStore }: Drivers): void {
  for (const [what, { name }] of [
    ["Chats", dataLayer],
    ["Live sessions", sessionStore],
  ] as const) {
    if (name !== "sqlite" && name !== "memory") continue;
    const where = name === "sqlite" ? "an SQLite file, which one process has" : "the memory of one process";
    throw new ChatError(
      "BAD_CONFIG",
      `${by} makes this server one of several, and they cannot share their stores: ${what} are in ${where}.`,
      {
        fix: 'Set DATABASE_URL=postgres://user:password@host/database, and name no other place in colloquy.config.ts. For one server alone unset REDIS_URL, or write relay: "none".',
      },
    );
  }
}

/** Each would make a key of its own, and sign in people whom the others do not know. */
function checkSecret(by: string, { source }: Pick<KeyRing, "source">): void {
  if (source === "environment") return;
  throw new ChatError(
    "BAD_CONFIG",
    `${by} makes this server one of several, and they need the same secret: COLLOQUY_AUTH_SECRET is not set.`,
    {
      fix: "`npx colloquy create-secret` prints one. Give the same to every server.",
    },
  );
}

/** A folder that was named may be one that all machines have; the default one is on this machine. */
function checkFiles(by: string, { config, drivers, logger }: Pick<RelaySettings, "config" | "drivers" | "logger">): void {
  const { name } = drivers.blobStore;
  const folder = sharedFolder(config, ".");
  if (name === "file system" && folder !== undefined) {
    logger.warn(
      {},
      `files are kept in the folder ${config.files.storage}: it must be one that every server of this app has, as on a network drive`,
    );
    return;
  }
  if (name !== "file system" && name !== "memory") return;
  throw new ChatError("BAD_CONFIG", `${by} makes this server one of several, and files are kept on this machine alone.`, {
    fix: 'Set BLOB_URL=s3://bucket, or name a folder that every server has: files: { storage: "/mnt/files" } in colloquy.config.ts.',
  });
}

/** The folder of files that a configuration names. */
export function sharedFolder({ files }: ResolvedConfig, appDir: string): string | undefined {
  return typeof files.storage === "string" && !/^(s3|gs):/i.test(files.storage) ? path.resolve(appDir, files.storage) : undefined;
}
