// Where the contents of Chainlit's elements lie: each kind of place is read, and what cannot be read says why.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { S3Client } from "../../blob-storage/drivers/s3-client.ts";
import { readS3Address, toS3Place } from "../../blob-storage/drivers/s3-options.ts";
import { HOW_TO_GET_IT, hasS3Server, startS3, type TestS3 } from "../../blob-storage/testing/start-s3.ts";
import { openChainlitFiles } from "./chainlit-files.ts";

const KEY = "person 1/a b#c?/notes";
const context = { appDir: "/nowhere", env: {} };

/** A service that gives what is below /box to whoever has the signature, as Azure's does. */
const service = createServer(({ url = "" }, response) => {
  const { pathname, searchParams } = new URL(url, "http://service");
  if (searchParams.get("sig") !== "good/+=") return void response.writeHead(403).end();
  if (pathname === "/box/busy") return void response.writeHead(503).end();
  const isThere = decodeURIComponent(pathname) === `/box/${KEY}`;
  response.writeHead(isThere ? 200 : 404).end(isThere ? "Tide tables" : "");
});
let box: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  box = `http://127.0.0.1:${(service.address() as AddressInfo).port}/box`;
});
afterAll(() => service.close());

/** The content of an element at a place, or why there is none. */
async function read(place: string, objectKey: string, { url, env = {} }: { readonly url?: string; readonly env?: object } = {}) {
  const found = await openChainlitFiles(place, { ...context, env: { ...env } })({ objectKey, url });
  return "missing" in found ? found.missing : new Response(found.content as BodyInit).text();
}

describe("Files of Chainlit", () => {
  it("are read below an address, and the signature of a container goes with each of them", async () => {
    const signed = `${box}?sv=2025&sig=${encodeURIComponent("good/+=")}`;
    expect(await read(signed, KEY)).toBe("Tide tables");
    expect(await read(signed.replace("?", "/?"), KEY)).toBe("Tide tables");
    expect(await read(signed, "elsewhere")).toBe("has no content at the place of files");
    expect(await read(signed, "../other/notes")).toBe("has no content at the place of files");
    expect(await read(signed, "busy")).toMatch(/^cannot be read: 127\.0\.0\.1:\d+ answers 503$/);
    const refused = await read(`${box}?sig=ended`, KEY);
    expect(refused).toMatch(/^is refused by 127\.0\.0\.1:\d+ \(403; is the signature in its address still good\?\)$/);
    await expect(read("http://127.0.0.1:1/box", KEY)).rejects.toMatchObject({
      code: "STORE_FAILED",
      fix: expect.stringContaining("--files"),
    });
  });

  it("are read at the address that each has by itself, while that is good", async () => {
    const url = `${box}/${KEY.split("/").map(encodeURIComponent).join("/")}?sig=${encodeURIComponent("good/+=")}`;
    expect(await read("urls", KEY, { url })).toBe("Tide tables");
    expect(await read("urls", KEY, { url: url.replace("good", "ended") })).toContain("is refused by");
    expect(await read("urls", KEY, { url: "http://127.0.0.1:1/x" })).toBe("cannot be read: 127.0.0.1:1 is not reached");
    for (const other of ["/public/x", "file:///etc/passwd"])
      expect(await read("urls", KEY, { url: other })).toBe("has no address of its own");
    expect(await read("urls", KEY)).toBe("has no address of its own");
  });

  it("at a service that is not known here are refused, and it is said what can be written", () => {
    for (const place of ["azure://account/box", "wasbs://box@account.blob.core.windows.net", "ftp://user:secret@host/files"])
      expect(() => openChainlitFiles(place, context)).toThrow(
        expect.objectContaining({
          code: "BAD_INPUT",
          fix: expect.stringContaining("blob.core.windows.net"),
          message: expect.not.stringContaining("secret"),
        }),
      );
  });
});

// Said on 2026-11-30: no registry has a real S3 server, so these run where somebody has installed one.
describe.runIf(hasS3Server())(`Files of Chainlit at an S3 server (${HOW_TO_GET_IT})`, () => {
  let server: TestS3;
  beforeAll(async () => {
    server = await startS3();
    server.makeBucket("chainlit");
  }, 60_000);
  afterAll(() => server?.remove());

  it("are read by their keys in a bucket of Amazon's kind, and of Google's with keys of Google's", async () => {
    const place = `s3://chainlit/their/files?endpoint=${server.endpoint}`;
    const client = new S3Client(toS3Place(readS3Address(place), server.env));
    expect((await client.send({ method: "PUT", name: KEY, body: "Tide tables" })).ok).toBe(true);
    expect(await read(place, KEY, { env: server.env })).toBe("Tide tables");
    expect(await read(place, "elsewhere", { env: server.env })).toBe("has no content at the place of files");
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = server.env;
    const env = { GS_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID, GS_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY };
    expect(await read(`gs://chainlit/their/files?endpoint=${server.endpoint}&region=us-east-1`, KEY, { env })).toBe("Tide tables");
  });
});
