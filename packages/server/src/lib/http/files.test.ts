// Files over HTTP: how they are given, how they are read, and what becomes of names and contents that somebody made on purpose.
import { randomBytes } from "node:crypto";
import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Uploader } from "../../../test/uploader.ts";
import { askFile, createApp, Message } from "../../index.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const MANY = 100_000;
const chat = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  chatProfiles: () => [
    { name: "any", default: true },
    { name: "pictures", configOverrides: { uploads: { accept: ["image/*"] } } },
  ],
  onMessage: async ({ content }) => {
    if (content !== "ask me") return void (await new Message(`re ${content}`).send());
    const [file] = (await askFile("Which file?", { accept: ["text/*"], maxSizeMb: 0.001 })) ?? [];
    await new Message(`It says ${await file?.text()}`).send();
  },
});

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

async function serve(config: ColloquyConfig = {}): Promise<ServedApp> {
  const { limits, ...others } = config;
  return serveApp(chat, {
    config: { ...others, limits: { requestsPerSecond: MANY, addressRequestsPerSecond: MANY, signInsPerMinute: MANY, ...limits } },
  });
}

let served: ServedApp;
let ada: Uploader;
beforeAll(async () => {
  served = await serve();
  ada = await Uploader.come(served, "ada");
});
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
});

describe("a file that is uploaded in one piece", () => {
  it("is known by its content and read again, before anything was said", async () => {
    const file = await ada.upload(PNG, { name: "page.html" });
    expect(file).toEqual({ key: expect.stringMatching(/^[0-9a-f-]{36}$/), name: "page.html", mime: "image/png", size: PNG.byteLength });
    const answer = await ada.read(file.key);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": String(PNG.byteLength),
      "content-disposition": `inline; filename="page.html"; filename*=UTF-8''page.html`,
      "cache-control": "private, max-age=31536000, immutable, no-transform",
      etag: `"${file.key}"`,
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  it("may be in a form, among other fields, or have its name in a header", async () => {
    const form = new FormData();
    form.append("note", "x");
    form.append("file", new Blob(["hello"]), "Grüße.txt");
    form.append("after", "y");
    expect(await ada.upload(form)).toMatchObject({ name: "Grüße.txt", mime: "text/plain", size: 5 });
    expect(await ada.upload("hello", { headers: { "x-file-name": encodeURIComponent("日本.md") } })).toMatchObject({
      name: "日本.md",
      mime: "text/markdown",
    });
    expect(await ada.upload("hello", { headers: { "x-file-name": "100%.md" } })).toMatchObject({ name: "100%.md" });
    expect(await ada.upload("")).toMatchObject({ name: "file", size: 0 });
  });

  it.each([
    ["no file in it", "--x\r\ncontent-disposition: form-data; name=a\r\n\r\nb\r\n--x--\r\n"],
    ["an end that never comes", '--x\r\ncontent-disposition: form-data; name=a; filename="a"\r\n\r\nbbbb'],
    ["nothing in it", ""],
  ])("is refused as a form with %s", async (_, body) => {
    const answer = await ada.send(body, { headers: { "content-type": "multipart/form-data; boundary=x" } });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: "BAD_REQUEST" })]);
    const none = await ada.send("x", { headers: { "content-type": "multipart/form-data; a=b" } });
    expect([none.status, await none.json()]).toEqual([400, expect.objectContaining({ code: "BAD_REQUEST" })]);
  });

  it("has five megabytes at most, whether it says so or not, in a form or not", async () => {
    const large = randomBytes(5 * 1024 * 1024 + 1);
    const form = new FormData();
    form.append("file", new Blob([large]), "a.bin");
    const tries = [ada.send(large), ada.send(new Blob([large]).stream()), ada.send(form)];
    for (const answer of await Promise.all(tries))
      expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: "TOO_LARGE" })]);
    expect((await ada.upload(large.subarray(1))).size).toBe(5 * 1024 * 1024);
  });
});

describe("what may be sent", () => {
  const refused = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

  it("is decided by the content, not by the name or by what the sender says", async () => {
    await using strict = await serve({ uploads: { accept: ["image/*"] } });
    const bob = await Uploader.come(strict);
    const headers = { "content-type": "image/png" };
    expect(await refused(await bob.send("<script>alert(1)</script>", { name: "a.png", headers }))).toEqual([415, "FILE_REFUSED"]);
    expect(await bob.upload(PNG, { name: "a.exe" })).toMatchObject({ mime: "image/png" });
  });

  it("is what the profile of the chat says", async () => {
    const { attached, socket } = await ada.connect();
    expect(await socket.emitWithAck("request", { type: "selectProfile", chatProfile: "pictures" })).toMatchObject({ ok: true });
    const put = () => ada.fetch(`/api/threads/${attached.threadId}/files?name=a.txt`, { method: "POST", body: "text" });
    const kept = served.server.host.registry.byThread(attached.threadId)?.config.uploads.accept;
    expect(kept).toEqual(["*/*"]);
    const { attached: second } = await ada.connect({ chatProfile: "pictures" } as object);
    const other = await ada.fetch(`/api/threads/${second.threadId}/files?name=a.txt`, { method: "POST", body: "text" });
    expect([await refused(other), (await put()).status]).toEqual([[415, "FILE_REFUSED"], 201]);
  });

  it("is nothing where files are switched off, and never more than one person may keep", async () => {
    await using none = await serve({ uploads: { enabled: false } });
    expect(await refused(await (await Uploader.come(none)).send("x"))).toEqual([501, "NOT_SUPPORTED"]);
    await using small = await serve({ files: { maxSizePerPerson: 10, maxFilesPerPerson: 2 }, uploads: { maxSize: 8 } });
    const bob = await Uploader.come(small, "bob");
    expect(await refused(await bob.send("x".repeat(9)))).toEqual([413, "TOO_LARGE"]);
    expect((await bob.upload("x".repeat(8))).size).toBe(8);
    expect(await refused(await bob.send("xxx"))).toEqual([413, "TOO_LARGE"]);
    await bob.upload("xx");
    expect(await refused(await bob.send(""))).toEqual([413, "TOO_LARGE"]);
    // In another chat too.
    expect(await refused(await (await Uploader.come(small, "bob")).send("x"))).toEqual([413, "TOO_LARGE"]);
    expect((await (await Uploader.come(small, "carl")).upload("x".repeat(8))).size).toBe(8);
  });

  it("is what an open question asks for, also where files are switched off, and as large as it says", async () => {
    await using none = await serve({ uploads: { enabled: false } });
    const bob = await Uploader.come(none);
    const { socket, attached } = await bob.connect();
    const put = (body: string) => bob.fetch(`/api/threads/${attached.threadId}/files?name=a.txt`, { method: "POST", body });
    expect(await refused(await put("too early"))).toEqual([501, "NOT_SUPPORTED"]);
    expect(await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "ask me" } })).toMatchObject({
      ok: true,
    });
    const session = none.server.host.registry.byThread(attached.threadId);
    await vi.waitFor(() => expect(session?.state.asks.size).toBe(1));
    expect(await refused(await put("x".repeat(2_000)))).toEqual([413, "TOO_LARGE"]);
    const { key } = (await (await put("hello")).json()) as { key: string };
    const [askId] = session?.state.asks.keys() ?? [];
    expect(await socket.emitWithAck("request", { type: "answerAsk", askId, answer: { kind: "file", files: [key] } })).toMatchObject({
      ok: true,
    });
    await vi.waitFor(() => expect(session?.turns.running).toEqual([]));
    const said = [...(session?.state.steps.values() ?? [])].map(({ texts }) => texts.output?.read());
    expect(said.at(-1)).toBe("It says hello");
    expect(await refused(await put("too late"))).toEqual([501, "NOT_SUPPORTED"]);
  });

  it("is so many at once, of one person", async () => {
    await using few = await serve({ uploads: { maxAtOnce: 1 } });
    const bob = await Uploader.come(few);
    let end = () => {};
    const slow = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("slow"));
        end = () => controller.close();
      },
    });
    const first = bob.send(slow);
    await expect.poll(async () => (await bob.send("x")).status).toBe(429);
    end();
    expect((await first).status).toBe(201);
    expect((await bob.send("x")).status).toBe(201);
  });

  it("is refused to the pages of others, whatever they call it", async () => {
    for (const type of ["text/plain", "application/json", "multipart/form-data; boundary=x"]) {
      const headers = { origin: "https://evil.example", "content-type": type };
      expect(await refused(await ada.send("x", { headers }))).toEqual([403, "ORIGIN_REFUSED"]);
    }
  });
});

describe("a file that is read", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const part = async (key: string, headers: Record<string, string>) => {
    const answer = await ada.read(key, { headers });
    return [answer.status, answer.headers.get("content-range"), await answer.text()];
  };

  it("comes in the part that is asked for, and whole when that is none or several", async () => {
    const { key } = await ada.upload(letters, { name: "a.txt" });
    expect(await part(key, { range: "bytes=0-2" })).toEqual([206, "bytes 0-2/26", "abc"]);
    expect(await part(key, { range: "bytes=23-" })).toEqual([206, "bytes 23-25/26", "xyz"]);
    expect(await part(key, { range: "bytes=-2" })).toEqual([206, "bytes 24-25/26", "yz"]);
    expect(await part(key, { range: "bytes=20-999" })).toEqual([206, "bytes 20-25/26", "uvwxyz"]);
    expect(await part(key, { range: "bytes=26-" })).toEqual([416, "bytes */26", ""]);
    for (const range of ["bytes=0-1,3-4", "bytes=5-2", "letters=0-1", "bytes=", "bytes=a-b"])
      expect(await part(key, { range })).toEqual([200, null, letters]);
  });

  it("is not sent again to who has it, nor in parts to who has parts of something else", async () => {
    const { key } = await ada.upload(letters, { name: "a.txt" });
    const etag = `"${key}"`;
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const answer = await ada.read(key, { headers: { "if-none-match": tag } });
      expect([answer.status, await answer.text(), answer.headers.get("etag")]).toEqual([304, "", etag]);
    }
    expect(await part(key, { "if-none-match": '"other"' })).toEqual([200, null, letters]);
    expect(await part(key, { range: "bytes=0-0", "if-range": etag })).toEqual([206, "bytes 0-0/26", "a"]);
    for (const tag of ['"other"', `W/${etag}`, new Date().toUTCString()])
      expect(await part(key, { range: "bytes=0-0", "if-range": tag })).toEqual([200, null, letters]);
  });

  it("is told of without being sent", async () => {
    const { key } = await ada.upload(letters, { name: "a.txt" });
    const answer = await ada.read(key, { method: "HEAD", headers: { range: "bytes=0-1" } });
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([200, "26", ""]);
  });

  it("is not compressed: its parts would be parts of something else", async () => {
    const { key } = await ada.upload(letters.repeat(500), { name: "a.txt" });
    const answer = await ada.read(key, { headers: { "accept-encoding": "gzip" } });
    expect([answer.headers.get("content-encoding"), (await answer.text()).length]).toEqual([null, 13_000]);
  });

  it.each([
    ["a.html", "<p>x", "text/html"],
    ["a.svg", "<svg/>", "image/svg+xml"],
    ["a.txt", "<svg onload='alert(1)'/>", "image/svg+xml"],
    ["a.xml", "<?xml version='1.0'?><a/>", "application/xml"],
    ["a.js", "alert(1)", "text/plain; charset=utf-8"],
    ["a.pdf", "%PDF-1.7", "application/pdf"],
    ["a.css", "a{}", "text/plain; charset=utf-8"],
    ["a.bin", "\u0002\u0003\u0000", "application/octet-stream"],
  ])("never runs as ours: %s is saved, in a sandbox", async (name, content, type) => {
    const { headers } = await ada.read((await ada.upload(content, { name })).key);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": type,
      "content-disposition": expect.stringMatching(/^attachment; /),
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
    });
  });

  it("is saved where the address says so", async () => {
    const { key } = await ada.upload(PNG, { name: "a.png" });
    const disposition = async (query: string) => (await ada.read(key, { query })).headers.get("content-disposition");
    expect([await disposition(""), await disposition("?download=1")]).toEqual([
      expect.stringMatching(/^inline;/),
      expect.stringMatching(/^attachment;/),
    ]);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Windows\\win.ini", "win.ini"],
    ["a\u0000b.txt", "ab.txt"],
    ["photo\u202egnp.exe", "photognp.exe"],
    ["NUL", "_NUL"],
    ['quote".txt', "quote_.txt"],
    ["a\r\nset-cookie: x=y.txt", "aset-cookie_ x=y.txt"],
    ["..", "file"],
  ])("has a name that leads nowhere: %j", async (given, shown) => {
    const { key, name } = await ada.upload("x", { name: given });
    expect(name).toBe(shown);
    const { headers } = await ada.read(key);
    expect(headers.get("content-disposition")).toContain(`filename*=UTF-8''${encodeURIComponent(shown)}`);
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("has its letters in the header that knows them, and none that are misread in the other", async () => {
    const { key } = await ada.upload("x", { name: "Übung 100%'(1)* 日本.txt" });
    expect((await ada.read(key)).headers.get("content-disposition")).toBe(
      "inline; filename=\"_bung 100_'(1)_ __.txt\"; filename*=UTF-8''%C3%9Cbung%20100%25%27%281%29_%20%E6%97%A5%E6%9C%AC.txt",
    );
  });

  it("is not there for a key that is none, or of another chat of the same person", async () => {
    const { key } = await ada.upload("x");
    const other = await Uploader.come(served, "ada");
    for (const wrong of [key, newId(), "..", "%2e%2e%2f", "%00", "a", "C:", key.toUpperCase().slice(1)]) {
      const answer = await other.read(wrong);
      expect([wrong, answer.status]).toEqual([wrong, 404]);
    }
    expect((await ada.read(key.toUpperCase())).status).toBe(200);
  });

  it("goes with its chat, and its bytes with it when the chat goes for good", async () => {
    const bob = await Uploader.come(served, "bob");
    const { socket } = await bob.connect({ threadId: bob.threadId });
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "hello" } });
    const { key } = await bob.upload("x");
    expect(await served.server.host.services.files.isStored(key as never)).toBe(true);
    expect((await bob.fetch(`/api/threads/${bob.threadId}`, { method: "DELETE" })).status).toBe(200);
    const state = async () => [(await bob.read(key)).status, await served.server.host.services.files.isStored(key as never)];
    expect(await state()).toEqual([404, true]);
    const purge = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ threadIds: [bob.threadId] }) };
    expect((await bob.fetch("/api/threads/purge", purge)).status).toBe(200);
    expect(await state()).toEqual([404, false]);
  });

  it("is deleted by its person while no message shows it, with its bytes; one that is shown stays", async () => {
    const bob = await Uploader.come(served, "bob");
    const { files } = served.server.host.services;
    const erase = (who: Uploader, key: string) => who.fetch(`/api/threads/${bob.threadId}/files/${key}`, { method: "DELETE" });
    const [unsent, sent] = [await bob.upload("never mind"), await bob.upload("look")];
    expect((await erase(ada, unsent.key)).status).toBe(404);
    expect((await bob.read(unsent.key)).status).toBe(200);
    expect((await erase(bob, unsent.key)).status).toBe(204);
    expect([(await bob.read(unsent.key)).status, await files.isStored(unsent.key as never)]).toEqual([404, false]);
    expect((await erase(bob, unsent.key)).status).toBe(404);
    const { socket } = await bob.connect({ threadId: bob.threadId });
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "see", files: [sent.key] } });
    const refused = await erase(bob, sent.key);
    expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ code: "BAD_REQUEST" })]);
    // Nor when nobody has the chat open.
    socket.disconnect();
    await served.server.host.registry.byThread(bob.threadId)?.recorder.commit();
    expect([(await erase(bob, sent.key)).status, (await bob.read(sent.key)).status]).toEqual([400, 200]);
  });

  it("is read at the store itself where that can be, under the same type and name", async () => {
    const asked: unknown[] = [];
    const store = {
      ...createMemoryBlobStore(),
      readUrl: async (key: string, options: object) => {
        asked.push(options);
        return `https://store.example/${key}`;
      },
    };
    await using elsewhere = await serveApp(chat, { blobStore: store });
    const bob = await Uploader.come(elsewhere);
    const { key } = await bob.upload("<svg/>", { name: "a.svg" });
    const answer = await bob.read(key);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, `https://store.example/${key}`]);
    expect(asked).toEqual([
      { seconds: 600, contentType: "image/svg+xml", contentDisposition: `attachment; filename="a.svg"; filename*=UTF-8''a.svg` },
    ]);
  });
});

describe("an address that proves itself", () => {
  it("is given to the owner, and read by whoever has it, without a cookie and in any page", async () => {
    const { key } = await ada.upload(PNG, { name: "a.png" });
    const [status, signed] = await ada.post(`/api/threads/${ada.threadId}/files/${key}/address`);
    expect([status, signed]).toEqual([200, { address: expect.stringMatching(/^api\/signed-files\/[\w.-]+$/), expiresIn: 3600 }]);
    const { address } = signed as { address: string };
    const answer = await fetch(`${served.url}/${address}`);
    expect([answer.status, answer.headers.get("cross-origin-resource-policy")]).toEqual([200, "cross-origin"]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    expect((await fetch(`${served.url}/${address.slice(0, -3)}abc`)).status).toBe(404);
    await served.server.host.services.files.remove(ada.threadId, [key as never]);
    expect((await fetch(`${served.url}/${address}`)).status).toBe(404);
  });
});

describe("a request that has nothing to say", () => {
  it("needs no body", async () => {
    const { key } = await ada.upload(PNG, { name: "a.png" });
    const path = `/api/threads/${ada.threadId}/files/${key}/address`;
    expect((await ada.fetch(path, { method: "POST" })).status).toBe(200);
    expect((await ada.fetch(path, { method: "POST", body: "no JSON" })).status).toBe(400);
  });
});

describe("a thousand small files", () => {
  it("are uploaded and read, and each is itself", async () => {
    const bob = await Uploader.come(served);
    const keys: string[] = [];
    for (let n = 0; n < 1000; n += 5) {
      const five = [0, 1, 2, 3, 4].map((more) => bob.upload(`file ${n + more}`, { name: `${n + more}.txt` }));
      keys.push(...(await Promise.all(five)).map(({ key }) => key));
    }
    expect(new Set(keys).size).toBe(1000);
    for (const n of [0, 1, 499, 998, 999]) expect(await (await bob.read(keys[n] ?? "")).text()).toBe(`file ${n}`);
  });
});
