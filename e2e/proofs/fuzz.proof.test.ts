// Whatever strangers send, on either codec: they get a clear error, nothing crashes, nothing leaks, and the neighbour notices nothing.
import { createRequire } from "node:module";
import { ERRORS, newId, PROTOCOL, type RequestReply, SOCKET_PATH } from "@colloquy/protocol";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";
import { openSocket, WirePerson, type WireSocket } from "../support/wire-person.ts";

const FRAMES = count(40_000, 1_000_000);
const AT_ONCE = 200;

const APP = `import * as cl from "colloquy";
cl.onMessage(async ({ content }) => {
  if (content === "heap?") {
    for (let n = 0; n < 3; n++) {
      globalThis.gc?.();
      await cl.sleep(20);
    }
    return void (await new cl.Message(String(process.memoryUsage().heapUsed)).send());
  }
  await new cl.Message(\`you said \${content}; \${Object.keys({}).length} \${({} as { polluted?: string }).polluted ?? "clean"}\`).send();
});
`;
const config = (limits: string) =>
  `import { defineConfig } from "colloquy";\nexport default defineConfig({ logLevel: "silent", limits: ${limits} });\n`;
const GENEROUS =
  "{ messagesPerMinute: 1e7, newVisitorsPerMinute: 1e7, requestsPerSecond: 1e7, addressRequestsPerSecond: 1e7, addressConnectionsPerMinute: 1e7 }";

const random = seeded(seedOfRun());
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;

const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "type",
  "message",
  "id",
  "text",
  "metadata",
  "turnId",
  "toString",
  "length",
  "",
  "\u0000",
];
const LEAVES: readonly (() => unknown)[] = [
  () => null,
  () => random() * 1e9,
  () => -1,
  () => true,
  () => "",
  () => "../../etc/passwd",
  () => "..\\..\\windows\\system32",
  () => newId(),
  () => `${newId()}/../..`,
  () => "\ud800",
  () => "x".repeat(Math.floor(random() * 2000)),
  () => '{"__proto__":{"polluted":"yes"}}',
  () => JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}') as unknown,
  () => [],
];
const TYPES = [
  "sendMessage",
  "editMessage",
  "regenerateTurn",
  "selectLeaf",
  "stopTurn",
  "answerAsk",
  "changeSettings",
  "editSettings",
  "selectModes",
  "findMentions",
  "selectProfile",
  "provideEnv",
  "nothing",
  "__proto__",
];

function anything(depth = 0): unknown {
  if (depth > 4 || random() < 0.4) return pick(LEAVES)();
  if (random() < 0.3) return Array.from({ length: Math.floor(random() * 4) }, () => anything(depth + 1));
  const entries = Array.from({ length: Math.floor(random() * 5) }, () => [pick(KEYS), anything(depth + 1)] as const);
  // Not fromEntries alone: "__proto__" has to be an own key, as JSON makes it.
  const object: Record<string, unknown> = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

/** A request that is nearly right, or not at all. */
function request(): unknown {
  if (random() < 0.3) return anything();
  if (random() < 0.02) return { type: "sendMessage", message: { id: newId(), text: Buffer.from("bytes") } };
  const type = pick(TYPES);
  const message = pick([
    anything(),
    { id: pick(LEAVES)(), text: "hello" },
    { id: newId(), text: anything() },
    { id: newId(), text: "", metadata: anything() },
  ]);
  return {
    type,
    message,
    messageId: pick(LEAVES)(),
    turnId: pick(LEAVES)(),
    askId: newId(),
    answer: anything(),
    settings: anything(),
    modes: anything(),
    query: anything(),
    chatProfile: anything(),
    env: anything(),
  };
}

const isClearError = (reply: unknown): boolean => {
  const { ok, error } = reply as Extract<RequestReply, { ok: false }>;
  return ok === false && error.code in ERRORS && error.code !== "INTERNAL" && error.message.length > 0 && error.message.length < 500;
};

/** Somebody who only wants to chat while all this happens. */
async function chatUntil(person: WirePerson, over: () => boolean): Promise<number> {
  let answered = 0;
  while (!over()) {
    expect(await person.ask(`hello ${answered}`)).toBe(`you said hello ${answered}; 0 clean`);
    answered++;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return answered;
}

function attached(socket: WireSocket): Promise<WireSocket> {
  return new Promise((resolve, reject) => {
    socket.once("snapshot", () => resolve(socket));
    socket.once("connect_error", reject);
  });
}

function refusal(url: string, auth: object): Promise<Error & { data?: unknown }> {
  const socket = openSocket(url, auth);
  return new Promise((resolve, reject) => {
    socket.once("connect_error", resolve);
    socket.once("connect", () => reject(new Error(`It was let in with ${JSON.stringify(auth)}`)));
  }).finally(() => socket.disconnect()) as Promise<Error>;
}

let app: RunningApp;
beforeAll(async () => {
  app = await runFiles({ "app.ts": APP, "colloquy.config.ts": config(GENEROUS) }, { env: { NODE_OPTIONS: "--expose-gc" } });
});
afterAll(async () => app[Symbol.asyncDispose]());

describe("a server that strangers attack", () => {
  it("refuses every malformed handshake with its reason", async () => {
    const good = { protocol: PROTOCOL, pageId: newId(), clientKey: newId() };
    const bad: object[] = [
      { protocol: "colloquy/999" },
      { ...good, protocol: 7 },
      { protocol: PROTOCOL },
      { protocol: PROTOCOL, pageId: newId() },
      { ...good, pageId: "../../etc/passwd" },
      { ...good, clientKey: { toString: "x" } },
      { ...good, threadId: "../x" },
      { ...good, cursor: { epoch: -1, seq: "x", open: [] } },
      { ...good, env: JSON.parse('{"__proto__":"x"}') as object },
      { ...good, clientType: 5 },
      {},
      { sessionId: "not-a-uuid" },
      { sessionId: "../../etc/passwd", clientType: "webapp" },
      { sessionId: { $ne: null }, clientType: "webapp" },
    ];
    for (const auth of bad) {
      const error = await refusal(app.url, auth);
      const { code, message } = error.data as { code: string; message: string };
      expect({ auth, known: code in ERRORS, internal: code === "INTERNAL", said: message.length > 0 }).toEqual({
        auth,
        known: true,
        internal: false,
        said: true,
      });
    }
  });

  it(`answers ${FRAMES} fuzzed frames of our codec with clear errors, keeps its heap, and its neighbour chats on`, async () => {
    using neighbour = await WirePerson.open(app.url);
    let over = false;
    const chatting = chatUntil(neighbour, () => over);
    const flood = async (frames: number) => {
      const socket = await attached(openSocket(app.url, { protocol: PROTOCOL, pageId: newId(), clientKey: newId() }));
      const tally = { refused: 0, taken: 0, unclear: [] as unknown[] };
      for (let sent = 0; sent < frames; sent += AT_ONCE) {
        await Promise.all(
          Array.from({ length: Math.min(AT_ONCE, frames - sent) }, async () => {
            const junk = request();
            const reply = (await socket.timeout(20_000).emitWithAck("request", junk as never)) as RequestReply;
            if (reply.ok) tally.taken++;
            else if (isClearError(reply)) tally.refused++;
            else tally.unclear.push([junk, reply]);
          }),
        );
      }
      socket.disconnect();
      return tally;
    };
    const warmUp = await flood(10_000);
    expect(warmUp.unclear.slice(0, 5)).toEqual([]);
    over = true;
    await chatting;
    const before = Number(await neighbour.ask("heap?"));
    over = false;
    const chattingOn = chatUntil(neighbour, () => over);
    const tally = await flood(FRAMES);
    over = true;
    const answered = await chattingOn;
    const after = Number(await neighbour.ask("heap?"));
    console.log(
      `${JSON.stringify({ ...tally, unclear: tally.unclear.length, answered })}; heap ${(before / 1e6).toFixed(1)} → ${(after / 1e6).toFixed(1)} MB`,
    );
    expect(tally.unclear.slice(0, 5)).toEqual([]);
    expect(tally.refused + tally.taken).toBe(FRAMES);
    expect(tally.refused).toBeGreaterThan(FRAMES / 2);
    expect(answered).toBeGreaterThan(5);
    expect(after).toBeLessThan(before * 1.1);
  });

  it(`outlives ${FRAMES} fuzzed events on Chainlit's codec, and its neighbour chats on`, async () => {
    using neighbour = await WirePerson.open(app.url);
    const before = Number(await neighbour.ask("heap?"));
    let over = false;
    const chatting = chatUntil(neighbour, () => over);
    const events = [
      "client_message",
      "edit_message",
      "connection_successful",
      "clear_session",
      "stop",
      "chat_settings_change",
      "chat_settings_edit",
      "fetch_favorites",
      "window_message",
      "audio_chunk",
      "nothing",
      "__proto__",
    ];
    let sent = 0;
    while (sent < FRAMES) {
      const socket = io(new URL(app.url).origin, {
        path: SOCKET_PATH,
        auth: { sessionId: newId(), clientType: "webapp" },
        transports: ["websocket"],
        reconnection: false,
        forceNew: true,
      });
      await new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      });
      for (let burst = 0; burst < 2_000 && socket.connected; burst++) {
        socket.emit(pick(events), anything());
        if (++sent % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      socket.disconnect();
    }
    over = true;
    const answered = await chatting;
    const after = Number(await neighbour.ask("heap?"));
    console.log(
      `chainlit: ${sent} events, neighbour answered ${answered} times; heap ${(before / 1e6).toFixed(1)} → ${(after / 1e6).toFixed(1)} MB`,
    );
    expect(answered).toBeGreaterThan(5);
    expect(after).toBeLessThan(before * 1.3);
  });

  it("closes only the connection that sends bytes which are no packets, or a frame that is too large", async () => {
    using neighbour = await WirePerson.open(app.url);
    const { hostname, port } = new URL(app.url);
    const open = () => new WebSocketClient(`ws://${hostname}:${port}${SOCKET_PATH}/?EIO=4&transport=websocket`);
    for (const junk of [
      "",
      "9",
      "4",
      "42",
      "42[",
      '42["request"',
      "4999999999999",
      "\u0000",
      "40{",
      '45999999-["request"]',
      "2999",
      "b!!!",
      Buffer.alloc(64, 7),
      "4".repeat(2 * 1024 * 1024),
    ]) {
      const socket = open();
      await new Promise<void>((resolve) => {
        socket.on("close", () => resolve());
        socket.on("error", () => undefined);
        socket.on("open", () => {
          socket.send(junk);
          // Some junk is a packet that means nothing: then the stranger leaves by itself.
          setTimeout(() => socket.close(), 200);
        });
      });
      expect(await neighbour.ask("still there?")).toBe("you said still there?; 0 clean");
    }
  });
});

describe("a server with its default limits", () => {
  it("slows down who asks too often, says when to come again, and nobody else is slowed", async () => {
    await using strict = await runFiles({ "app.ts": APP, "colloquy.config.ts": config("{}") });
    using neighbour = await WirePerson.open(strict.url);
    const socket = await attached(openSocket(strict.url, { protocol: PROTOCOL, pageId: newId(), clientKey: newId() }));
    const replies = await Promise.all(
      Array.from({ length: 300 }, () => socket.emitWithAck("request", { type: "stopTurn" }) as Promise<RequestReply>),
    );
    const overloaded = replies.filter((reply) => !reply.ok && reply.error.code === "OVERLOADED");
    expect(overloaded.length).toBeGreaterThanOrEqual(200);
    expect(overloaded[0]).toMatchObject({ error: { fix: expect.stringMatching(/^Wait \d+ second/) } });
    expect(await neighbour.ask("hello")).toBe("you said hello; 0 clean");
    socket.disconnect();
  });
});

/** The `ws` that socket.io-client brings: a WebSocket without Socket.IO on top. */
interface RawWebSocket {
  on(event: "open" | "close" | "error", listener: () => void): void;
  send(data: string | Buffer): void;
  close(): void;
}
const fromSocketIo = createRequire(createRequire(import.meta.url).resolve("socket.io-client"));
const WebSocketClient = createRequire(fromSocketIo.resolve("engine.io-client"))("ws") as new (url: string) => RawWebSocket;
