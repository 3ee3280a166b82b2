// Whether a server is one of several, and what is refused then: settings `relay`, `node` and `release`, and REDIS_URL.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app/app.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { resolveConfig } from "../config/load-config.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { loadSecret } from "../config/secret.ts";
import { createLogger, silentLogger } from "../logger.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { startRedis, type TestRedis } from "../relay/testing/start-redis.ts";
import { chooseRelay, nodeName } from "./choose-relay.ts";
import { chooseDrivers } from "./default-drivers.ts";
import { openServer } from "./open-server.ts";

let postgres: TestPostgres;
let redis: TestRedis;
beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
});
afterAll(async () => void (await Promise.all([postgres.remove(), redis.remove()])));

const SECRET = { COLLOQUY_AUTH_SECRET: "x".repeat(64) };
const POSTGRES = { DATABASE_URL: "postgres://nobody@nowhere/app" };
const REDIS = { REDIS_URL: "redis://nowhere:6379" };
const BUCKET = { BLOB_URL: "s3://files?region=eu-central-1" };
const ALL = { ...SECRET, ...POSTGRES, ...REDIS, ...BUCKET };

interface Asked {
  readonly env: Readonly<Record<string, string>>;
  readonly settings?: ColloquyConfig;
  readonly watch?: boolean;
}

/** Nothing is opened by it. */
async function choose({ env: given, settings = {}, watch = false }: Asked) {
  const env: Record<string, string> = { ...given };
  const appDir = appFolder();
  const lines: string[] = [];
  const logger = createLogger({ level: "info", destination: { write: (line: string) => void lines.push(line) } });
  const config = resolveConfig(settings);
  const drivers = chooseDrivers({ config, appDir, env, logger });
  const chosen = await chooseRelay({ config, env, secret: loadSecret({ appDir, env, dev: true }), drivers, logger, watch });
  return { relay: chosen.relay?.name, counts: chosen.counts.name, own: chosen.ownCounts.name, log: lines.join("") };
}

function appFolder(): string {
  const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-relay-"));
  onTestFinished(() => rmSync(appDir, { recursive: true, force: true }));
  return appDir;
}

const ALONE = { relay: undefined, counts: "memory", own: "memory" };

describe("A server", () => {
  it("is alone by default, and one of several with REDIS_URL or the setting relay", async () => {
    expect(await choose({ env: {} })).toMatchObject(ALONE);
    expect(await choose({ env: ALL })).toMatchObject({ relay: "redis", counts: "redis", own: "memory" });
    expect(await choose({ env: { ...ALL, REDIS_URL: "rediss://u:p@h:6380/1?prefix=team" } })).toMatchObject({ relay: "redis" });
    const { REDIS_URL: _, ...others } = ALL;
    expect(await choose({ env: others, settings: { relay: "redis://nowhere" } })).toMatchObject({ relay: "redis" });
    expect(await choose({ env: others, settings: { relay: "postgres" } })).toMatchObject({ relay: "postgres", counts: "postgres" });
    expect(await choose({ env: ALL, settings: { relay: "none" } })).toMatchObject(ALONE);
    expect(await choose({ env: { ...ALL, REDIS_URL: "" } })).toMatchObject(ALONE);
  });

  it("is alone with --watch, and says so in one line", async () => {
    const { log, ...chosen } = await choose({ env: { REDIS_URL: "redis://nowhere" }, watch: true });
    expect(chosen).toEqual(ALONE);
    expect(log.trim().split("\n")).toEqual([expect.stringContaining("REDIS_URL is not used with --watch: this server is alone")]);
  });

  it("that is one of several is refused stores that only one process has, with what to do", async () => {
    const { DATABASE_URL: _, ...withoutDatabase } = ALL;
    const refused = { code: "BAD_CONFIG", fix: expect.stringContaining("DATABASE_URL=postgres://") };
    await expect(choose({ env: withoutDatabase })).rejects.toMatchObject(refused);
    await expect(choose({ env: ALL, settings: { sessionStore: "sessions.sqlite" } })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining("Live sessions are in an SQLite file"),
    });
  });

  it("that is one of several needs the secret that all of them have", async () => {
    const { COLLOQUY_AUTH_SECRET: _, ...withoutSecret } = ALL;
    await expect(choose({ env: withoutSecret })).rejects.toMatchObject({
      code: "BAD_CONFIG",
      message: expect.stringContaining("COLLOQUY_AUTH_SECRET"),
      fix: expect.stringContaining("create-secret"),
    });
  });

  it("that is one of several keeps files in a bucket, or in a folder that was named for all", async () => {
    const { BLOB_URL: _, ...withoutBucket } = ALL;
    const refused = { code: "BAD_CONFIG", fix: expect.stringContaining("BLOB_URL=s3://") };
    await expect(choose({ env: withoutBucket })).rejects.toMatchObject(refused);
    await expect(choose({ env: withoutBucket, settings: { files: { storage: createMemoryBlobStore() } } })).rejects.toMatchObject(refused);
    const named = await choose({ env: withoutBucket, settings: { files: { storage: "/mnt/files" } } });
    expect(named).toMatchObject({ relay: "redis", log: expect.stringContaining("/mnt/files: it must be one that every server") });
  });

  it("is refused an address that is none of Redis, and nothing of it is repeated", async () => {
    for (const url of ["http://geheim", "geheim", "redis//geheim"]) {
      const refused = choose({ env: { ...ALL, REDIS_URL: url } });
      await expect(refused).rejects.toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("redis://host") });
      await expect(refused).rejects.not.toThrow(/geheim/);
    }
    expect(() => resolveConfig({ relay: "mysql://u@h" })).toThrow(/relay must be the address of a Redis/);
  });

  it("has a name, by the setting node, else of its machine and process", () => {
    expect(nodeName(resolveConfig({ node: "chat-2" }))).toBe("chat-2");
    expect(nodeName(resolveConfig({}))).toBe(`${hostname()}-${process.pid}`);
  });

  it("of several runs onClusterStart once for each release, by the setting release or the package.json of the app", async () => {
    const runs: string[] = [];
    const start = async (app: string, settings: ColloquyConfig = {}) => {
      const appDir = appFolder();
      writeFileSync(path.join(appDir, "package.json"), JSON.stringify({ version: "1.0.0" }));
      mkdirSync(path.join(appDir, "files"));
      const env = { ...SECRET, DATABASE_URL: postgres.url, REDIS_URL: redis.url };
      const server = await openServer(createApp({ onMessage: () => undefined, onClusterStart: () => void runs.push(app) }), {
        config: resolveConfig({ files: { storage: "files" }, ...settings }),
        appDir,
        secret: loadSecret({ appDir, env, dev: true }),
        dev: true,
        env,
        logger: silentLogger,
      });
      let closing: Promise<void> | undefined;
      const close = () => (closing ??= server.close({ drainMs: 0 }));
      onTestFinished(close);
      return { close };
    };
    const first = await Promise.all([start("one"), start("one"), start("one")]);
    expect(runs).toEqual(["one"]);
    const next = [await start("two", { release: "2" }), await start("two", { release: "2" })];
    expect(runs).toEqual(["one", "two"]);
    await first[0]?.close();
    await start("one");
    expect(runs).toEqual(["one", "two"]);
    for (const { close } of next) await close();
    await start("two", { release: "2" });
    expect(runs).toEqual(["one", "two", "two"]);
  });
});
