import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./address-rules.ts";
import { createEgress } from "./create-egress.ts";

/** A real server of this machine, and what was asked of it. */
async function serve(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function guard(allowed: string[], names: Record<string, string | string[]> = {}) {
  const resolved: string[] = [];
  const egress = createEgress({
    allowed,
    resolve: async (hostname) => {
      resolved.push(hostname);
      return [names[hostname] ?? []].flat().map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
  });
  return { ...egress, resolved, [Symbol.asyncDispose]: () => egress.close() };
}

describe("The egress guard", () => {
  it("fetches from a server of one's own that the app has allowed by name", async () => {
    await using server = await serve((_, response) => response.setHeader("x-sort", "ok").end("hello"));
    await using egress = await guard(["SSO.internal."], { "sso.internal": "127.0.0.1" });
    const reply = await egress.fetch(`http://sso.internal:${server.port}/keys`);
    expect([reply.status, reply.headers.get("x-sort"), await reply.text()]).toEqual([200, "ok", "hello"]);
  });

  it("outlives a resolver that answers nothing, or no addresses, and says that no reply came", async () => {
    await using egress = await guard(["empty.internal", "odd.internal"], { "empty.internal": [], "odd.internal": ["not-an-address"] });
    for (const name of ["empty.internal", "odd.internal", "unknown.example"]) {
      await expect(egress.fetch(`http://${name}/`)).rejects.toMatchObject({ code: expect.stringMatching(/^EGRESS_(FAILED|REFUSED)$/) });
    }
  });

  it("does so by address range too, and by nothing beside it", async () => {
    await using server = await serve((_, response) => response.end("hello"));
    await using egress = await guard(["127.0.0.1/32"]);
    await expect(egress.fetch(`http://127.0.0.1:${server.port}`)).resolves.toMatchObject({ status: 200 });
    await expect(egress.fetch(`http://127.0.0.2:${server.port}`)).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
  });

  it.each([
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.1",
    "0",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "１２７.０.０.１",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "169.254.169.254",
    "0xa9fea9fe",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "10.0.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "255.255.255.255",
  ])("refuses the address of a private machine written as %s, and never connects", async (host) => {
    await using server = await serve((_, response) => response.end("a secret"));
    await using egress = await guard([]);
    await expect(egress.fetch(`http://${host}:${server.port}/`)).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
    expect(server.asked).toEqual([]);
  });

  it("refuses a public name that resolves to a private address, also beside public ones", async () => {
    await using server = await serve((_, response) => response.end("a secret"));
    await using egress = await guard([], { "a.example": "127.0.0.1", "b.example": ["93.184.216.34", "127.0.0.1"], localhost: "127.0.0.1" });
    for (const host of ["a.example", "b.example", "localhost"])
      await expect(egress.fetch(`http://${host}:${server.port}/`)).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
    expect(server.asked).toEqual([]);
  });

  it("resolves a name once: what it says the next time does not count", async () => {
    await using server = await serve((_, response) => response.end("hello"));
    const answers = ["127.0.0.1", "127.0.0.2"];
    const egress = createEgress({
      allowed: ["127.0.0.1/32"],
      resolve: async () => [{ address: answers.shift() ?? "127.0.0.3", family: 4 }],
    });
    await expect(egress.fetch(`http://turning.example:${server.port}/`)).resolves.toMatchObject({ status: 200 });
    expect(answers).toEqual(["127.0.0.2"]);
    await egress.close();
  });

  it("checks each redirect as if it were asked for it", async () => {
    await using inside = await serve((_, response) => response.end("a secret"));
    await using outside = await serve((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end());
    await using egress = await guard(["outside.example"], { "outside.example": "127.0.0.1" });
    await expect(egress.fetch(`http://outside.example:${outside.port}/`)).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
    expect(inside.asked).toEqual([]);
  });

  it("takes no credentials along to another server, and no body", async () => {
    await using other = await serve((_, response) => response.end("here"));
    await using first = await serve((request, response) =>
      response.writeHead(request.url === "/again" ? 307 : 302, { location: `http://two.example:${other.port}/` }).end(),
    );
    await using egress = await guard(["one.example", "two.example"], { "one.example": "127.0.0.1", "two.example": "127.0.0.1" });
    const headers = { authorization: "Bearer secret", cookie: "secret=1", accept: "text/plain" };
    await egress.fetch(`http://one.example:${first.port}/`, { method: "POST", body: "secret", headers });
    const [asked] = other.asked;
    expect([asked?.method, asked?.headers.authorization, asked?.headers.cookie, asked?.headers.accept]).toEqual([
      "GET",
      undefined,
      undefined,
      "text/plain",
    ]);
    const again = egress.fetch(`http://one.example:${first.port}/again`, { method: "POST", body: "secret" });
    await expect(again).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
    expect(other.asked).toHaveLength(1);
  });

  it("gives the redirect itself when none is to be followed, and ends a circle", async () => {
    await using server = await serve((_, response) => response.writeHead(302, { location: "/" }).end());
    await using egress = await guard(["127.0.0.1"]);
    const url = `http://127.0.0.1:${server.port}/`;
    await expect(egress.fetch(url, { maxRedirects: 0 })).resolves.toMatchObject({ status: 302 });
    await expect(egress.fetch(url)).resolves.toMatchObject({ status: 302 });
    expect(server.asked).toHaveLength(7);
  });

  it("reads no more than it was told to, unpacked", async () => {
    const large = gzipSync(Buffer.alloc(5_000_000));
    await using server = await serve((_, response) => response.setHeader("content-encoding", "gzip").end(large));
    await using egress = await guard(["127.0.0.1"]);
    await expect(egress.fetch(`http://127.0.0.1:${server.port}/`, { maxBytes: 1_000_000 })).rejects.toMatchObject({ code: "TOO_LARGE" });
    const whole = await egress.fetch(`http://127.0.0.1:${server.port}/`, { maxBytes: 5_000_000 });
    expect((await whole.arrayBuffer()).byteLength).toBe(5_000_000);
  });

  it("waits no longer than it was told to", async () => {
    await using server = await serve((_, response) => void response.write("slow"));
    await using egress = await guard(["127.0.0.1"]);
    const fetched = egress.fetch(`http://127.0.0.1:${server.port}/`, { timeoutMs: 50 });
    await expect(fetched).rejects.toMatchObject({ code: "EGRESS_FAILED" });
  });

  it.each([
    "file:///etc/passwd",
    "ftp://example.com/",
    "data:text/plain,hi",
    "http://me:secret@93.184.216.34/",
    "no address",
    "gopher://x",
  ])("fetches nothing but plain web addresses: %s", async (url) => {
    await using egress = await guard([]);
    await expect(egress.fetch(url)).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
    expect(egress.resolved).toEqual([]);
  });

  it("says which entry of the allowed ones is none", () => {
    for (const entry of ["http://sso.internal", "10.0.0.0/40", "a b", "10.0.0.0/x"])
      expect(() => createEgress({ allowed: [entry] })).toThrowError(
        expect.objectContaining({ code: "BAD_CONFIG", message: expect.stringContaining(entry) }),
      );
  });

  test.prop([fc.ipV4(), fc.constantFrom("10", "127", "0", "169.254", "192.168", "224", "255")])(
    "counts no address of a private range as public, as IPv4 or mapped into IPv6",
    (address, start) => {
      const parts = [...start.split("."), ...address.split(".").slice(start.split(".").length)];
      expect(isPublicAddress(parts.join("."))).toBe(false);
      expect(isPublicAddress(`::ffff:${parts.join(".")}`)).toBe(false);
    },
  );

  it("counts the internet's addresses as public", () => {
    for (const address of ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "172.32.0.1"]) expect(isPublicAddress(address)).toBe(true);
  });
});
