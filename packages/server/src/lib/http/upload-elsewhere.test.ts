// An upload that is cut off on one node and goes on at another: both have one store of files, one database and one secret, and nothing else.
import { createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Uploader } from "../../../test/uploader.ts";
import { createApp, userSession } from "../../index.ts";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { createS3BlobStore } from "../blob-storage/drivers/s3.ts";
import { HOW_TO_GET_IT, hasS3Server, startS3, type TestS3 } from "../blob-storage/testing/start-s3.ts";
import { loadSecret } from "../config/secret.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { createPostgresStore } from "../postgres/postgres-store.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const MANY = 100_000;
const TUS = { "tus-resumable": "1.0.0" };
const PIECE = { ...TUS, "content-type": "application/offset+octet-stream" };
const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "s".repeat(40) }, dev: true });
// With it a chat is written down before anything is said in it.
const chat = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onChatStart: () => void userSession.set("greeted", true),
  onMessage: () => undefined,
});
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const isThere = hasS3Server();
let s3: TestS3;
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
  if (!isThere) return;
  s3 = await startS3();
  s3.makeBucket("files");
}, 60_000);
afterAll(async () => void (await Promise.all([s3?.remove(), postgres?.remove()])));

/** What both nodes have: a store in memory, as both are in one process, and where there is a real S3, a bucket. */
const STORES: readonly (readonly [string, boolean, () => (place: string) => BlobStore])[] = [
  [
    "store",
    true,
    () => {
      const store = createMemoryBlobStore();
      return () => store;
    },
  ],
  [`S3 (${HOW_TO_GET_IT})`, isThere, () => (place) => createS3BlobStore({ bucket: "files", prefix: place }, s3.env)],
];

async function serveTwo(storeAt: (place: string) => BlobStore): Promise<readonly [ServedApp, ServedApp]> {
  const hub = new MemoryHub();
  const place = newId();
  const serve = async () => {
    const store = createPostgresStore({ url: postgres.url, schema: `s_${place.replaceAll("-", "_")}`, maxConnections: 4 });
    const served = await serveApp(chat, {
      keys,
      relay: createRelay(createMemoryRelayDriver(hub)),
      dataLayer: createPostgresDataLayer(store),
      sessionStore: createPostgresSessionStore(store),
      blobStore: storeAt(place),
      config: { limits: { requestsPerSecond: MANY, addressRequestsPerSecond: MANY, signInsPerMinute: MANY } },
    });
    onTestFinished(() => served.close());
    return served;
  };
  return [await serve(), await serve()];
}

/** Somebody at one node whose next request another one gets. */
function at(served: ServedApp, who: Uploader) {
  return (path: string, init: RequestInit = {}) =>
    fetch(served.url + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: who.cookie, origin: served.url } });
}

async function begin(served: ServedApp, who: Uploader, size: number): Promise<string> {
  const answer = await at(served, who)(`/api/threads/${who.threadId}/uploads`, {
    method: "POST",
    headers: { ...TUS, "upload-length": String(size), "upload-metadata": `filename ${Buffer.from("film.bin").toString("base64")}` },
  });
  expect(answer.status).toBe(201);
  return new URL(answer.headers.get("location") ?? "", served.url).pathname;
}

const send = (served: ServedApp, who: Uploader, path: string, offset: number, bytes: Uint8Array) =>
  at(served, who)(path, { method: "PATCH", headers: { ...PIECE, "upload-offset": String(offset) }, body: bytes as BodyInit });

/** Sends so many bytes of what it has announced, then breaks the line. */
async function sendAndCut(served: ServedApp, who: Uploader, path: string, offset: number, bytes: Uint8Array, cutAfter: number) {
  await new Promise<void>((resolve) => {
    const length = { "upload-offset": String(offset), "content-length": String(bytes.byteLength) };
    const sent = request(served.url + path, { method: "PATCH", headers: { ...PIECE, cookie: who.cookie, origin: served.url, ...length } });
    sent.on("error", () => resolve());
    sent.on("close", () => resolve());
    sent.write(bytes.subarray(0, cutAfter), () => setImmediate(() => sent.destroy()));
  });
}

async function offsetAt(served: ServedApp, who: Uploader, path: string): Promise<number> {
  return Number((await at(served, who)(path, { method: "HEAD", headers: TUS })).headers.get("upload-offset"));
}

async function read(served: ServedApp, who: Uploader, key: string): Promise<string> {
  const answer = await at(served, who)(`/api/threads/${who.threadId}/files/${key}`);
  return sha256(new Uint8Array(await answer.arrayBuffer()));
}

/** Somebody in a chat that is stored: any node finds it. */
async function come(served: ServedApp): Promise<Uploader> {
  const who = await Uploader.come(served, newId());
  await expect.poll(() => served.server.host.services.store.findByThread(who.threadId)).toBeDefined();
  return who;
}

describe.each(STORES.filter(([, canRun]) => canRun))("An upload on two nodes with one %s", (_name, _canRun, makeStore) => {
  it("goes on at the other node behind what the first has put away, and any of them has the file", async () => {
    const [one, two] = await serveTwo(makeStore());
    const ada = await come(one);
    const bytes = randomBytes(20 * 1024 * 1024);
    const path = await begin(one, ada, bytes.byteLength);
    const first = await send(one, ada, path, 0, bytes.subarray(0, 9_000_000));
    expect([first.status, first.headers.get("upload-offset")]).toEqual([204, "9000000"]);
    expect(await offsetAt(two, ada, path)).toBe(9_000_000);
    const second = await send(two, ada, path, 9_000_000, bytes.subarray(9_000_000, 12_345_678));
    expect(second.status).toBe(204);
    const last = await send(one, ada, path, 12_345_678, bytes.subarray(12_345_678));
    const { key, size } = (await last.json()) as { key: string; size: number };
    expect([last.status, size]).toEqual([200, bytes.byteLength]);
    for (const node of [one, two]) expect(await read(node, ada, key)).toBe(sha256(bytes));
    expect((await at(two, ada)(path, { method: "HEAD", headers: TUS })).headers.get("upload-key")).toBe(key);
    const scratch = await two.server.host.services.files.scratch?.list("");
    expect(scratch?.map(({ name }) => name.split("/").at(-1))).toEqual(["record.json"]);
  });

  it("goes on after the line was cut at a dozen places, at another node each time, and is the same file in the end", async () => {
    const nodes = await serveTwo(makeStore());
    const node = (turn: number) => nodes[turn % 2] as ServedApp;
    const ada = await come(node(0));
    const bytes = randomBytes(3_000_000);
    const path = await begin(node(0), ada, bytes.byteLength);
    let offset = 0;
    for (let cut = 1; cut <= 12; cut++) {
      const rest = bytes.subarray(offset);
      await sendAndCut(node(cut), ada, path, offset, rest, Math.min(Math.floor((rest.byteLength * cut) / 40) + 1, rest.byteLength - 1));
      const now = await offsetAt(node(cut + 1), ada, path);
      expect(now).toBeGreaterThanOrEqual(offset);
      offset = now;
    }
    let last = await send(node(1), ada, path, offset, bytes.subarray(offset));
    // What a node still writes down that was cut off: clients of the protocol look again where the place is taken.
    while (last.status === 409) {
      offset = await offsetAt(node(1), ada, path);
      last = await send(node(1), ada, path, offset, bytes.subarray(offset));
    }
    expect(last.status).toBe(200);
    const { key } = (await last.json()) as { key: string };
    expect(await read(node(0), ada, key)).toBe(sha256(bytes));
  });

  it("is stored once when both nodes are asked what became of it at the same time", async () => {
    const [one, two] = await serveTwo(makeStore());
    const ada = await come(one);
    const bytes = randomBytes(5_000_000);
    const path = await begin(one, ada, bytes.byteLength);
    const asking = [send(one, ada, path, 0, bytes).then(async (answer) => ((await answer.json()) as { key: string }).key)];
    await expect.poll(() => offsetAt(two, ada, path), { interval: 5 }).toBe(bytes.byteLength);
    for (const node of [two, one, two]) asking.push(at(node, ada)(path).then(async (answer) => ((await answer.json()) as Told).file.key));
    expect(new Set(await Promise.all(asking)).size).toBe(1);
  });

  it("that is given up at one node is gone at the other", async () => {
    const [one, two] = await serveTwo(makeStore());
    const ada = await come(one);
    const path = await begin(one, ada, 1_000);
    await send(one, ada, path, 0, randomBytes(500));
    expect((await at(two, ada)(path, { method: "DELETE", headers: TUS })).status).toBe(204);
    expect((await at(one, ada)(path, { method: "HEAD", headers: TUS })).status).toBe(404);
    expect(await two.server.host.services.files.scratch?.list("")).toEqual([]);
  });
});

interface Told {
  readonly file: { readonly key: string };
}
