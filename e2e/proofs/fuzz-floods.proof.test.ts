// Much work for few bytes: whoever sends little must not cost the server much, neither its time nor its memory, and others go on.
import { newId, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attack, get, type MeasuredApp, runMeasured, send } from "../support/measured-app.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { count } from "../support/soak.ts";

const POLLING = `${SOCKET_PATH}/?EIO=4&transport=polling`;
const ANSWERING = "cl.onMessage(async ({ content }) => void (await new cl.Message(content).send()));";
const OPEN_APP = `import * as cl from "colloquy";\n${ANSWERING}\n`;
const CLOSED_APP = `import * as cl from "colloquy";\ncl.passwordAuth(() => null);\n${ANSWERING}\n`;

const config = (limits: string) =>
  `import { defineConfig } from "colloquy";\nexport default defineConfig({ logLevel: "silent", limits: ${limits} });\n`;
/** All that is not what a test is about. */
const NO_RATES = "requestsPerSecond: 1e7, addressRequestsPerSecond: 1e7, newVisitorsPerMinute: 1e7, addressConnectionsPerMinute: 1e7";

/** The id of a new polling connection. */
async function openPolling(port: number): Promise<string> {
  const { status, text } = await get(port, POLLING);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return (JSON.parse(text.slice(1)) as { sid: string }).sid;
}

/** One payload; the server may end the connection before it answers. */
async function post(port: number, sid: string, packets: readonly string[]): Promise<number> {
  const body = packets.join("\u001e");
  const headers = { "content-type": "text/plain" };
  await send(port, { method: "POST", path: `${POLLING}&sid=${sid}`, headers, body }).catch(() => undefined);
  return body.length;
}

const connect = () => `40${JSON.stringify({ protocol: PROTOCOL, pageId: newId(), clientKey: newId() })}`;
const requests = (amount: number) => Array.from({ length: amount }, (_, id) => `42${id % 1000}["request",{}]`);
const fill = (packet: string, bytes: number) => Array.from({ length: Math.floor(bytes / (packet.length + 1)) }, () => packet);
const nothing = () => undefined;

async function inOnePayload(port: number, packets: readonly string[]): Promise<Attack> {
  return { sentBytes: await post(port, await openPolling(port), packets), letGo: nothing };
}

/** Holds what it was given. */
function holding(sockets: readonly RawSocket[]): Attack {
  return {
    sentBytes: sockets.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    letGo: () => {
      for (const socket of sockets) socket[Symbol.dispose]();
    },
  };
}

describe.each([
  ["that anybody may use", OPEN_APP],
  ["that requires sign-in", CLOSED_APP],
])("a server %s", (_kind, source) => {
  let app: MeasuredApp;
  beforeAll(async () => {
    app = await runMeasured(source, config("{}"));
  });
  afterAll(async () => app[Symbol.asyncDispose]());

  const payloads = [
    ["whole handshakes", connect()],
    ["the shortest handshakes", "40"],
    ["handshakes with other rooms", "40/x,"],
    ["pongs", "3"],
    ["pings", "2probe"],
    ["broken events", '42["'],
    ["nothing", ""],
  ] as const;

  it.each(payloads.slice(0, source === OPEN_APP ? undefined : 2))(
    "bears a payload of a megabyte that is full of %s",
    async (what, packet) => {
      const cost = await app.costOf(`a payload of ${what}`, () => inOnePayload(app.port, fill(packet, 1_000_000)));
      // It was 18 µs and 700 bytes for each byte.
      expect(cost.cpuMs / cost.sentBytes).toBeLessThan(0.002);
      expect(cost.keptBytes).toBeLessThan(8e6);
    },
  );

  it("bears who connects again and again", async () => {
    const storm = async (): Promise<Attack> => {
      let sentBytes = 0;
      for (let n = 0; n < count(100, 20_000); n += 10) {
        const visits = Array.from({ length: 10 }, async () => {
          const raw = await RawSocket.upgraded(app.port).catch(nothing);
          await raw?.send(connect());
          raw?.[Symbol.dispose]();
          sentBytes += raw?.sentBytes ?? 200;
        });
        await Promise.all(visits);
      }
      return { sentBytes, letGo: nothing };
    };
    const cost = await app.costOf("a storm of connections", storm);
    expect(cost.cpuMs / cost.sentBytes).toBeLessThan(0.03);
    expect(cost.keptBytes).toBeLessThan(8e6);
  });
});

describe("a server without rates", () => {
  let app: MeasuredApp;
  beforeAll(async () => {
    app = await runMeasured(OPEN_APP, config(`{ ${NO_RATES}, unsentBytes: 1024 * 1024, headersTimeout: 1, requestTimeout: 2 }`));
  });
  afterAll(async () => app[Symbol.asyncDispose]());

  it("keeps a bounded amount for who asks by WebSocket and never reads", async () => {
    const raw = await RawSocket.chatting(app.port);
    const cost = await app.costOf("a deaf WebSocket", async () => {
      raw.turnDeaf();
      const before = raw.sentBytes;
      for (let n = 0; n < count(400, 20_000) && raw.isOpen; n++) await raw.send(...requests(500));
      return { sentBytes: raw.sentBytes - before, letGo: () => raw[Symbol.dispose]() };
    });
    expect(cost.heldBytes).toBeLessThan(12e6);
    expect(cost.keptBytes).toBeLessThan(6e6);
  });

  it("keeps a bounded amount for who asks by long polling and never reads", async () => {
    const cost = await app.costOf("a deaf poller", async () => {
      const sid = await openPolling(app.port);
      await post(app.port, sid, [connect()]);
      await get(app.port, `${POLLING}&sid=${sid}`);
      let sentBytes = 0;
      for (let n = 0; n < count(40, 2_000); n++) sentBytes += await post(app.port, sid, requests(500));
      return { sentBytes, letGo: nothing };
    });
    // It was 45 bytes for each byte.
    expect(cost.heldBytes).toBeLessThan(8e6);
  });

  it("keeps a bounded amount for who is slow with headers or bodies, and ends them", async () => {
    const cost = await app.costOf("slow requests", async () => {
      const slow = await Promise.all(Array.from({ length: count(100, 2_000) }, () => RawSocket.dial(app.port)));
      const ended = slow.map(({ socket }) => new Promise<void>((resolve) => socket.once("close", () => resolve())));
      await Promise.all(
        slow.map((raw, n) =>
          raw.write(
            n % 2 === 0
              ? "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
              : "POST /api/threads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{",
          ),
        ),
      );
      await Promise.all(ended);
      return holding(slow);
    });
    expect(cost.heldBytes).toBeLessThan(8e6);
  });
});

describe("a server with its default limits", () => {
  let app: MeasuredApp;
  beforeAll(async () => {
    app = await runMeasured(OPEN_APP, config("{ newVisitorsPerMinute: 1000 }"));
  });
  afterAll(async () => app[Symbol.asyncDispose]());

  it.each([
    ["requests", (raw: RawSocket) => raw.send(...requests(250))],
    ["questions whether it lives", (raw: RawSocket) => raw.send(...fill('420["alive"]', 3000))],
    ["events of no meaning", (raw: RawSocket) => raw.send(...fill('42["x"]', 2000))],
    ["pings of the socket", (raw: RawSocket) => raw.ping(250)],
  ])("ends connections that flood it with %s, also when they never read", async (what, burst) => {
    const sockets = await Promise.all(Array.from({ length: count(10, 50) }, () => RawSocket.chatting(app.port)));
    const cost = await app.costOf(`a flood of ${what}`, async () => {
      for (const [n, raw] of sockets.entries()) if (n % 2 === 0) raw.turnDeaf();
      await Promise.all(
        sockets.map(async (raw) => {
          for (let n = 0; n < 20 && raw.isOpen; n++) await burst(raw);
        }),
      );
      return holding(sockets);
    });
    // Who reads hears of the end.
    await expect.poll(() => sockets.filter((raw, n) => n % 2 === 1 && raw.isOpen), { timeout: 20_000 }).toEqual([]);
    expect(cost.heldBytes).toBeLessThan(10e6);
    expect(cost.keptBytes).toBeLessThan(8e6);
  });
});
