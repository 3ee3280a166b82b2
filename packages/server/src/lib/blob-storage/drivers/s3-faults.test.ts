// What a service does at times, and a real one of a test never: it is slow, it is silent, its answers are lost, it has more than one page.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@colloquy/protocol";
import { expect, it, onTestFinished } from "vitest";
import type { BlobKey } from "../blob-store.ts";
import { inPieces } from "../contract/bytes.contract.ts";
import { openBucketAt, readBucketAddress } from "./by-address.ts";
import { createS3BlobStore } from "./s3.ts";
import { S3Client } from "./s3-client.ts";

const ANSWER_MS = 200;
const credentials = async () => ({ accessKeyId: "a", secretAccessKey: "b" });

/** Where a service answers in this way. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => answer(request, response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function clientOf(answer: (response: ServerResponse) => void): Promise<S3Client> {
  const endpoint = await serve((_request, response) => answer(response));
  return new S3Client({ bucket: "files", prefix: "", endpoint, region: "us-east-1", pathStyle: true, credentials }, ANSWER_MS);
}

it("A long video that somebody watches slowly is not cut, however long its last bytes take", async () => {
  const client = await clientOf((response) => {
    response.writeHead(200, { "content-length": "8" });
    response.write("begi");
    setTimeout(() => response.end("nend"), 3 * ANSWER_MS);
  });
  const answer = await client.send({ method: "GET", name: "video" });
  expect(await answer.text()).toBe("beginend");
});

it("A service that takes a request and never answers is given up", async () => {
  let asked = 0;
  const client = await clientOf(() => void (asked += 1));
  await expect(client.send({ method: "GET", name: "video" })).rejects.toMatchObject({ code: "STORE_FAILED" });
  expect(asked).toBeGreaterThan(1);
});

it("A large file is stored though the answer to its last request was lost, and asking again finds no upload", async () => {
  let ended = 0;
  const endpoint = await serve(({ method, url = "" }, response) => {
    const { searchParams } = new URL(url, "http://here");
    if (method === "POST" && searchParams.has("uploads")) return response.end("<UploadId>u1</UploadId>");
    if (method === "PUT") return response.setHeader("etag", '"e"').end();
    if (method === "POST") {
      ended += 1;
      if (ended === 1) return response.destroy();
      return response.writeHead(404).end("<Error><Code>NoSuchUpload</Code></Error>");
    }
    return response.writeHead(method === "HEAD" && ended === 0 ? 404 : 200).end();
  });
  const store = createS3BlobStore({ bucket: "files", endpoint, credentials });
  await store.open();
  onTestFinished(() => store.close());
  const bytes = Buffer.alloc(9 * 1024 * 1024);
  expect(await store.put(inPieces(bytes, 900_000))).toMatchObject({ size: bytes.byteLength });
  expect(ended).toBe(2);
});

it("What a dead process left is found behind a thousand uploads of others in the same bucket", async () => {
  const left = newId<BlobKey>();
  const upload = (key: string) =>
    `<Upload><Key>${key}</Key><UploadId>${key}</UploadId><Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload>`;
  const endpoint = await serve(({ url = "" }, response) => {
    const { searchParams } = new URL(url, "http://here");
    if (!searchParams.has("uploads")) return response.end("<ListBucketResult></ListBucketResult>");
    const isSecond = searchParams.get("key-marker") === "theirs/999" && searchParams.get("upload-id-marker") === "u999";
    const page = isSecond
      ? `${upload(left)}<IsTruncated>false</IsTruncated>`
      : `${upload("theirs/999")}<IsTruncated>true</IsTruncated><NextKeyMarker>theirs/999</NextKeyMarker><NextUploadIdMarker>u999</NextUploadIdMarker>`;
    return response.end(`<ListMultipartUploadsResult>${page}</ListMultipartUploadsResult>`);
  });
  const store = createS3BlobStore({ bucket: "files", endpoint, credentials });
  await store.open();
  onTestFinished(() => store.close());
  expect((await store.list({ before: "2026-06-01T00:00:00.000Z", limit: 5 })).blobs.map(({ key }) => key)).toEqual([left]);
});

it("An account that may not list uploads can still delete files and have them swept", async () => {
  const kept = newId<BlobKey>();
  const endpoint = await serve(({ method, url = "" }, response) => {
    const { searchParams } = new URL(url, "http://here");
    if (searchParams.has("uploads")) return response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
    if (method === "GET")
      return response.end(
        `<ListBucketResult><Contents><Key>${kept}</Key><Size>3</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents></ListBucketResult>`,
      );
    return response.writeHead(method === "DELETE" ? 204 : 200, { "content-length": method === "HEAD" ? "3" : "0" }).end();
  });
  const store = createS3BlobStore({ bucket: "files", endpoint, credentials });
  await store.open();
  onTestFinished(() => store.close());
  expect(await store.delete([kept])).toBe(1);
  expect((await store.list({ before: "2026-06-01T00:00:00.000Z", limit: 5 })).blobs).toMatchObject([{ key: kept, size: 3 }]);
});

it("A function that has no keys at the moment is told of as such, with what it threw, and not as a service that is away", async () => {
  const endpoint = await serve((_request, response) => response.end("<ListBucketResult></ListBucketResult>"));
  const failing = async () => Promise.reject(new Error("the vault is sealed"));
  const store = createS3BlobStore({ bucket: "files", endpoint, credentials: failing });
  const refused = await store.open().catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "STORE_FAILED",
    message: expect.stringContaining("keys"),
    cause: { message: "the vault is sealed" },
  });
});

it("A bucket of Google is asked by its S3 interface, with the keys that are for it", async () => {
  expect(readBucketAddress("gs://chat-files/team")).toMatchObject({
    bucket: "chat-files",
    prefix: "team",
    endpoint: "https://storage.googleapis.com",
    region: "auto",
    pathStyle: true,
  });
  const asked: { url: string; by: string }[] = [];
  const endpoint = await serve(({ url = "", headers }, response) => {
    asked.push({ url, by: headers.authorization ?? "" });
    response.end("<ListBucketResult></ListBucketResult>");
  });
  const keys = { GS_ACCESS_KEY_ID: "GOOG1E", GS_SECRET_ACCESS_KEY: "secret", AWS_ACCESS_KEY_ID: "other", AWS_SECRET_ACCESS_KEY: "other" };
  const store = openBucketAt(`gs://chat-files/team?endpoint=${endpoint}`, keys);
  await store.open();
  onTestFinished(() => store.close());
  expect(asked).toMatchObject([{ url: expect.stringMatching(/^\/chat-files\/\?/), by: expect.stringContaining("Credential=GOOG1E/") }]);
});
