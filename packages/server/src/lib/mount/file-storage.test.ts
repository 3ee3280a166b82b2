import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app/app.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { resolveConfig } from "../config/load-config.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { loadSecret } from "../config/secret.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { silentLogger } from "../logger.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { openServer } from "./open-server.ts";

/** Stores a file with a server of this configuration; returns the files below its app's folder. */
async function store(files: ColloquyConfig["files"], content = "hello") {
  const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-files-"));
  onTestFinished(() => rmSync(appDir, { recursive: true, force: true }));
  const env = { COLLOQUY_AUTH_SECRET: "x".repeat(64) };
  const drivers = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore() };
  const server = await openServer(createApp({ onMessage: () => undefined }), {
    config: resolveConfig({ ...drivers, ...(files && { files }) }),
    appDir,
    secret: loadSecret({ appDir, env, dev: true }),
    dev: true,
    env,
    logger: silentLogger,
  });
  try {
    const put = () => server.host.services.files.put(content, { threadId: newId<ThreadId>(), owner: "visitor:ada", name: "a.txt" });
    const { key } = await put();
    const found = (await readdir(appDir, { recursive: true })).find((name) => name.endsWith(key));
    return { appDir, key, put, at: found && path.relative(appDir, path.resolve(appDir, found)) };
  } finally {
    await server.close({ drainMs: 0 });
  }
}

describe("files.storage", () => {
  it("is .colloquy/files by default, in the app's folder", async () => {
    const { at, key } = await store(undefined);
    expect(at).toBe(path.join(".colloquy", "files", key.slice(0, 2), key.slice(2, 4), key));
  });

  it("names another folder, or brings a driver", async () => {
    const { at, key } = await store({ storage: "uploads" });
    expect(at).toBe(path.join("uploads", key.slice(0, 2), key.slice(2, 4), key));
    const inMemory = await store({ storage: createMemoryBlobStore() });
    expect([inMemory.at, existsSync(path.join(inMemory.appDir, ".colloquy"))]).toEqual([undefined, false]);
  });

  it("is closed with the server", async () => {
    const { put } = await store({ storage: createMemoryBlobStore() });
    await expect(put()).rejects.toMatchObject({ code: "STORE_FAILED" });
  });
});

describe("files.maxSizePerPerson and files.maxFilesPerPerson", () => {
  it("are what one person may keep", async () => {
    await expect(store({ maxSizePerPerson: 4 })).rejects.toMatchObject({
      code: "TOO_LARGE",
      fix: expect.stringContaining("maxSizePerPerson"),
    });
    await store({ maxSizePerPerson: 5, maxFilesPerPerson: 1 });
  });
});
