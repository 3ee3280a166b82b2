import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { systemClock } from "../clock.ts";
import { resolveConfig } from "../config/load-config.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { Files } from "../files/files.ts";
import { UPLOAD_EXPIRES_MS, Uploads } from "../files/uploads.ts";
import { silentLogger } from "../logger.ts";
import { createUploadFolder } from "./upload-folder.ts";

const { uploads: RULES } = resolveConfig({});
const OWNER = "visitor:ada";

async function open(maxBytes = 1000) {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), "colloquy-uploads-")), "uploads");
  onTestFinished(() => rm(path.dirname(folder), { recursive: true, force: true }));
  const dataLayer = createMemoryDataLayer();
  const store = createMemoryBlobStore();
  await dataLayer.open();
  const begin = async () => {
    const files = new Files({ store, dataLayer, clock: systemClock, logger: silentLogger, limits: { maxBytes, maxFiles: 10 } });
    await files.start();
    return new Uploads({ files, area: createUploadFolder(folder), clock: systemClock, logger: silentLogger });
  };
  return {
    folder,
    begin,
    threadId: newId<ThreadId>(),
    blobs: async () => (await store.list({ before: "9999-01-01", limit: 10 })).blobs.length,
  };
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const required = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error("It is not there.");
  return value;
};

describe("uploads that are not whole", () => {
  it("go on after a restart, with their room still taken", async () => {
    const { begin, threadId } = await open(10);
    const before = await begin();
    const { id } = await before.begin({ threadId, owner: OWNER, name: "a.txt", size: 10 }, RULES);
    expect(await before.append(required(await before.find(id)), pieces("hel", "lo"), RULES)).toBe(5);
    const after = await begin();
    await after.sweep();
    await expect(after.begin({ threadId, owner: OWNER, name: "b", size: 1 }, RULES)).rejects.toMatchObject({ code: "TOO_LARGE" });
    const state = required(await after.find(id));
    expect(state.offset).toBe(5);
    await after.append(state, pieces("world"), RULES);
    const [one, two] = await Promise.all([after.finish(state.record, OWNER, RULES), after.finish(state.record, OWNER, RULES)]);
    expect([one, one.key]).toEqual([{ key: two.key, name: "a.txt", mime: "text/plain", size: 10 }, two.key]);
    // Also for one that looked before.
    expect(await after.finish(state.record, OWNER, RULES)).toEqual(one);
  });

  it("keep what came before the pieces broke off", async () => {
    const { begin, threadId } = await open();
    const uploads = await begin();
    const { id } = await uploads.begin({ threadId, owner: OWNER, name: "a", size: 100 }, RULES);
    async function* breaking() {
      yield* pieces("one", "two");
      throw new Error("the line was cut");
    }
    await expect(uploads.append(required(await uploads.find(id)), breaking(), RULES)).rejects.toThrow("the line was cut");
    expect((await uploads.find(id))?.offset).toBe(6);
  });

  it("leave nothing when nobody goes on with them for a day, and leave others alone", async () => {
    const { begin, threadId, folder, blobs } = await open();
    const uploads = await begin();
    const old = await uploads.begin({ threadId, owner: OWNER, name: "a", size: 600 }, RULES);
    await uploads.append(required(await uploads.find(old.id)), pieces("half"), RULES);
    const young = await uploads.begin({ threadId, owner: OWNER, name: "b", size: 300 }, RULES);
    await uploads.append(required(await uploads.find(young.id)), pieces("half"), RULES);
    await writeFile(path.join(folder, newId()), "bytes whose record a killed process did not write");
    await writeFile(path.join(folder, `${newId()}.json.part`), "{");
    await writeFile(path.join(folder, "notes.txt"), "somebody else's");
    const past = (Date.now() - UPLOAD_EXPIRES_MS - 1000) / 1000;
    for (const name of [old.id, `${old.id}.json`]) await utimes(path.join(folder, name), past, past);
    expect(await uploads.find(old.id)).toBeUndefined();
    await uploads.sweep();
    expect((await readdir(folder)).sort()).toEqual(["notes.txt", young.id, `${young.id}.json`].sort());
    // The room is there again.
    await uploads.begin({ threadId, owner: OWNER, name: "c", size: 600 }, RULES);
    expect(await blobs()).toBe(0);
  });

  it("leave their answer and no bytes once they are stored, and nothing when they are given up", async () => {
    const { begin, threadId, folder, blobs } = await open();
    const uploads = await begin();
    const { id } = await uploads.begin({ threadId, owner: OWNER, name: "a", size: 4 }, RULES);
    await uploads.append(required(await uploads.find(id)), pieces("half"), RULES);
    await uploads.finish(required(await uploads.find(id)).record, OWNER, RULES);
    expect([await readdir(folder), await blobs()]).toEqual([[`${id}.json`], 1]);
    await uploads.remove(id);
    expect([await readdir(folder), await blobs()]).toEqual([[], 1]);
  });

  it("have no names but ours, and no folder before the first of them", async () => {
    const { begin, folder } = await open();
    const uploads = await begin();
    expect(existsSync(folder)).toBe(false);
    await uploads.sweep();
    for (const id of ["..", "../../etc/passwd", "a", "", newId().toUpperCase(), `${newId()}/x`, `${newId()}\0`])
      await expect(uploads.find(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await uploads.find(newId())).toBeUndefined();
  });
});
