import { createHash } from "node:crypto";
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { UploadRules } from "../config/uploads.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { createManualClock } from "../manual-clock.ts";
import { Files } from "./files.ts";

const RULES: UploadRules = { enabled: true, accept: ["*/*"], maxFiles: 3, maxSize: 1000, maxTotalSize: 2000, maxAtOnce: 2 };
const LIMITS = { maxBytes: 10_000, maxFiles: 5 };
const DAY = 24 * 60 * 60 * 1000;
const ADA = "visitor:ada";

async function open(
  options: { readonly limits?: typeof LIMITS; readonly logger?: Logger; readonly store?: (inner: BlobStore) => BlobStore } = {},
) {
  const clock = createManualClock();
  const store = createMemoryBlobStore({ clock });
  const dataLayer = createMemoryDataLayer();
  await dataLayer.open();
  const files = new Files({
    store: options.store?.(store) ?? store,
    dataLayer,
    clock,
    logger: options.logger ?? silentLogger,
    limits: options.limits ?? LIMITS,
  });
  await files.start();
  onTestFinished(() => files.stop());
  const threadId = newId<ThreadId>();
  const blobs = async () => (await store.list({ before: new Date(clock.now() + DAY).toISOString(), limit: 1000 })).blobs.length;
  return { files, store, dataLayer, clock, threadId, blobs };
}

const words = (stream: ReadableStream<Uint8Array>) => new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();

describe("a file that is put", () => {
  it.each([
    ["a text", () => "hello"],
    ["bytes", () => new TextEncoder().encode("hello")],
    ["a Blob", () => new Blob(["hello"])],
    ["a Response", () => new Response("hello")],
    ["a stream", () => new Blob(["hello"]).stream()],
    [
      "an iterable whose buffer is used again",
      async function* () {
        const buffer = new Uint8Array(1);
        for (const letter of "hello") {
          buffer[0] = letter.charCodeAt(0);
          yield buffer;
        }
      },
    ],
  ])("comes from %s, and is read again whole and in part", async (_, content) => {
    const { files, threadId } = await open();
    const row = await files.put(content(), { threadId, owner: ADA, name: "../a/greeting.txt" });
    expect(row).toMatchObject({ name: "greeting.txt", mime: "text/plain", size: 5, owner: ADA, threadId });
    expect(row.sha256).toBe(createHash("sha256").update("hello").digest("hex"));
    const whole = await files.open(threadId, row.key);
    expect(whole && (await words(whole.read.stream))).toBe("hello");
    const part = await files.open(threadId, row.key, { range: { start: 1, end: 3 } });
    expect(part && (await words(part.read.stream))).toBe("el");
  });

  it("is nobody’s but its thread’s", async () => {
    const { files, threadId } = await open();
    const { key } = await files.put("secret", { threadId, owner: ADA, name: "a.txt" });
    expect(await files.open(newId<ThreadId>(), key)).toBeUndefined();
  });

  it("leaves nothing when it is of a kind or a size that is not taken", async () => {
    const { files, threadId, blobs } = await open();
    const put = (content: string, rules: Partial<UploadRules>) =>
      files.put(content, { threadId, owner: ADA, name: "photo.png", rules: { ...RULES, ...rules } });
    await expect(put("<script>alert(1)</script>", { accept: ["image/*"] })).rejects.toMatchObject({
      code: "FILE_REFUSED",
      message: "“photo.png” is text/html by its content, and this chat takes no such files.",
      fix: "It takes image/*.",
    });
    await expect(put("x".repeat(1001), {})).rejects.toMatchObject({ code: "TOO_LARGE" });
    expect(await blobs()).toBe(0);
    expect((await put("x".repeat(1000), {})).size).toBe(1000);
  });

  it("leaves nothing when its row cannot be written, or its content breaks", async () => {
    const { files, threadId, blobs, dataLayer } = await open();
    async function* breaking() {
      yield new Uint8Array(10);
      throw new Error("the line was cut");
    }
    await expect(files.put(breaking(), { threadId, owner: ADA, name: "a" })).rejects.toThrow("the line was cut");
    dataLayer.addFile = () => Promise.reject(new Error("the disk is full"));
    await expect(files.put("hello", { threadId, owner: ADA, name: "a" })).rejects.toThrow("the disk is full");
    expect(await blobs()).toBe(0);
  });

  it("tells its source at once that no more is wanted", async () => {
    const { files, threadId } = await open();
    let stuck = new ReadableStream<Uint8Array>();
    const told = new Promise<unknown>((resolve) => {
      stuck = new ReadableStream<Uint8Array>({ cancel: resolve });
    });
    const abort = new AbortController();
    const putting = files.put(stuck, { threadId, owner: ADA, name: "a", signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(putting).rejects.toThrow("enough");
    expect(await told).toMatchObject({ message: "enough" });
  });
});

describe("what one person keeps", () => {
  it("has an end in bytes, which files that come at once do not pass together", async () => {
    const { files, threadId, blobs } = await open();
    const put = () => files.put("x".repeat(4000), { threadId, owner: ADA, name: "a.txt" });
    const settled = await Promise.allSettled([put(), put(), put(), put()]);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    for (const one of settled) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "TOO_LARGE" });
    expect(await blobs()).toBe(2);
    await files.put("x".repeat(2000), { threadId, owner: ADA, name: "rest" });
    await expect(files.put("x", { threadId, owner: ADA, name: "one more" })).rejects.toMatchObject({ code: "TOO_LARGE" });
    await files.put("x", { threadId, owner: "visitor:bob", name: "of somebody else" });
  });

  it("has an end in number, and room again where something was removed", async () => {
    const { files, threadId } = await open();
    const rows = await Promise.all(Array.from({ length: 5 }, (_, n) => files.put("x", { threadId, owner: ADA, name: `${n}` })));
    await expect(files.put("x", { threadId, owner: ADA, name: "6" })).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: expect.stringContaining("5 files"),
    });
    await files.remove(
      threadId,
      rows.slice(0, 1).map(({ key }) => key),
    );
    await files.put("x", { threadId, owner: ADA, name: "6" });
  });

  it("is not less for what was refused or broke", async () => {
    const { files, threadId } = await open();
    for (let n = 0; n < 10; n++)
      await files.put("x".repeat(1500), { threadId, owner: ADA, name: "a", rules: RULES }).catch(() => undefined);
    expect((await files.put("x".repeat(9000), { threadId, owner: ADA, name: "a" })).size).toBe(9000);
  });

  it("is asked for again when the data layer did not answer", async () => {
    const { files, threadId, dataLayer } = await open();
    const { sizeOfFiles } = dataLayer;
    dataLayer.sizeOfFiles = () => Promise.reject(new Error("down"));
    await expect(files.put("x", { threadId, owner: ADA, name: "a" })).rejects.toThrow("down");
    dataLayer.sizeOfFiles = sizeOfFiles.bind(dataLayer);
    await files.put("x", { threadId, owner: ADA, name: "a" });
  });
});

describe("the sweep", () => {
  const nobody = async () => false;

  it("removes what was uploaded and never sent after a day, unless its chat is open", async () => {
    const { files, threadId, clock, blobs } = await open();
    const held = newId<ThreadId>();
    const { key } = await files.put("x", { threadId, owner: ADA, name: "a" });
    const kept = await files.put("x", { threadId: held, owner: ADA, name: "a" });
    await clock.advance(DAY - 1000);
    await files.sweep(nobody);
    expect(await files.find(threadId, key)).toBeDefined();
    await clock.advance(2000);
    await files.sweep(async (thread) => thread === held);
    expect([await files.find(threadId, key), (await files.find(held, kept.key))?.key]).toEqual([undefined, kept.key]);
    expect(await blobs()).toBe(1);
  });

  it("removes bytes that no row names, as a process leaves them that died between the two", async () => {
    const { files, threadId, clock, store, blobs } = await open();
    await store.put(new Blob(["orphan"]).stream());
    await clock.advance(DAY + 1000);
    const { key } = await files.put("x", { threadId, owner: ADA, name: "a" });
    await files.sweep(nobody);
    expect(await blobs()).toBe(1);
    expect(await files.isStored(key)).toBe(true);
  });

  it("goes on over many pages", async () => {
    const { files, threadId, clock, store, blobs } = await open({ limits: { maxBytes: 1e6, maxFiles: 5000 } });
    for (let n = 0; n < 1100; n++) await store.put(new Blob(["orphan"]).stream());
    for (let n = 0; n < 1100; n++) await files.put("x", { threadId, owner: ADA, name: `${n}` });
    expect(await blobs()).toBe(1000);
    await clock.advance(DAY + 1000);
    await files.sweep(nobody);
    expect(await blobs()).toBe(0);
    expect(await files.quota.hold(ADA)).toBeDefined();
  });

  it("runs at the start and every hour, and tells the log when it fails", async () => {
    const errors: string[] = [];
    const logger = { ...silentLogger, error: (_: object, text?: string) => void errors.push(text ?? "") };
    let broken = true;
    const { files, clock, store, blobs } = await open({
      logger,
      store: (inner) => ({ ...inner, list: (query) => (broken ? Promise.reject(new Error("down")) : inner.list(query)) }),
    });
    await store.put(new Blob(["orphan"]).stream());
    files.startSweeping(nobody);
    await expect.poll(() => errors).toEqual(["looking for files that nobody names failed"]);
    broken = false;
    await clock.advance(DAY + 60 * 60 * 1000 + 1000);
    await expect.poll(blobs).toBe(0);
  });
});

describe("the files of a thread, for an export", () => {
  it("are opened one by one, and closed where nobody reads them", async () => {
    const { files, threadId } = await open();
    const first = await files.put("one", { threadId, owner: ADA, name: "1.txt" });
    const second = await files.put("two", { threadId, owner: ADA, name: "2.txt" });
    const gone = await files.put("gone", { threadId, owner: ADA, name: "3.txt" });
    await files.remove(threadId, [gone.key]);
    const seen: string[] = [];
    let unread: ReadableStream<Uint8Array> | undefined;
    for await (const { row, read } of files.contents(threadId, [first.key, gone.key, second.key, first.key])) {
      if (row.key === first.key) unread = read.stream;
      else seen.push(row.name, await words(read.stream));
    }
    expect(seen).toEqual(["2.txt", "two"]);
    await unread?.getReader().closed;
  });
});

describe("where two servers share the files", () => {
  it("one looks through them at a time, and the other leaves it alone", async () => {
    let looks = 0;
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let goOn = () => {};
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const store = (inner: BlobStore): BlobStore => ({
      ...inner,
      async list(query) {
        looks += 1;
        begun();
        await mayGoOn;
        return inner.list(query);
      },
    });
    const [one, two] = [await open({ store }), await open({ store })];
    // As an engine has them; each server asks for itself.
    const busy = new Set<string>();
    const turns = {
      async tryAlone(name: string, work: () => Promise<void>) {
        if (busy.has(name)) return false;
        busy.add(name);
        await work().finally(() => busy.delete(name));
        return true;
      },
    };
    one.files.startSweeping(async () => false, turns);
    await hasBegun;
    two.files.startSweeping(async () => false, turns);
    // It has looked whether it may by the time that it is stopped.
    await two.files.stop();
    expect(looks).toBe(1);
    goOn();
    await one.files.stop();
    expect(looks).toBe(1);
  });
});
