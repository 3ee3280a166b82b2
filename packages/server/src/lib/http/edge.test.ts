import { newId } from "@colloquy/protocol";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolders, PLACES, type Placed, serveAt } from "../../../test/places.ts";
import { Visitor } from "../../../test/visitor.ts";
import { createApp } from "../app/app.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import type { Logger } from "../logger.ts";
import type { ServeAppOptions } from "../testing/serve-app.ts";

const folders = makeFolders();
afterAll(() => folders.remove());
const FOREIGN = "https://evil.example";
const REFUSED = [403, expect.objectContaining({ code: "ORIGIN_REFUSED" })];

interface Line {
  readonly level: string;
  readonly fields: Record<string, unknown>;
}

function recordingLogger(): { readonly lines: Line[]; readonly logger: Logger } {
  const lines: Line[] = [];
  const write = (level: string) => (fields: object) => void lines.push({ level, fields: { ...fields } });
  return { lines, logger: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") } };
}

describe.each(Object.keys(PLACES))("the edge %s", (name) => {
  const open = (options: ServeAppOptions = {}) => serveAt(name, createApp(), { ...folders, ...options });

  it("says whether the process lives and is ready, and what the app is", async () => {
    await using at = await open({ config: { name: "Bob" } });
    for (const path of ["/healthz", "/readyz", "/health"]) {
      const answer = await at.get(path);
      expect([answer.status, await answer.json(), answer.headers.get("cache-control")]).toEqual([
        200,
        { status: "ok", ...(path === "/readyz" && { store: { waiting: 0, unwritten: 0, failures: 0 } }) },
        "no-store",
      ]);
    }
    const config = await at.get("/api/config");
    expect(await config.json()).toMatchObject({ name: "Bob", rootPath: at.place.root, features: { editMessage: true } });
    const again = await at.get("/api/config", { headers: { "if-none-match": config.headers.get("etag") ?? "" } });
    expect([again.status, again.headers.get("cache-control")]).toEqual([304, "no-cache"]);
  });

  it("answers HEAD like GET without a body, and other methods with what it takes", async () => {
    await using at = await open();
    for (const path of ["/", "/healthz", "/api/config", "/thread/x"]) {
      const head = await at.raw(path, { method: "HEAD" });
      expect([path, head.status, head.body]).toEqual([path, (await at.get(path)).status, ""]);
    }
    const post = await at.get("/thread/x", { method: "POST" });
    expect([post.status, await post.json(), post.headers.get("allow")]).toEqual([405, { detail: "Method Not Allowed" }, "GET, HEAD"]);
    const wrong = await at.get("/api/threads", { method: "PATCH" });
    expect([wrong.status, await wrong.json(), wrong.headers.get("allow")]).toEqual([
      405,
      { code: "BAD_REQUEST", message: expect.stringContaining("PATCH"), fix: "It takes GET, HEAD, PUT." },
      "GET, HEAD, PUT",
    ]);
    expect((await at.get(`/api/threads/${newId()}`, { method: "POST" })).headers.get("allow")).toBe("GET, HEAD, PUT, DELETE");
  });

  it("tells programs in JSON that there is nothing at an address of the API", async () => {
    await using at = await open();
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await at.get("/api/nothing/here", { method, headers: { accept: "text/html" } });
      expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: "NOT_FOUND" })]);
    }
  });

  it("lets pages of its own host and of allowed origins in, and refuses what others want to do", async () => {
    await using at = await open({ config: { allowOrigins: ["https://friend.example"] } });
    const post = async (origin: string, headers: HeadersInit = {}) => {
      const answer = await at.get("/logout", { method: "POST", headers: { ...headers, origin } });
      return [answer.status, await answer.json(), answer.headers.get("access-control-allow-origin")];
    };
    expect(await post(at.origin)).toEqual([200, { success: true }, at.origin]);
    expect(await post("https://friend.example")).toEqual([200, { success: true }, "https://friend.example"]);
    for (const foreign of [FOREIGN, "null", "https://friend.example.evil.example", "http://localhost:9"])
      expect(await post(foreign)).toEqual([403, { detail: "This page may not talk to the server." }, null]);
    const read = await at.get("/api/config", { headers: { origin: FOREIGN } });
    expect([read.status, read.headers.get("access-control-allow-origin")]).toEqual([200, null]);
    expect(read.headers.get("vary")).toContain("Origin");
    const write = await at.get(`/api/threads/${newId()}`, { method: "DELETE", headers: { origin: FOREIGN } });
    expect([write.status, await write.json()]).toEqual(REFUSED);
  });

  it("sends headers with every answer that keep other sites away, and HTTPS for good once people have it", async () => {
    await using at = await open({ dev: false });
    for (const path of ["/api/config", "/api/nothing/here", "/login"]) {
      const { headers } = await at.get(path);
      expect([path, Object.fromEntries(headers)]).toEqual([
        path,
        expect.objectContaining({
          "x-content-type-options": "nosniff",
          "referrer-policy": "same-origin",
          "cross-origin-opener-policy": "same-origin",
          "permissions-policy": "camera=(), geolocation=(), payment=(), usb=()",
        }),
      ]);
      expect(headers.has("strict-transport-security")).toBe(at.origin.startsWith("https:"));
    }
  });

  it("believes no cookie of a request that could come from anywhere", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const answer = await at.get(`/api/threads/${newId()}`, { method: "DELETE", headers: { cookie: ada.cookie } });
    expect([answer.status, await answer.json()]).toEqual(REFUSED);
    // A program is told what it left out, not to change the settings of the server.
    const again = await at.get(`/api/threads/${newId()}`, { method: "DELETE", headers: { cookie: ada.cookie } });
    expect(await again.json()).toMatchObject({ message: expect.stringContaining("which page"), fix: expect.stringContaining("Origin") });
  });

  it("answers the question that browsers ask before they send", async () => {
    await using at = await open({ config: { allowOrigins: ["https://friend.example"] } });
    const preflight = (origin: string) =>
      at.get("/project/threads", {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type,x-client-key" },
      });
    const yes = await preflight("https://friend.example");
    expect(yes.status).toBe(204);
    expect(Object.fromEntries(yes.headers)).toMatchObject({
      "access-control-allow-origin": "https://friend.example",
      "access-control-allow-credentials": "true",
      "access-control-allow-headers": "content-type,x-client-key",
      "access-control-allow-methods": expect.stringContaining("DELETE"),
    });
    const no = await preflight(FOREIGN);
    expect([no.status, no.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });

  it("lets everybody in where a star says so, and knows nobody there", async () => {
    await using at = await open({ config: { allowOrigins: ["*"] } });
    using ada = await Visitor.come(at);
    const list = async (origin: string) =>
      (await at.get("/project/threads", {
        method: "POST",
        headers: { origin, cookie: ada.cookie, "content-type": "application/json" },
        body: JSON.stringify({ pagination: { first: 5 } }),
      })) as Response;
    expect((await list(FOREIGN)).status).toBe(200);
    const welcome = (origin: string) =>
      at.get("/set-session-cookie", { method: "POST", headers: { origin }, body: JSON.stringify({ session_id: "x" }) });
    expect((await welcome(FOREIGN)).headers.getSetCookie()).toEqual([]);
    expect((await welcome(at.origin)).headers.getSetCookie()).toHaveLength(1);
  });

  it.each(["websocket", "polling"] as const)("is passed by sockets too, over %s", async (transport) => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("hello", undefined, transport);
    expect(at.served.server.host.registry.byThread(threadId)?.owner).toMatch(/^visitor:/);
  });

  it("names every request, and an error by a reference that is in the log too", async () => {
    const { lines, logger } = recordingLogger();
    const dataLayer = Object.assign(createMemoryDataLayer(), { listThreads: () => Promise.reject(new Error("the disk is on fire")) });
    await using at = await open({ logger, dataLayer });
    using ada = await Visitor.come(at);
    const answer = await at.get("/api/threads", { headers: { cookie: ada.cookie, "x-request-id": "from-outside.1" } });
    const body = (await answer.json()) as { reference: string };
    const requestId = answer.headers.get("x-request-id");
    // Whoever connects from this machine counts as a proxy, unless none is trusted.
    if (at.place.config.trustProxy === false) expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    else expect(requestId).toBe("from-outside.1");
    expect([answer.status, body]).toEqual([
      500,
      expect.objectContaining({ code: "INTERNAL", reference: expect.stringMatching(/^\w{8}$/) }),
    ]);
    expect(JSON.stringify(body)).not.toContain("fire");
    const logged = lines.find(({ level, fields }) => level === "error" && fields["reference"] === body.reference);
    expect(logged?.fields).toMatchObject({ requestId, method: "GET", err: { message: "the disk is on fire" } });
    const line = lines.find(({ level, fields }) => level === "debug" && fields["requestId"] === requestId);
    expect(line?.fields).toMatchObject({ status: 500, path: expect.stringContaining("/api/threads"), tookMs: expect.any(Number) });
    const theirs = await at.get("/project/threads", {
      method: "POST",
      headers: { cookie: ada.cookie, origin: at.origin },
      body: JSON.stringify({ pagination: { first: 5 } }),
    });
    expect([theirs.status, await theirs.json()]).toEqual([500, { detail: expect.stringMatching(/Reference: \w{8}\.$/) }]);
    expect((await at.raw("/healthz", { headers: { "x-request-id": 'a"b c' } })).headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("refuses a body that is too large, whether it says so or not, and goes on", async () => {
    await using at = await open({ config: { limits: { frameBytes: 2048 } } });
    const send = async (body: BodyInit) => {
      const answer = await at.get("/set-session-cookie", { method: "POST", body, duplex: "half" } as RequestInit);
      return [answer.status, await answer.json()];
    };
    const large = JSON.stringify({ session_id: "x".repeat(100_000) });
    const tooLarge = [413, { detail: "This is larger than the server takes." }];
    expect(await send(large)).toEqual(tooLarge);
    expect(await send(endless(large))).toEqual(tooLarge);
    expect((await send(endless(JSON.stringify({ session_id: "small" }))))[0]).toBe(200);
    const ours = await at.get(`/api/threads/${newId()}`, { method: "PUT", body: JSON.stringify({ name: "x".repeat(5000) }) });
    expect([ours.status, await ours.json()]).toEqual([413, expect.objectContaining({ code: "TOO_LARGE" })]);
  });

  it("slows down who asks too often, by who they are and not by their address", async () => {
    await using at = await open({ config: { limits: { requestsPerSecond: 1 } } });
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await ada.call("GET", "/api/threads"))[0]);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await bob.call("GET", "/api/threads"))[0]).toBe(200);
    const slow = await at.get("/api/threads", { headers: { cookie: ada.cookie, origin: at.origin } });
    expect([slow.status, Number(slow.headers.get("retry-after")) > 0]).toEqual([429, true]);
  });
});

describe("the edge in development", () => {
  it("lets pages on other ports of this machine in", async () => {
    await using at = await serveAt("at the root", createApp(), { ...folders, dev: true });
    const post = async (origin: string) => (await at.get("/logout", { method: "POST", headers: { origin } })).status;
    expect([await post("http://localhost:5173"), await post("http://127.0.0.1:1"), await post(FOREIGN)]).toEqual([200, 200, 403]);
  });
});

describe("a server that closes", () => {
  it("keeps no connection, so that a proxy sends the next person elsewhere", async () => {
    let finish = () => {};
    const app = createApp({ onMessage: () => new Promise<void>((resolve) => (finish = resolve)) });
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    await ada.say("work");
    const kept = async () => (await at.get("/readyz")).headers.get("connection");
    expect(await kept()).toBe("keep-alive");
    const closed = at.served.server.close({ drainMs: 10_000 });
    expect(await kept()).toBe("close");
    finish();
    await closed;
  });

  it("is alive and not ready, so that nobody new is sent to it", async () => {
    let finish = () => {};
    const app = createApp({ onMessage: () => new Promise<void>((resolve) => (finish = resolve)) });
    const at: Placed = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    await ada.say("work");
    const closed = at.served.server.close({ drainMs: 10_000 });
    expect([(await at.get("/healthz")).status, (await at.get("/readyz")).status]).toEqual([200, 503]);
    finish();
    await closed;
    await at[Symbol.asyncDispose]();
  });
});

function endless(text: string): ReadableStream<Uint8Array> {
  return new Blob([text]).stream();
}
