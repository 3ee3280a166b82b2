import { randomBytes } from "node:crypto";
import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { blobStoreContract } from "../blob-store.contract.ts";
import type { BlobKey } from "../blob-store.ts";
import { inPieces, LATER, listAll, openStore, putBytes, readBytes } from "../contract/bytes.contract.ts";
import { HOW_TO_GET_IT, hasS3Server, startS3, type TestS3 } from "../testing/start-s3.ts";
import { createS3BlobStore } from "./s3.ts";
import { readS3Address } from "./s3-options.ts";

const isThere = hasS3Server();
let server: TestS3;
beforeAll(async () => {
  if (isThere) server = await startS3();
}, 60_000);
afterAll(() => server?.remove());

function onPlace(place: string) {
  server.makeBucket("files");
  return createS3BlobStore({ bucket: "files", prefix: place }, server.env);
}
const options = { name: "s3", durable: true, create: onPlace } as const;

// Said on 2026-11-30: no registry has a real S3 server, so these run where somebody has installed one.
describe.runIf(isThere)(`With an S3 server (${HOW_TO_GET_IT})`, () => {
  blobStoreContract(options);

  it("a file of many parts comes back as it was, in all of its ranges", async () => {
    const store = await openStore(options);
    const bytes = randomBytes(20 * 1024 * 1024 + 7);
    const { key, size } = await store.put(inPieces(bytes, 900_000));
    expect(size).toBe(bytes.byteLength);
    expect((await readBytes(store, key)).equals(bytes)).toBe(true);
    const middle = { start: 8 * 1024 * 1024 - 3, end: 8 * 1024 * 1024 + 5 };
    expect((await readBytes(store, key, middle)).equals(bytes.subarray(middle.start, middle.end))).toBe(true);
    expect((await readBytes(store, key, { last: 9 })).equals(bytes.subarray(-9))).toBe(true);
  });

  it("nothing stays of a large file whose source fails, and a sweep finds what a dead process left", async () => {
    const store = await openStore(options);
    const failing = async function* () {
      yield randomBytes(9 * 1024 * 1024);
      throw new Error("cut");
    };
    await expect(store.put(failing())).rejects.toThrow("cut");
    expect(await listAll(store)).toEqual([]);
  });

  it("an address that is made for a browser gives the file under its name, for so long and to nobody who changes it", async () => {
    server.makeBucket("files");
    const store = createS3BlobStore({ bucket: "files", prefix: newId(), presign: true }, server.env);
    await store.open();
    onTestFinished(() => store.close());
    expect((await openStore(options)).readUrl).toBeUndefined();
    const bytes = randomBytes(1000);
    const key = await putBytes(store, bytes);
    const disposition = `attachment; filename*=UTF-8''h%C3%A4fen%20(1).pdf`;
    const url = (await store.readUrl?.(key, { seconds: 60, contentType: "application/pdf", contentDisposition: disposition })) ?? "";
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect([answer.headers.get("content-type"), answer.headers.get("content-disposition")]).toEqual(["application/pdf", disposition]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    const other = await putBytes(store);
    expect((await fetch(url.replace(key, other))).status).toBe(403);
    expect((await fetch(url.replace("application%2Fpdf", "text%2Fhtml"))).status).toBe(403);
  });

  it("wrong keys and a bucket that is not there are told at the start, with the fix and without the secret", async () => {
    const wrong = createS3BlobStore({ bucket: "files" }, { ...server.env, AWS_SECRET_ACCESS_KEY: "wrong-secret" });
    const refused = await wrong.open().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "STORE_FAILED", fix: expect.stringContaining("keys") });
    expect(JSON.stringify(refused)).not.toContain("wrong-secret");
    const none = createS3BlobStore({ bucket: "no-such-bucket" }, server.env);
    await expect(none.open()).rejects.toMatchObject({ code: "STORE_FAILED", message: expect.stringContaining("no-such-bucket") });
  });

  it("a service that is away for a moment is asked again", async () => {
    const own = await startS3();
    onTestFinished(() => own.remove());
    own.makeBucket("files");
    const store = createS3BlobStore({ bucket: "files" }, own.env);
    await store.open();
    onTestFinished(() => store.close());
    const key = await putBytes(store, Buffer.from("kept"));
    await own.stop();
    const reading = readBytes(store, key);
    await own.start();
    expect(String(await reading)).toBe("kept");
    expect(await store.list({ before: LATER, limit: 5 })).toMatchObject({ blobs: [{ key }] });
  });
});

describe("The address of a bucket", () => {
  it("says bucket, prefix, service, region and style", () => {
    expect(readS3Address("s3://files")).toMatchObject({ bucket: "files", prefix: "" });
    expect(readS3Address("s3://files/team/chat?endpoint=http://localhost:9000&region=eu-west-1&pathStyle=false")).toEqual({
      bucket: "files",
      prefix: "team/chat",
      endpoint: "http://localhost:9000",
      region: "eu-west-1",
      pathStyle: false,
      presign: false,
    });
    for (const address of ["s3:", "https://files", "s3://files?regoin=x", "s3://user:secret@files"])
      expect(() => readS3Address(address)).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
  });

  it("of a service that cannot be reached is told with its host, and no key is asked for twice", async () => {
    let asked = 0;
    const credentials = () => {
      asked += 1;
      return { accessKeyId: "a", secretAccessKey: "b" };
    };
    const store = createS3BlobStore({ bucket: "files", endpoint: "http://127.0.0.1:1", credentials });
    await expect(store.open()).rejects.toMatchObject({ code: "STORE_FAILED", message: expect.stringContaining("127.0.0.1:1") });
    expect(asked).toBeGreaterThan(0);
    await expect(store.stat(newId<BlobKey>())).rejects.toMatchObject({ code: "STORE_FAILED" });
  });
});
