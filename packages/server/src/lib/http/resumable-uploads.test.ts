// Uploads that are cut off and go on, spoken to as their clients do.
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Uploader } from "../../../test/uploader.ts";
import { createApp } from "../../index.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const MANY = 100_000;
const TUS = { "tus-resumable": "1.0.0" };
const PIECE = { ...TUS, "content-type": "application/offset+octet-stream" };
const chat = createApp({ passwordAuth: ({ username }) => ({ identifier: username }), onMessage: () => undefined });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const serve = (
  config: ColloquyConfig = {},
  more: { readonly blobStore?: ReturnType<typeof createMemoryBlobStore> } = {},
): Promise<ServedApp> =>
  serveApp(chat, {
    ...more,
    config: { ...config, limits: { requestsPerSecond: MANY, addressRequestsPerSecond: MANY, signInsPerMinute: MANY } },
  });

let served: ServedApp;
let ada: Uploader;
beforeAll(async () => {
  served = await serve();
  ada = await Uploader.come(served, "ada");
});
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
});

const uploadsOf = ({ threadId }: Uploader) => `/api/threads/${threadId}/uploads`;
const metadata = (name: string) => ({ "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` });

async function begin(
  who: Uploader,
  size: number,
  name = "film.bin",
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<Response> {
  return who.fetch(uploadsOf(who), {
    method: "POST",
    headers: { ...TUS, "upload-length": String(size), ...metadata(name), ...headers },
    ...(body !== undefined && { body }),
  });
}

async function beginAt(who: Uploader, size: number, name?: string): Promise<string> {
  const answer = await begin(who, size, name);
  expect([answer.status, answer.headers.get("upload-expires") !== null]).toEqual([201, true]);
  return answer.headers.get("location") ?? "";
}

const send = (who: Uploader, at: string, offset: number, bytes: Uint8Array | string) =>
  who.fetch(at, { method: "PATCH", headers: { ...PIECE, "upload-offset": String(offset) }, body: bytes as BodyInit });
const head = (who: Uploader, at: string) => who.fetch(at, { method: "HEAD", headers: TUS });
const offsetOf = async (who: Uploader, at: string) => Number((await head(who, at)).headers.get("upload-offset"));
const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];

/** Sends so many bytes of a piece and breaks the line. Resolves when the server has them, or has noticed. */
async function sendAndCut(who: Uploader, at: string, offset: number, bytes: Uint8Array, cutAfter: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const sent = request(served.url + at, {
      method: "PATCH",
      headers: {
        ...PIECE,
        cookie: who.cookie,
        origin: served.url,
        "upload-offset": String(offset),
        "content-length": String(bytes.byteLength),
      },
    });
    sent.on("error", () => resolve());
    sent.on("close", () => resolve());
    sent.write(bytes.subarray(0, cutAfter), () => setImmediate(() => sent.destroy()));
  });
}

describe("an upload in pieces", () => {
  it("goes on where it was, and is the same file in the end", async () => {
    const bytes = randomBytes(1_000_000);
    const at = await beginAt(ada, bytes.byteLength, "Üben.bin");
    expect(await offsetOf(ada, at)).toBe(0);
    const first = await send(ada, at, 0, bytes.subarray(0, 300_000));
    expect([first.status, first.headers.get("upload-offset")]).toEqual([204, "300000"]);
    const told = await head(ada, at);
    expect([told.status, told.headers.get("upload-offset"), told.headers.get("upload-length"), told.headers.get("cache-control")]).toEqual([
      200,
      "300000",
      "1000000",
      "no-store",
    ]);
    const last = await send(ada, at, 300_000, bytes.subarray(300_000));
    const file = (await last.json()) as { key: string };
    expect([last.status, last.headers.get("upload-key"), file]).toEqual([
      200,
      file.key,
      { key: file.key, name: "Üben.bin", mime: "application/octet-stream", size: 1_000_000 },
    ]);
    expect(sha256(new Uint8Array(await (await ada.read(file.key)).arrayBuffer()))).toBe(sha256(bytes));
  });

  it("goes on after the line was cut at twenty places, and is the same file in the end", async () => {
    const bytes = randomBytes(3_000_000);
    const at = await beginAt(ada, bytes.byteLength);
    let offset = 0;
    for (let cut = 1; cut <= 20; cut++) {
      const rest = bytes.subarray(offset);
      const cutAfter = Math.floor((rest.byteLength / (21 - cut)) * (0.2 + ((cut * 7919) % 100) / 125));
      await sendAndCut(ada, at, offset, rest, Math.min(cutAfter, rest.byteLength - 1));
      const now = await offsetOf(ada, at);
      expect(now).toBeGreaterThanOrEqual(offset);
      expect(now).toBeLessThan(bytes.byteLength);
      offset = now;
    }
    expect(offset).toBeGreaterThan(0);
    let last = await send(ada, at, offset, bytes.subarray(offset));
    // The line that was cut may have had more on its way.
    for (let tries = 1; last.status === 409 && tries < 10; tries++) {
      offset = await offsetOf(ada, at);
      last = await send(ada, at, offset, bytes.subarray(offset));
    }
    const { key } = (await last.json()) as { key: string };
    expect(sha256(new Uint8Array(await (await ada.read(key)).arrayBuffer()))).toBe(sha256(bytes));
  });

  it("tells its key again to who did not hear it, and takes nothing twice", async () => {
    const at = await beginAt(ada, 5, "a.txt");
    const { key } = (await (await send(ada, at, 0, "hello")).json()) as { key: string };
    const told = await head(ada, at);
    expect([told.headers.get("upload-offset"), told.headers.get("upload-key")]).toEqual(["5", key]);
    expect(await (await ada.fetch(at)).json()).toEqual({ offset: 5, size: 5, file: { key, name: "a.txt", mime: "text/plain", size: 5 } });
    expect((await send(ada, at, 0, "hello")).status).toBe(409);
  });

  it("may bring its first bytes along, or have none at all", async () => {
    const whole = await begin(ada, 5, "a.txt", PIECE, "hello");
    expect([whole.status, await whole.json()]).toEqual([201, { key: expect.any(String), name: "a.txt", mime: "text/plain", size: 5 }]);
    const part = await begin(ada, 5, "a.txt", PIECE, "he");
    expect([part.status, part.headers.get("upload-offset")]).toEqual([201, "2"]);
    expect(await offsetOf(ada, part.headers.get("location") ?? "")).toBe(2);
    const empty = await begin(ada, 0, "a.txt");
    expect([empty.status, await empty.json()]).toEqual([201, expect.objectContaining({ size: 0 })]);
  });

  it("is not stored when that fails, and is when somebody asks again", async () => {
    const inner = createMemoryBlobStore();
    let full = true;
    const blobStore = {
      ...inner,
      put: (...given: Parameters<typeof inner.put>) => (full ? Promise.reject(new Error("the disk is full")) : inner.put(...given)),
    };
    await using broken = await serve({}, { blobStore });
    const bob = await Uploader.come(broken);
    const at = await beginAt(bob, 5, "a.txt");
    expect((await send(bob, at, 0, "hello")).status).toBe(500);
    full = false;
    const told = await head(bob, at);
    expect([told.status, told.headers.get("upload-offset"), told.headers.get("upload-key")]).toEqual([200, "5", expect.any(String)]);
    expect(await (await bob.read(told.headers.get("upload-key") ?? "")).text()).toBe("hello");
  });

  it("waits for nobody who is gone: the newest request has the upload", async () => {
    const bytes = randomBytes(100_000);
    const at = await beginAt(ada, bytes.byteLength);
    let end = () => {};
    const stuck = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(bytes.subarray(0, 40_000)));
        end = () => controller.error(new Error("gone"));
      },
    });
    const hanging = ada
      .fetch(at, { method: "PATCH", headers: { ...PIECE, "upload-offset": "0" }, body: stuck, duplex: "half" } as RequestInit)
      .catch(() => undefined);
    await expect.poll(() => served.server.host.services.files && offsetOnDisk(at)).toBe(40_000);
    expect(await offsetOf(ada, at)).toBe(40_000);
    const last = await send(ada, at, 40_000, bytes.subarray(40_000));
    const { key } = (await last.json()) as { key: string };
    expect(sha256(new Uint8Array(await (await ada.read(key)).arrayBuffer()))).toBe(sha256(bytes));
    end();
    await hanging;
  });
});

/** As the owner is told, without a word of the protocol that would end the request before. */
async function offsetOnDisk(at: string): Promise<number> {
  return ((await (await ada.fetch(at)).json()) as { offset: number }).offset;
}

describe("an upload that is refused", () => {
  it("is so before a byte where its size says so, and for what comes beyond it", async () => {
    await using small = await serve({ uploads: { maxSize: 10 }, files: { maxSizePerPerson: 15, maxFilesPerPerson: 2 } });
    const bob = await Uploader.come(small);
    expect(await refusal(await begin(bob, 11))).toEqual([413, "TOO_LARGE"]);
    const at = await beginAt(bob, 10);
    // What was begun counts already.
    expect(await refusal(await begin(bob, 6))).toEqual([413, "TOO_LARGE"]);
    expect(await refusal(await send(bob, at, 0, "x".repeat(11)))).toEqual([413, "TOO_LARGE"]);
    expect((await bob.fetch(at, { method: "DELETE", headers: TUS })).status).toBe(204);
    await beginAt(bob, 10);
  });

  it("is so as soon as its content tells what it is, and leaves nothing", async () => {
    await using strict = await serve({ uploads: { accept: ["image/*"] } });
    const bob = await Uploader.come(strict);
    const at = await beginAt(bob, 1_000_000, "a.png");
    const answer = await send(bob, at, 0, `<html>${"x".repeat(5000)}`);
    expect(await refusal(answer)).toEqual([415, "FILE_REFUSED"]);
    expect((await head(bob, at)).status).toBe(404);
    const short = await beginAt(bob, 6, "a.png");
    expect(await refusal(await send(bob, short, 0, "<html>"))).toEqual([415, "FILE_REFUSED"]);
    expect((await head(bob, short)).status).toBe(404);
  });

  it("is so for a wrong place, a wrong type, without the protocol, without a size, and where no files are taken", async () => {
    const at = await beginAt(ada, 10);
    expect(await refusal(await send(ada, at, 3, "xxx"))).toEqual([409, "BAD_REQUEST"]);
    expect(await refusal(await ada.fetch(at, { method: "PATCH", headers: { ...TUS, "upload-offset": "0" }, body: "x" }))).toEqual([
      400,
      "BAD_REQUEST",
    ]);
    expect(await refusal(await ada.fetch(uploadsOf(ada), { method: "POST", headers: { "upload-length": "1" } }))).toEqual([
      412,
      "BAD_REQUEST",
    ]);
    for (const wrong of [
      {},
      { "upload-length": "-1" },
      { "upload-length": "1e3" },
      { "upload-defer-length": "1" },
      { "upload-length": "x" },
    ]) {
      const answer = await ada.fetch(uploadsOf(ada), { method: "POST", headers: { ...TUS, ...(wrong as Record<string, string>) } });
      expect([400, 501]).toContain(answer.status);
      expect(await answer.json()).toMatchObject({ code: "BAD_REQUEST" });
    }
    expect(await refusal(await begin(ada, 1, "a", { "upload-metadata": "filename ***" }))).toEqual([400, "BAD_REQUEST"]);
    await using none = await serve({ uploads: { enabled: false } });
    expect(await refusal(await begin(await Uploader.come(none), 1))).toEqual([501, "NOT_SUPPORTED"]);
  });

  it("is so for an id that is not of this chat, or none of ours", async () => {
    const other = await Uploader.come(served, "ada");
    const at = await beginAt(ada, 10);
    const id = at.split("/").at(-1);
    for (const wrong of [id, newId(), "..", "%2e%2e%2fsecret", "..%2f..%2fetc%2fpasswd", "%00", "C:", "con", "a.json", `${id}.json`]) {
      for (const method of ["HEAD", "GET", "PATCH", "DELETE"]) {
        const answer = await other.fetch(`${uploadsOf(other)}/${wrong}`, {
          method,
          headers: { ...PIECE, "upload-offset": "0" },
          ...(method === "PATCH" && { body: "x" }),
        });
        expect([wrong, method, answer.status]).toEqual([wrong, method, wrong === ".." ? expect.any(Number) : 404]);
      }
    }
    expect(await offsetOf(ada, at)).toBe(0);
  });

  it("is not open to the pages of others, and lets those read it that may", async () => {
    const at = await beginAt(ada, 10);
    const evil = await ada.fetch(at, { method: "DELETE", headers: { ...TUS, origin: "https://evil.example" } });
    expect(await refusal(evil)).toEqual([403, "ORIGIN_REFUSED"]);
    const told = await head(ada, at);
    expect([told.status, told.headers.get("access-control-allow-origin")]).toEqual([200, new URL(served.url).origin]);
    expect(told.headers.get("access-control-expose-headers")).toContain("upload-offset");
  });
});

describe("an upload that was given up", () => {
  it("leaves nothing after a day, nor does its room stay taken", async () => {
    await using small = await serve({ files: { maxSizePerPerson: 10 } });
    const { files } = small.server.host.services;
    const bob = await Uploader.come(small);
    const at = await beginAt(bob, 10);
    await send(bob, at, 0, "half");
    await files.sweep(async () => false);
    expect(await offsetOf(bob, at)).toBe(4);
    expect(await refusal(await begin(bob, 1))).toEqual([413, "TOO_LARGE"]);
    expect((await bob.fetch(at, { method: "DELETE", headers: TUS })).status).toBe(204);
    expect((await head(bob, at)).status).toBe(404);
    await beginAt(bob, 10);
  });
});
