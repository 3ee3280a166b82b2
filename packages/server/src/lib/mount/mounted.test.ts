import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import { Server as SocketServer } from "socket.io";
import { io } from "socket.io-client";
import { afterAll, describe, expect, it } from "vitest";
import { Person } from "../../../test/person.ts";
import { createApp, Message } from "../../index.ts";
import { type ChatServer, createServer, type ServerOptions } from "../../node.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { silentLogger } from "../logger.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";

const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-mounted-"));
afterAll(() => rmSync(appDir, { recursive: true, force: true }));

function open(greeting = "Hello", config: ServerOptions["config"] = {}): Promise<ChatServer> {
  const app = createApp({ onMessage: async ({ content }) => void (await new Message(`${greeting}, ${content}`).send()) });
  const drivers = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore() };
  return createServer(app, { appDir, logger: silentLogger, config: { ...drivers, ...config } });
}

interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
}

/** Listens; at the end it closes the host, which fails when the chat has done so. */
async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

async function text(url: string, init?: RequestInit): Promise<[number, string]> {
  const response = await fetch(url, init);
  return [response.status, await response.text()];
}

/** What a server says to an upgrade that it does not expect. */
function upgrade(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
    );
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

/** Hosts with a route, a body parser where the framework has one, and an answer for what they do not know. */
const hosts: Record<string, () => Server> = {
  "plain Node": () =>
    createHttpServer((request, response) => {
      const found = request.url === "/hello";
      response.writeHead(found ? 200 : 404).end(found ? "the host's own" : "the host knows no such thing");
    }),
  Express: () => {
    const host = express();
    host.use(express.json());
    host.get("/hello", (_request, response) => void response.send("the host's own"));
    host.use((_request, response) => void response.status(404).send("the host knows no such thing"));
    return createHttpServer(host);
  },
  Hono: () => {
    const host = new Hono();
    host.get("/hello", (c) => c.text("the host's own"));
    host.notFound((c) => c.text("the host knows no such thing", 404));
    return createAdaptorServer({ fetch: host.fetch }) as Server;
  },
};

describe.each(Object.keys(hosts))("a chat inside of %s", (name) => {
  const createHost = () => (hosts[name] as () => Server)();

  it("serves page, API and sockets below its path, and the host everything else", async () => {
    const server = createHost();
    const chat = await open();
    chat.attach(server, { path: "/chat" });
    await using host = await listen(server);
    const page = await fetch(`${host.url}/chat/`, { headers: { accept: "text/html" } });
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(await text(`${host.url}/chat`, { redirect: "follow" })).toEqual([page.status, await page.text()]);
    expect(await (await fetch(`${host.url}/chat/api/config`)).json()).toMatchObject({ rootPath: "/chat" });
    expect(await text(`${host.url}/hello`)).toEqual([200, "the host's own"]);
    for (const path of ["/", "/chatter", "/api/config", "/ws/socket.io/?EIO=4&transport=polling"])
      expect(await text(host.url + path)).toEqual([404, "the host knows no such thing"]);
    using person = new Person(`${host.url}/chat`);
    expect(await person.ask("Ada")).toBe("Hello, Ada");
    await chat.close();
  });

  it("takes JSON bodies although the host parses bodies too", async () => {
    const server = createHost();
    const chat = await open();
    chat.attach(server, { path: "/chat" });
    await using host = await listen(server);
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ session_id: "8f14e45f-ceea-467f-a9b6-3c0f2b0a7d11" });
    const answer = await fetch(`${host.url}/chat/set-session-cookie`, { method: "POST", headers, body });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, expect.stringContaining("Path=/chat;")]);
    await chat.close();
  });

  it("leaves the host's own sockets alone, before, meanwhile and after", async () => {
    const server = createHost();
    const chat = await open();
    chat.attach(server, { path: "/chat" });
    const hostSockets = new SocketServer(server, { path: "/live" });
    hostSockets.on("connection", (socket) => void socket.emit("hello", "from the host"));
    await using host = await listen(server);
    const greet = async (transport: "websocket" | "polling") => {
      const socket = io(host.url, { path: "/live", transports: [transport], forceNew: true, reconnection: false });
      const greeting = await new Promise((resolve, reject) => socket.on("hello", resolve).on("connect_error", reject));
      socket.close();
      return greeting;
    };
    expect([await greet("websocket"), await greet("polling")]).toEqual(["from the host", "from the host"]);
    using person = new Person(`${host.url}/chat`);
    expect(await person.ask("Ada")).toBe("Hello, Ada");
    await chat.close();
    expect([await greet("websocket"), await greet("polling")]).toEqual(["from the host", "from the host"]);
    expect(await text(`${host.url}/hello`)).toEqual([200, "the host's own"]);
    expect((await fetch(`${host.url}/chat/`)).status).toBe(404);
    hostSockets.engine.close();
  });

  it("shares the server with a second chat", async () => {
    const server = createHost();
    const [first, second] = [await open("Hello"), await open("Good evening")];
    first.attach(server, { path: "/chat" });
    second.attach(server, { path: "/chat/support" });
    await using host = await listen(server);
    using one = new Person(`${host.url}/chat`);
    using other = new Person(`${host.url}/chat/support`);
    expect(await Promise.all([one.ask("Ada"), other.ask("Ada")])).toEqual(["Hello, Ada", "Good evening, Ada"]);
    await first.close();
    expect(await other.ask("Bob")).toBe("Good evening, Bob");
    expect((await fetch(`${host.url}/chat/`)).status).toBe(404);
    expect(await text(`${host.url}/hello`)).toEqual([200, "the host's own"]);
    await second.close();
  });
});

describe("a mounted chat", () => {
  it("is there for listeners that the host adds later, and for a host that has none", async () => {
    const server = createHttpServer();
    const chat = await open();
    chat.attach(server, { path: "/chat" });
    await using host = await listen(server);
    expect((await fetch(`${host.url}/elsewhere`)).status).toBe(404);
    let heard = "";
    server.on("request", (request, response) => {
      heard += request.url;
      response.end("late");
    });
    expect(await text(`${host.url}/elsewhere`)).toEqual([200, "late"]);
    expect((await fetch(`${host.url}/chat/healthz`)).status).toBe(200);
    expect(heard).toBe("/elsewhere");
    await chat.close();
  });

  it("answers upgrades that nobody wants, instead of letting them wait", async () => {
    const server = createHttpServer((_request, response) => void response.end());
    const [first, second] = [await open(), await open()];
    first.attach(server, { path: "/one" });
    second.attach(server, { path: "/two" });
    await using host = await listen(server);
    expect(await upgrade(host.port, "/elsewhere")).toMatch(/^HTTP\/1\.1 404 /);
    expect(await upgrade(host.port, "/one/elsewhere")).toMatch(/^HTTP\/1\.1 404 /);
    expect(await upgrade(host.port, "/one/ws/socket.io/?EIO=4&transport=nonsense")).toMatch(/^HTTP\/1\.1 400 /);
    await Promise.all([first.close(), second.close()]);
  });

  it("is the same chat on two servers and two paths", async () => {
    const [one, two] = [createHttpServer(), createHttpServer()];
    const chat = await open("Hello", { rootPath: "/chat" });
    chat.attach(one);
    chat.attach(two, { path: "/talk/" });
    await using first = await listen(one);
    await using second = await listen(two);
    using here = new Person(`${first.url}/chat`);
    using there = new Person(`${second.url}/talk`);
    expect(await Promise.all([here.ask("Ada"), there.ask("Bob")])).toEqual(["Hello, Ada", "Hello, Bob"]);
    await chat.close();
  });

  it("answers through fetch at each of its paths, for routers that want to do something first", async () => {
    const chat = await open("Hello", { rootPath: "/chat" });
    const host = new Hono();
    host.all("/chat/*", async (c) => (c.req.header("x-key") === "right" ? chat.fetch(c.req.raw, c.env) : c.text("no", 403)));
    const ask = (headers: Record<string, string>) => host.request("http://chat.test/chat/api/config", { headers });
    expect((await ask({})).status).toBe(403);
    expect(await (await ask({ "x-key": "right" })).json()).toMatchObject({ rootPath: "/chat" });
    await chat.close();
    const closed = await ask({ "x-key": "right" });
    expect([closed.status, await closed.json()]).toEqual([503, expect.objectContaining({ code: "UNAVAILABLE" })]);
  });

  it("leaves the host's global Request and Response alone", async () => {
    const { Request: request, Response: response } = globalThis;
    const server = createHttpServer();
    const chat = await open();
    chat.attach(server);
    expect([globalThis.Request === request, globalThis.Response === response]).toEqual([true, true]);
    await chat.close();
  });

  it("is not ready when it closes, closes once, and cannot be attached any more", async () => {
    const chat = await open();
    expect(chat.ready).toBe(true);
    const closing = [chat.close(), chat.close()];
    expect(chat.ready).toBe(false);
    await Promise.all(closing);
    expect(() => chat.attach(createHttpServer())).toThrow(expect.objectContaining({ code: "UNAVAILABLE" }));
  });

  it("says what is wrong with its app, its settings and its path", async () => {
    await expect(createServer(createApp(), { appDir })).rejects.toMatchObject({ code: "BAD_APP" });
    await expect(open("Hello", { limits: { messageLength: -1 } })).rejects.toMatchObject({
      code: "BAD_CONFIG",
      message: expect.stringContaining("limits.messageLength"),
    });
    const chat = await open();
    expect(() => chat.attach(createHttpServer(), { path: "chat" })).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
    await chat.close();
  });
});
