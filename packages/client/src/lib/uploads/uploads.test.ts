// Uploads against the real server, over lines that break: what arrives is what was given, once, in the chat that it was given to.
import { createHash } from "node:crypto";
import { fileAddress, type ThreadId } from "@colloquy/protocol";
import { createApp, Message } from "colloquy";
import { type ServeAppOptions, serveApp } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import { BadNetwork } from "../../../test/bad-network.ts";
import { eventually, TestClient } from "../../../test/open-client.ts";
import { memoryStorage } from "../storage.ts";
import type { UploadTimings } from "./send-file.ts";
import type { Upload } from "./upload.ts";
import type { Uploads } from "./uploads.ts";

const KB = 1024;
/** Small pieces, so that a file of test size is many of them; and no patience. */
const QUICK: Partial<UploadTimings> = { wholeUpTo: 64 * KB, pieceSize: 32 * KB, retryMinMs: 5, retryMaxMs: 20 };

/** An app that says how many files a message has. */
function listener() {
  const app = createApp();
  app.onMessage(async ({ content }) => void (await new Message(`heard ${content}`).send()));
  return app;
}

const serve = (config: ServeAppOptions["config"] = {}) => serveApp(listener(), { config });
const open = (url: string, more: ConstructorParameters<typeof TestClient>[0] = {}) =>
  new TestClient({ url, uploadTimings: QUICK, ...more });

/** Bytes in no order that anything would repeat by chance. */
function bytes(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let value = seed;
  for (let at = 0; at < size; at++) {
    value = (value * 1_103_515_245 + 12_345) % 2 ** 31;
    all[at] = value >> 16;
  }
  return all;
}

const text = (name: string, words = name) => new File([words], name, { type: "text/plain", lastModified: 1_700_000_000_000 });
const large = (name: string, size: number, seed?: number) => new File([bytes(size, seed)], name, { lastModified: 1_700_000_000_000 });

function until(uploads: Uploads, holds: (list: readonly Upload[]) => boolean): Promise<readonly Upload[]> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(uploads.getUploads())) return;
      stop();
      resolve(uploads.getUploads());
    };
    const stop = uploads.subscribe(look);
    look();
  });
}

const all = (state: Upload["state"]) => (list: readonly Upload[]) => list.length > 0 && list.every((upload) => upload.state === state);

async function sha256(client: TestClient, threadId: ThreadId, key: string): Promise<string> {
  const response = await fetch(`${client.api.base}/${fileAddress(threadId, key)}`, { headers: await client.api.headers() });
  expect(response.status).toBe(200);
  return digest(new Uint8Array(await response.arrayBuffer()));
}

const digest = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

describe("a file that is given to a chat", () => {
  it("waits until the chat is there, also one that nobody has spoken in, and is then sent to it", async () => {
    await using served = await serve();
    using client = open(served.url);
    client.close();
    const uploads = await client.loadUploads();
    uploads.add(text("notes.txt", "Two vessels"));
    expect(uploads.getUploads().map(({ state, name, size }) => [state, name, size])).toEqual([["waiting", "notes.txt", 11]]);
    client.connect();
    const [upload] = await until(uploads, all("done"));
    expect(upload?.file).toMatchObject({ name: "notes.txt", mime: "text/plain", size: 11 });
    const { thread, interacted } = client.store.getOverview();
    expect(interacted).toBe(false);
    expect(await sha256(client, thread.id, upload?.file?.key ?? "")).toBe(digest(new TextEncoder().encode("Two vessels")));
  });

  it("may be empty, and a Blob with a name", async () => {
    await using served = await serve();
    using client = open(served.url);
    const uploads = await client.loadUploads();
    uploads.add(new File([], "nothing.txt"));
    uploads.add(new Blob(["words"]), { name: "words.txt" });
    const done = await until(uploads, all("done"));
    expect(done.map(({ file }) => [file?.name, file?.size])).toEqual([
      ["nothing.txt", 0],
      ["words.txt", 5],
    ]);
  });

  it("is one of at most three that are sent at once", async () => {
    await using served = await serve();
    using client = open(served.url);
    const uploads = await client.loadUploads();
    let most = 0;
    uploads.subscribe(() => {
      most = Math.max(most, uploads.getUploads().filter(({ state }) => state === "sending").length);
    });
    for (let number = 0; number < 8; number++) uploads.add(text(`${number}.txt`));
    const done = await until(uploads, all("done"));
    expect([most, new Set(done.map(({ file }) => file?.key)).size]).toEqual([3, 8]);
  });

  it("fails with the server's reason when that does not take it, and may be removed", async () => {
    await using served = await serve({ uploads: { accept: ["image/*"] } });
    using client = open(served.url);
    const uploads = await client.loadUploads();
    uploads.add(new File(["no picture at all"], "photo.png", { type: "image/png" }));
    const [failed] = await until(uploads, all("failed"));
    expect(failed?.error).toMatchObject({ code: "FILE_REFUSED" });
    expect(uploads.take()).toEqual([]);
    uploads.remove(failed?.id ?? "");
    expect(uploads.getUploads()).toEqual([]);
  });

  it("that failed is sent again by the person", async () => {
    await using served = await serve({ uploads: { maxSize: 10 } });
    using client = open(served.url);
    const uploads = await client.loadUploads();
    const id = uploads.add(text("long.txt", "more than ten bytes"));
    await until(uploads, all("failed"));
    uploads.retry(id);
    expect(uploads.getUploads()[0]?.state).not.toBe("failed");
    await until(uploads, all("failed"));
  });
});

describe("a file that is taken out of the list again", () => {
  it("goes from the server too, at once; one that a message shows by now stays", async () => {
    await using served = await serve();
    using client = open(served.url);
    const uploads = await client.loadUploads();
    const [unwanted, wanted] = [uploads.add(text("unwanted.txt")), uploads.add(text("wanted.txt"))];
    const done = await until(uploads, all("done"));
    const { thread } = client.store.getOverview();
    const isThere = async (id: string) => {
      const key = done.find((upload) => upload.id === id)?.file?.key ?? "";
      const answer = await fetch(`${client.api.base}/${fileAddress(thread.id, key)}`, { headers: await client.api.headers() });
      await answer.body?.cancel();
      return answer.status === 200;
    };
    uploads.remove(unwanted);
    await expect.poll(() => isThere(unwanted)).toBe(false);
    const files = uploads.take();
    client.sendMessage("look", { files });
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length > 0);
    // As of a message that was taken back, while another tab had sent it.
    uploads.put(files);
    for (const { id } of uploads.getUploads()) uploads.remove(id);
    const address = `${client.api.base}/${fileAddress(thread.id, files[0]?.key ?? "")}`;
    expect((await fetch(address, { method: "DELETE", headers: await client.api.headers() })).status).toBe(400);
    expect(await isThere(wanted)).toBe(true);
  });
});

describe("the files of a message", () => {
  it("are taken out of the list, and shown with it until the server has it", async () => {
    await using served = await serve();
    using client = open(served.url);
    const uploads = await client.loadUploads();
    uploads.add(text("notes.txt"));
    await until(uploads, all("done"));
    client.close();
    const files = uploads.take();
    client.sendMessage("look", { files });
    expect(uploads.getUploads()).toEqual([]);
    expect(client.store.getOverview().pending).toMatchObject([{ text: "look", files: [{ name: "notes.txt" }] }]);
    client.connect();
    await client.until(({ pending, busy, interacted }) => interacted && pending.length === 0 && !busy);
  });

  it("are still with an unsent message after a reload", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    let threadId: ThreadId | undefined;
    {
      using client = open(served.url, { storage });
      const uploads = await client.loadUploads();
      uploads.add(text("notes.txt"));
      await until(uploads, all("done"));
      threadId = client.store.getOverview().thread.id;
      client.close();
      client.sendMessage("look", { files: uploads.take() });
    }
    using again = open(served.url, { storage });
    expect(again.store.getOverview().pending).toMatchObject([{ text: "look", files: [{ name: "notes.txt" }] }]);
    await again.until(({ pending, interacted }) => interacted && pending.length === 0);
    expect(again.store.getOverview().thread.id).toBe(threadId);
  });
});

describe("after a reload", () => {
  it("what the server has is still to go with the next message", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    {
      using client = open(served.url, { storage });
      expect(client.keptUploads).toBe(0);
      const uploads = await client.loadUploads();
      uploads.add(text("notes.txt"));
      await until(uploads, all("done"));
      expect(client.keptUploads).toBe(1);
    }
    using again = open(served.url, { storage });
    expect(again.keptUploads).toBe(1);
    const uploads = await again.loadUploads();
    expect(uploads.getUploads()).toMatchObject([{ name: "notes.txt", state: "done" }]);
    await again.live();
    expect(uploads.take()).toMatchObject([{ name: "notes.txt" }]);
    expect(again.keptUploads).toBe(0);
  });

  it("what the server does not have any more says so, and comes back with the file", async () => {
    const storage = memoryStorage();
    const before = await serve();
    const { port } = before;
    let threadId: ThreadId | undefined;
    {
      await using _served = before;
      using client = open(before.url, { storage });
      const uploads = await client.loadUploads();
      uploads.add(text("notes.txt"));
      await until(uploads, all("done"));
      client.sendMessage("hello");
      ({ id: threadId } = (await client.until(({ interacted }) => interacted)).thread);
    }
    // Another server in its place, that knows nothing of it.
    await using _after = await serveApp(listener(), { port });
    using again = open(before.url, { storage, threadId });
    const uploads = await again.loadUploads();
    const [lost] = await until(uploads, all("lost"));
    expect(lost?.error).toMatchObject({ code: "NOT_FOUND" });
    expect(uploads.take()).toEqual([]);
  });

  it("a cut one goes on where it was as soon as the same file is given", async () => {
    await using served = await serve();
    await using network = await BadNetwork.open(served.port);
    const storage = memoryStorage();
    const url = new URL("/", network.url).href;
    const file = large("film.bin", 1024 * KB);
    {
      using client = open(url, { storage });
      const uploads = await client.loadUploads();
      uploads.add(file);
      await until(uploads, ([upload]) => (upload?.sent ?? 0) >= 256 * KB);
      network.up = false;
      network.reset();
      await until(uploads, all("paused"));
    }
    network.up = true;
    using again = open(url, { storage });
    const uploads = await again.loadUploads();
    expect(uploads.getUploads()).toMatchObject([{ name: "film.bin", state: "lost", size: 1024 * KB }]);
    const firsts: number[] = [];
    uploads.subscribe(() => {
      const [upload] = uploads.getUploads();
      if (upload?.state === "sending" && upload.sent > 0) firsts.push(upload.sent);
    });
    uploads.add(file);
    const [done] = await until(uploads, all("done"));
    expect(firsts[0]).toBeGreaterThanOrEqual(256 * KB - 64 * KB);
    expect(uploads.getUploads()).toHaveLength(1);
    expect(await sha256(again, (await again.live()).thread.id, done?.file?.key ?? "")).toBe(digest(bytes(1024 * KB)));
  });

  it("another file of the same name begins anew in its place", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    {
      using client = open(served.url, { storage });
      const uploads = await client.loadUploads();
      client.close();
      uploads.add(large("film.bin", 200 * KB));
    }
    using again = open(served.url, { storage });
    const uploads = await again.loadUploads();
    const [lost] = uploads.getUploads();
    expect(lost?.state).toBe("lost");
    uploads.resume(lost?.id ?? "", large("film.bin", 300 * KB, 7));
    const [done] = await until(uploads, all("done"));
    expect(await sha256(again, (await again.live()).thread.id, done?.file?.key ?? "")).toBe(digest(bytes(300 * KB, 7)));
  });
});

describe("a line that breaks", () => {
  it("in the middle of a large file costs nothing that has arrived: the bytes are the same, wherever it was cut", {
    timeout: 60_000,
  }, async () => {
    await using served = await serve();
    await using network = await BadNetwork.open(served.port);
    using client = open(new URL("/", network.url).href);
    const uploads = await client.loadUploads();
    const size = 2048 * KB + 17;
    await client.live();
    // A file of this size is on its way twenty times over, and lost at a place of its own each time.
    network.cuts = Array.from({ length: 20 }, (_, cut) => network.received + (cut + 1) * 90 * KB + ((cut * 7919) % 40) * KB);
    uploads.add(large("film.bin", size));
    const [done] = await until(uploads, all("done"));
    expect(network.cuts).toEqual([]);
    expect(done?.file?.size).toBe(size);
    expect(await sha256(client, (await client.live()).thread.id, done?.file?.key ?? "")).toBe(digest(bytes(size)));
  });

  it("pauses what is on its way, and it goes on when the line is back", async () => {
    await using served = await serve();
    await using network = await BadNetwork.open(served.port);
    using client = open(new URL("/", network.url).href);
    await client.live();
    const uploads = await client.loadUploads();
    network.up = false;
    network.reset();
    uploads.add(text("notes.txt"));
    await until(uploads, all("paused"));
    network.up = true;
    const [done] = await until(uploads, all("done"));
    expect(done?.file).toMatchObject({ name: "notes.txt", size: 9 });
  });

  it("that the person closes stops what is on its way until they come back", async () => {
    await using served = await serve();
    using client = open(served.url);
    await client.live();
    const uploads = await client.loadUploads();
    uploads.add(large("film.bin", 512 * KB));
    await until(uploads, ([upload]) => (upload?.sent ?? 0) > 0);
    client.close();
    expect(uploads.getUploads()).toMatchObject([{ state: "waiting" }]);
    client.connect();
    const [done] = await until(uploads, all("done"));
    expect(await sha256(client, (await client.live()).thread.id, done?.file?.key ?? "")).toBe(digest(bytes(512 * KB)));
  });

  it("does not bring back what was removed meanwhile", async () => {
    await using served = await serve();
    await using network = await BadNetwork.open(served.port);
    using client = open(new URL("/", network.url).href);
    await client.live();
    const uploads = await client.loadUploads();
    network.up = false;
    network.reset();
    const id = uploads.add(text("notes.txt"));
    await until(uploads, all("paused"));
    uploads.remove(id);
    network.up = true;
    uploads.add(text("other.txt"));
    expect((await until(uploads, all("done"))).map(({ name }) => name)).toEqual(["other.txt"]);
  });
});

describe("from one chat to another", () => {
  it("the files of an untouched chat come along, and are sent again to the new one", async () => {
    await using served = await serve();
    using client = open(served.url);
    const uploads = await client.loadUploads();
    uploads.add(text("notes.txt"));
    const [first] = await until(uploads, all("done"));
    const before = client.store.getOverview().thread.id;
    client.newChat();
    const overview = await client.until(({ ready, thread }) => ready && thread.id !== before);
    const [second] = await until(uploads, ([upload]) => upload?.state === "done" && upload.file?.key !== first?.file?.key);
    expect(await sha256(client, overview.thread.id, second?.file?.key ?? "")).toBe(digest(new TextEncoder().encode("notes.txt")));
  });

  it("those of a chat that has an address stay there, and are there again", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    using client = open(served.url, { storage });
    const uploads = await client.loadUploads();
    client.sendMessage("hello");
    const { thread } = await client.until(({ interacted, pending }) => interacted && pending.length === 0);
    uploads.add(text("notes.txt"));
    await until(uploads, all("done"));
    client.newChat();
    await client.until(({ ready, thread: now }) => ready && now.id !== thread.id);
    expect([uploads.getUploads(), client.keptUploads]).toEqual([[], 0]);
    // As the page finds them that opens its address again.
    using there = open(served.url, { storage, threadId: thread.id });
    there.close();
    expect((await there.loadUploads()).getUploads()).toMatchObject([{ name: "notes.txt", state: "done" }]);
  });

  it("what was added before the first message stays when the chat gets its address", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    using client = open(served.url, { storage });
    const uploads = await client.loadUploads();
    uploads.add(text("notes.txt"));
    await until(uploads, all("done"));
    client.sendMessage("hello");
    const { thread } = await client.until(({ interacted, pending }) => interacted && pending.length === 0);
    expect(uploads.getUploads()).toMatchObject([{ name: "notes.txt", state: "done" }]);
    using again = open(served.url, { storage, threadId: thread.id });
    expect(again.keptUploads).toBe(1);
  });
});

describe("files that are on their way with an answer", () => {
  const names = (uploads: Uploads) => uploads.getUploads().map(({ name }) => name);

  it("are out of the list and kept, also over a reload, and gone once the answer was taken; what was added meanwhile stays", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    using client = open(served.url, { storage });
    const uploads = await client.loadUploads();
    uploads.add(text("survey.txt"));
    await until(uploads, all("done"));
    const { files, settle } = uploads.setAside();
    expect([files.map(({ name }) => name), names(uploads), client.keptUploads]).toEqual([["survey.txt"], [], 1]);
    uploads.add(text("next.txt"));
    await until(uploads, all("done"));
    expect([uploads.setAside().files.length, uploads.take()]).toEqual([1, []]);
    settle(true);
    using again = open(served.url, { storage });
    again.close();
    expect(names(await again.loadUploads())).toEqual(["next.txt"]);
  });

  it("stand in the list of their own chat again when it was not, before what came meanwhile", async () => {
    await using served = await serve();
    using client = open(served.url);
    const uploads = await client.loadUploads();
    client.sendMessage("hello");
    const { thread } = await client.until(({ interacted, pending }) => interacted && pending.length === 0);
    uploads.add(text("survey.txt"));
    await until(uploads, all("done"));
    const { settle } = uploads.setAside();
    uploads.add(text("next.txt"));
    client.newChat();
    await client.until(({ ready, thread: now }) => ready && now.id !== thread.id);
    settle(false);
    expect(names(uploads)).toEqual([]);
    client.openThread(thread.id);
    await client.until(({ ready, thread: now }) => ready && now.id === thread.id);
    expect(names(uploads)).toEqual(["survey.txt", "next.txt"]);
  });
});

describe("signing out", () => {
  it("leaves nothing of the files on the device", async () => {
    await using served = await serve();
    const storage = memoryStorage();
    using client = open(served.url, { storage });
    const uploads = await client.loadUploads();
    uploads.add(text("notes.txt"));
    await until(uploads, all("done"));
    await client.signOut();
    expect([uploads.getUploads(), client.keptUploads]).toEqual([[], 0]);
    await eventually(() => client.store.getOverview().connection.phase === "closed");
  });
});
