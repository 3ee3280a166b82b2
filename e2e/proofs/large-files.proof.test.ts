// A file larger than any memory, up over a line that breaks again and again and a server that is killed, and down again: the same bytes, and a server that
// takes no more room than for a small one. What was given up leaves nothing.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, utimes } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { newId, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryOf, watchMemory } from "../support/process-memory.ts";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const MIB = 1024 * 1024;
const SIZE = count(200, 2048) * MIB;
const CUTS = 20;
const MOST_GROWTH_MB = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

const FILES = {
  "app.ts": `import * as cl from "colloquy";
cl.onMessage(async ({ content }) => void (await new cl.Message(content).send()));
`,
  "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({
  uploads: { maxSize: 3 * 1024 ** 3 },
  files: { maxSizePerPerson: 8 * 1024 ** 3 },
  limits: { requestsPerSecond: 1000, addressRequestsPerSecond: 1000 },
});
`,
};

/** Bytes that are different everywhere, made when they are needed: a block of noise with the number of the block in it. */
const NOISE = Buffer.alloc(MIB);
{
  const random = seeded(7);
  for (let at = 0; at < MIB; at += 4) NOISE.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
}
function block(number: number): Buffer {
  const copy = Buffer.from(NOISE);
  copy.writeUInt32LE(number, 0);
  copy.writeUInt32LE(number, MIB - 4);
  return copy;
}
function* bytesFrom(offset: number, end: number): Generator<Buffer> {
  for (let at = offset; at < end; ) {
    const within = at % MIB;
    const piece = block(Math.floor(at / MIB)).subarray(within, Math.min(MIB, within + end - at));
    yield piece;
    at += piece.byteLength;
  }
}
function digestOf(size: number): string {
  const digest = createHash("sha256");
  for (const piece of bytesFrom(0, size)) digest.update(piece);
  return digest.digest("hex");
}

let app: RunningApp;
let threadId = "";
const clientKey = newId();
beforeAll(async () => {
  app = await runFiles(FILES);
  const socket = io(new URL(app.url).origin, {
    path: SOCKET_PATH,
    auth: { protocol: PROTOCOL, pageId: newId(), clientKey },
    transports: ["websocket"],
  });
  const attached = await new Promise<{ threadId: string }>((resolve, reject) =>
    socket.once("attached", resolve).once("connect_error", reject),
  );
  await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "hello" } });
  threadId = attached.threadId;
  socket.disconnect();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const headers = { "x-client-key": clientKey, "tus-resumable": "1.0.0" };

/** Each over a connection of its own: while bytes are compared, one that is kept would grow too old. */
function call(method: string, at: string, more: Record<string, string> = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(at, app.url), { method, agent: false, headers: { ...headers, ...more } }, (answer) => {
      const { statusCode: status = 0 } = answer;
      const body = method === "HEAD" || status === 204 ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>);
      if (body === null) answer.resume();
      resolve(new Response(body, { status, headers: answer.headers as Record<string, string> }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

async function begin(size: number): Promise<string> {
  const answer = await call("POST", `/api/threads/${threadId}/uploads`, {
    "upload-length": `${size}`,
    "upload-metadata": `filename ${Buffer.from("film.bin").toString("base64")}`,
  });
  expect(answer.status).toBe(201);
  return answer.headers.get("location") ?? "";
}

/** Sends all that is left in one request; cuts the line after so many bytes. Resolves to the answer, or to nothing when it was cut. */
function send(at: string, offset: number, size: number, cutAfter = Number.POSITIVE_INFINITY): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = request(new URL(at, app.url), {
      method: "PATCH",
      agent: false,
      headers: {
        ...headers,
        "content-type": "application/offset+octet-stream",
        "upload-offset": `${offset}`,
        "content-length": `${size - offset}`,
      },
    });
    let left = cutAfter;
    const closed = new Promise((gone) => sent.once("close", gone));
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => resolve(text));
    });
    sent.on("error", () => resolve(undefined));
    void (async () => {
      for (const piece of bytesFrom(offset, size)) {
        if (sent.destroyed) return;
        const part = piece.subarray(0, Math.max(0, left));
        if (!sent.write(part)) await Promise.race([closed, new Promise((resume) => sent.once("drain", resume))]);
        left -= part.byteLength;
        if (left <= 0) {
          sent.destroy();
          return;
        }
      }
      sent.end();
    })();
  });
}

/**
 * Sends, once more for as long as the place is taken: the line that was cut before may have had more on its way than the server knew of when it said
 * where to go on. Clients of the protocol look again, too.
 */
async function sendOn(at: string, from: number, size: number, cutAfter?: number): Promise<string | undefined> {
  for (let offset = from, tries = 1; ; tries++, offset = await offsetOf(at)) {
    const answer = await send(at, offset, size, cutAfter);
    if (tries === 10 || !answer?.includes("Upload-Offset conflict")) return answer;
  }
}

/** Where the server says that it goes on. */
async function offsetOf(at: string): Promise<number> {
  const told = await call("HEAD", at);
  expect(told.status).toBe(200);
  return Number(told.headers.get("upload-offset"));
}

async function upload(size: number): Promise<string> {
  const answer = await send(await begin(size), 0, size);
  return (JSON.parse(answer ?? "{}") as { key: string }).key;
}

async function download(key: string): Promise<{ readonly bytes: number; readonly digest: string }> {
  const answer = await call("GET", `/api/threads/${threadId}/files/${key}`);
  const digest = createHash("sha256");
  let bytes = 0;
  for await (const piece of answer.body ?? []) {
    digest.update(piece);
    bytes += piece.byteLength;
  }
  return { bytes, digest: digest.digest("hex") };
}

const uploads = async () => {
  const folder = path.join(app.folder, ".colloquy", "uploads");
  return existsSync(folder) ? readdir(folder) : [];
};

describe(`a file of ${SIZE / MIB} MiB`, () => {
  it(`goes up and down and takes less than ${MOST_GROWTH_MB} MB of the server's memory`, async () => {
    // What is loaded with the first file is no matter of its size.
    await download(await upload(MIB));
    const pid = app.process().pid ?? 0;
    const settled = await memoryOf(pid);
    const watched = watchMemory(pid);
    const started = performance.now();
    const key = await upload(SIZE);
    const between = performance.now();
    const read = await download(key);
    const most = await watched.most();
    const rate = (from: number, to: number) => `${Math.round(SIZE / MIB / ((to - from) / 1000))} MiB/s`;
    console.log(
      `up ${rate(started, between)}, down ${rate(between, performance.now())}; memory ${settled.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
    );
    expect(read).toEqual({ bytes: SIZE, digest: digestOf(SIZE) });
    expect(most - settled).toBeLessThan(MOST_GROWTH_MB);
  });

  it(`goes on after ${CUTS} cuts at random places and a server that was killed, and is the same`, async () => {
    const random = seeded(seedOfRun());
    const at = await begin(SIZE);
    let offset = 0;
    for (let cut = 1; cut <= CUTS; cut++) {
      const room = (SIZE - offset) / (CUTS + 1 - cut);
      expect(await sendOn(at, offset, SIZE, Math.floor(room * random()))).toBeUndefined();
      if (cut === CUTS / 2) {
        await app.kill();
        await app.start();
      }
      const now = await offsetOf(at);
      expect(now).toBeGreaterThanOrEqual(offset);
      offset = now;
    }
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(SIZE);
    const { key, size } = JSON.parse((await sendOn(at, offset, SIZE)) ?? "{}") as { key: string; size: number };
    expect(size).toBe(SIZE);
    expect(await download(key)).toEqual({ bytes: SIZE, digest: digestOf(SIZE) });
    const part = await call("GET", `/api/threads/${threadId}/files/${key}`, { range: `bytes=${SIZE - 10}-` });
    expect(Buffer.from(await part.arrayBuffer()).equals(block(SIZE / MIB - 1).subarray(-10))).toBe(true);
  });

  it("leaves nothing when it is given up: at once when somebody says so, else after a day", async () => {
    const before = await uploads();
    const said = await begin(SIZE);
    await send(said, 0, SIZE, 20 * MIB);
    expect(await offsetOf(said)).toBeGreaterThan(0);
    expect((await call("DELETE", said)).status).toBe(204);
    expect((await call("HEAD", said)).status).toBe(404);
    expect(await uploads()).toEqual(before);
    const left = await begin(SIZE);
    await send(left, 0, SIZE, 20 * MIB);
    expect(await offsetOf(left)).toBeGreaterThan(0);
    const past = (Date.now() - DAY_MS - 1000) / 1000;
    for (const name of await uploads()) await utimes(path.join(app.folder, ".colloquy", "uploads", name), past, past);
    await app.stop();
    await app.start();
    await expect.poll(uploads).toEqual([]);
    expect((await call("HEAD", left)).status).toBe(404);
  });
});
