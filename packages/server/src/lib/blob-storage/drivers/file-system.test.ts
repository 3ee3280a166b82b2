import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readdir, readFile, readlink, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { newId } from "@colloquy/protocol";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { type Clock, systemClock } from "../../clock.ts";
import { createManualClock } from "../../manual-clock.ts";
import { blobStoreContract } from "../blob-store.contract.ts";
import type { BlobKey } from "../blob-store.ts";
import { inPieces, LATER, listAll, putBytes, readBytes } from "../contract/bytes.contract.ts";
import { streamOf } from "../contract/sources.contract.ts";
import { createFileSystemBlobStore } from "./file-system.ts";

const PROGRAM = fileURLToPath(new URL("./__fixtures__/killed-put.ts", import.meta.url));
const MB = 1024 * 1024;

const root = mkdtempSync(path.join(tmpdir(), "colloquy-files-"));
afterAll(() => rmSync(root, { recursive: true }));

blobStoreContract({
  name: "file system",
  durable: true,
  create: (place) => createFileSystemBlobStore({ folder: path.join(root, place) }),
});

describe("the folder of a file-system store", () => {
  it("has each blob as a file of its bytes alone, two folders deep, under names that Windows takes", async () => {
    const { store, folder } = await openStore();
    const bytes = randomBytes(1000);
    const key = await putBytes(store, bytes);
    expect(await filesIn(folder)).toEqual([path.join(key.slice(0, 2), key.slice(2, 4), key)]);
    expect((await readFile(fileOf(folder, key))).equals(bytes)).toBe(true);
    // What a program is told to read is this file.
    expect(await store.pathOf?.(key)).toBe(fileOf(folder, key));
    expect(await store.pathOf?.(newId<BlobKey>())).toBeUndefined();
    expect(key).toMatch(/^[0-9a-f-]+$/);
  });

  it("has no file of a put that failed, and none of a blob that was deleted", async () => {
    const { store, folder } = await openStore();
    await expect(store.put(inPieces(randomBytes(100_000)), { maxBytes: 99_999 })).rejects.toMatchObject({ code: "TOO_LARGE" });
    await expect(store.put(streamOf("text"))).rejects.toMatchObject({ code: "BAD_INPUT" });
    await store.delete([await putBytes(store)]);
    expect(await filesIn(folder)).toEqual([]);
  });

  it.runIf(process.platform !== "win32")("can be read by the account of the server only, and git does not see it", async () => {
    const { store, folder } = await openStore(path.join(root, newId(), ".colloquy", "files"));
    const file = fileOf(folder, await putBytes(store));
    const folders = [file, path.dirname(file), path.dirname(path.dirname(file)), folder, path.dirname(folder)];
    const modes = await Promise.all(folders.map(async (one) => (await stat(one)).mode & 0o777));
    expect(modes).toEqual([0o600, 0o700, 0o700, 0o700, 0o700]);
    expect(await readFile(path.join(path.dirname(folder), ".gitignore"), "utf8")).toBe("*\n");
  });

  it("says when a blob was put by the clock it was given, and lists the older ones", async () => {
    const clock = createManualClock();
    const { store } = await openStore(path.join(root, newId()), clock);
    const keys: BlobKey[] = [];
    for (let count = 0; count < 20; count += 1) {
      await clock.advance(37);
      const key = await putBytes(store);
      expect(await store.stat(key)).toMatchObject({ createdAt: new Date(clock.now()).toISOString() });
      keys.push(key);
    }
    const listed = await listAll(store, { before: new Date(clock.now()).toISOString() });
    expect(listed.map((blob) => blob.key)).toEqual(keys.slice(0, -1).sort());
  });

  it("passes over what others left in it", async () => {
    const { store, folder } = await openStore();
    const key = await putBytes(store);
    await writeFile(path.join(folder, ".DS_Store"), "x");
    await writeFile(path.join(folder, "aa"), "x").catch(() => undefined);
    await mkdir(path.join(folder, "zz", "00"), { recursive: true });
    await writeFile(path.join(path.dirname(fileOf(folder, key)), "Thumbs.db"), "x");
    await mkdir(path.join(folder, "00", "00"), { recursive: true });
    await writeFile(path.join(folder, "00", "00", "ffffffff-0000-4000-8000-000000000000"), "in a folder that is not its own");
    expect((await listAll(store)).map((blob) => blob.key)).toEqual([key]);
  });

  it("reads from the disk only what is asked for, and says so when a file has become shorter", async () => {
    const { store, folder } = await openStore();
    const key = await putBytes(store, randomBytes(MB));
    const reader = (await store.read(key))?.stream.getReader();
    expect((await reader?.read())?.value?.byteLength).toBe(64 * 1024);
    // Nobody may do this. Whoever had read ahead would still give the old bytes.
    await writeFile(fileOf(folder, key), Buffer.alloc(MB, 7), { flag: "r+" });
    expect(new Set((await reader?.read())?.value)).toEqual(new Set([7]));
    await truncate(fileOf(folder, key), 64 * 1024);
    await expect(reader?.read()).rejects.toMatchObject({
      code: "STORE_FAILED",
      message: expect.stringContaining("shorter"),
      fix: expect.stringContaining("Look who else"),
    });
  });

  it("holds no file open once it was read, cancelled, aborted or asked for no byte", async () => {
    const { store, folder } = await openStore();
    const key = await putBytes(store, randomBytes(MB));
    const abort = new AbortController();
    await readBytes(store, key);
    await (await store.read(key))?.stream.cancel();
    await store.read(key, { signal: abort.signal });
    abort.abort();
    await store.read(key, { range: { last: 0 } });
    await store.read(key, { signal: AbortSignal.abort() });
    await expect(store.read(key, { range: { last: -1 } })).rejects.toMatchObject({ code: "BAD_INPUT" });
    if (process.platform === "linux") await expect.poll(() => openFilesIn(folder)).toEqual([]);
  });
});

describe("a large blob in a file-system store", () => {
  it("is never held whole: 200 MB go in and out while the process grows by far less", async () => {
    const { store } = await openStore();
    const size = 200 * MB;
    const memory = watchMemory();
    const source = async function* () {
      // New memory for each piece: whoever held on to all of them would hold 200 MB.
      for (let at = 0; at < size; at += MB / 4) {
        yield Buffer.alloc(MB / 4, at / MB);
        memory.look();
      }
    };
    const { key } = await store.put(source());
    const found = await store.read(key);
    let read = 0;
    for (const reader = found?.stream.getReader(); ; memory.look()) {
      const next = await reader?.read();
      if (!next || next.done) break;
      read += next.value.byteLength;
    }
    expect(read).toBe(size);
    expect(memory.grownBy()).toBeLessThan(100 * MB);
  });
});

describe("a put whose process is killed", () => {
  it("leaves a file that only the sweep finds, once it has got old, and nothing after it", async () => {
    const folder = path.join(root, newId());
    const writer = spawnPut(folder);
    await writer.line;
    writer.child.kill("SIGKILL");
    await once(writer.child, "close");

    const { store } = await openStore(folder);
    const [left] = await filesIn(folder);
    const key = path.basename(left ?? "", ".part") as BlobKey;
    expect(left).toMatch(/\.part$/);
    expect(await store.stat(key)).toBeUndefined();
    expect(await store.read(key)).toBeUndefined();
    const minuteAgo = new Date(Date.now() - 60_000);
    expect(await listAll(store, { before: minuteAgo.toISOString() })).toEqual([]);
    await utimes(path.join(folder, left ?? ""), minuteAgo, minuteAgo);
    expect(await listAll(store, { before: new Date().toISOString() })).toMatchObject([{ key }]);
    expect(await store.delete([key])).toBe(1);
    expect(await filesIn(folder)).toEqual([]);
  });
});

describe("a disk that fails", () => {
  // The system refuses to let the file of this process grow, as a full disk would: in the middle of a put.
  it.runIf(process.platform !== "win32")("ends a put in the middle with what to do about it, and leaves nothing", async () => {
    const folder = path.join(root, newId());
    const writer = spawnPut(folder, "ulimit -f 2000; ");
    const lines: string[] = [];
    for await (const line of writer.lines) lines.push(line);
    expect(JSON.parse(lines.at(-1) ?? "")).toEqual({
      code: "STORE_FAILED",
      message: "The folder of the files cannot be written: the file is larger than its disk takes.",
      fix: "Keep the files on a disk without such a limit.",
    });
    expect(await filesIn(folder)).toEqual([]);
  });

  it("says at the start which folder is none", async () => {
    const file = path.join(root, newId());
    await writeFile(file, "x");
    for (const folder of [file, path.join(file, "files")]) {
      const error = await createFileSystemBlobStore({ folder })
        .open()
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "STORE_FAILED", fix: expect.stringContaining("Name a folder") });
      expect(String(error)).toContain(folder);
    }
  });

  it("tells no visitor where the files are, and tells a source whose bytes find no place", async () => {
    const { store, folder } = await openStore();
    await rm(folder, { recursive: true });
    await writeFile(folder, "x");
    let told = false;
    const content = new ReadableStream<Uint8Array>({ cancel: () => void (told = true) });
    const error = await store.put(content).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "STORE_FAILED", cause: { code: expect.stringMatching(/ENOTDIR|EEXIST/) } });
    expect(JSON.stringify(error)).not.toContain(folder);
    expect(told).toBe(true);
    await expect(store.list({ before: LATER, limit: 1 })).rejects.toMatchObject({ code: "STORE_FAILED" });
  });

  it("is made again when its folder was removed", async () => {
    const { store, folder } = await openStore();
    await rm(folder, { recursive: true });
    expect(await listAll(store)).toEqual([]);
    const key = await putBytes(store);
    expect((await listAll(store)).map((blob) => blob.key)).toEqual([key]);
  });
});

async function openStore(folder = path.join(root, newId()), clock: Clock = systemClock) {
  const store = createFileSystemBlobStore({ folder, clock });
  await store.open();
  onTestFinished(() => store.close());
  return { store, folder };
}

function fileOf(folder: string, key: BlobKey): string {
  return path.join(folder, key.slice(0, 2), key.slice(2, 4), key);
}

/** The files below a folder, by their paths in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** What this process holds open below a folder, as Linux tells it. */
async function openFilesIn(folder: string): Promise<string[]> {
  const links = (await readdir("/proc/self/fd")).map((name) => readlink(`/proc/self/fd/${name}`).catch(() => ""));
  return (await Promise.all(links)).filter((target) => target.startsWith(folder));
}

/** By how much the process had grown at most when it was looked at. */
function watchMemory() {
  const before = process.memoryUsage.rss();
  let most = before;
  return {
    look() {
      most = Math.max(most, process.memoryUsage.rss());
    },
    grownBy: () => most - before,
  };
}

/** A process that puts without an end, and what it says. */
function spawnPut(folder: string, before = "") {
  const program = [process.execPath, "--import", "jiti/register", PROGRAM, folder];
  const child = before
    ? spawn("sh", ["-c", `${before}exec "$@"`, "sh", ...program], { stdio: ["ignore", "pipe", "inherit"] })
    : spawn(program[0] ?? "", program.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface(child.stdout);
  return { child, lines, line: once(lines, "line") };
}
