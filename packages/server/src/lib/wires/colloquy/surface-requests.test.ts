// Settings, modes and mentions as they cross our wire: replies, refusals, limits, and what a handshake brings along.
import { randomUUID } from "node:crypto";
import { type ClientRequest, type ElementId, PROTOCOL, type RequestReply, SOCKET_PATH } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { type App, CustomElement, chatSettings, createApp, input, setModes } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

const settings = chatSettings({
  heat: input.slider({ label: "Heat", min: 0, max: 2, step: 0.1, initial: 1 }),
  note: input.text({ label: "Note" }),
});

function furnished(): App {
  const app = createApp();
  app.onChatStart(async () => {
    await settings.send();
    setModes([{ id: "model", name: "Model", options: [{ id: "small", name: "Small" }] }]);
  });
  app.mentions(() => [{ id: "ada", label: "Ada" }]);
  return app;
}

interface Surfaced {
  readonly surface?: { readonly settings?: unknown };
}

class Client implements Disposable {
  readonly socket: Socket;
  /** What the surface was said to be, by key. */
  readonly surface: Record<string, unknown> = {};

  constructor(url: string, attach: object = {}) {
    const auth = { protocol: PROTOCOL, pageId: randomUUID(), clientKey: randomUUID(), ...attach };
    this.socket = io(url, { path: SOCKET_PATH, auth, transports: ["websocket"], reconnection: false, forceNew: true });
    this.socket.on("snapshot", ({ surface }: Surfaced) => Object.assign(this.surface, surface));
    this.socket.on("facts", ({ facts }: { readonly facts: readonly Surfaced[] }) => {
      for (const fact of facts) Object.assign(this.surface, fact.surface);
    });
  }

  async request(request: ClientRequest): Promise<RequestReply> {
    await expect.poll(() => this.surface).toHaveProperty("modes");
    return (await this.socket.timeout(5000).emitWithAck("request", request)) as RequestReply;
  }

  [Symbol.dispose](): void {
    this.socket.disconnect();
  }
}

describe("over our wire", () => {
  it("settings are saved, and a refusal names the fields that are wrong", async () => {
    await using served = await serveApp(furnished());
    using client = new Client(served.url);
    expect(await client.request({ type: "changeSettings", settings: { heat: 0.5 } })).toEqual({ ok: true });
    expect(client.surface.settings).toEqual({ heat: 0.5, note: null });
    const refused = await client.request({ type: "changeSettings", settings: { heat: "hot" } });
    expect(refused).toMatchObject({ ok: false, error: { code: "INVALID_VALUES", fields: { heat: "This must be a number." } } });
    expect(await client.request({ type: "editSettings", settings: { heat: 2 } })).toEqual({ ok: true });
    expect(client.surface.settings).toEqual({ heat: 0.5, note: null });
  });

  it("modes are chosen, and mentions are found", async () => {
    await using served = await serveApp(furnished());
    using client = new Client(served.url);
    expect(await client.request({ type: "selectModes", modes: { model: "small", other: "x" } })).toEqual({ ok: true });
    expect(client.surface.modeChoice).toEqual({ model: "small" });
    expect(await client.request({ type: "findMentions", query: "a" })).toEqual({ ok: true, mentions: [{ id: "ada", label: "Ada" }] });
  });

  it("what a person keeps for all chats comes with the handshake, and is checked like anything they say", async () => {
    await using served = await serveApp(furnished());
    using client = new Client(served.url, { settings: { heat: 1.5, note: 5, other: "x" } });
    await expect.poll(() => client.surface.settings).toEqual({ heat: 1.5, note: null });
  });

  it("too much is refused: too many requests, and settings larger than a message", async () => {
    await using served = await serveApp(furnished(), { config: { limits: { requestsPerSecond: 2, messageLength: 1000 } } });
    using client = new Client(served.url);
    expect(await client.request({ type: "changeSettings", settings: { note: "x".repeat(2000) } })).toMatchObject({
      error: { code: "TOO_LARGE" },
    });
    const replies: RequestReply[] = [];
    for (let i = 0; i < 12; i++) replies.push(await client.request({ type: "findMentions", query: "a" }));
    expect(replies.filter((reply) => !reply.ok && reply.error.code === "OVERLOADED").length).toBeGreaterThan(0);
    expect(replies[0]).toMatchObject({ ok: true });
  });

  it("an element that changes itself without end is refused, and keeps what was taken last", async () => {
    const app = furnished();
    let ticket: CustomElement<{ seats: number }> | undefined;
    app.onChatStart(async () => {
      setModes([{ id: "model", name: "Model", options: [{ id: "small", name: "Small" }] }]);
      ticket = new CustomElement({ name: "Ticket", props: { seats: 0 } });
      await ticket.send();
    });
    await using served = await serveApp(app, { config: { limits: { requestsPerSecond: 2 } } });
    using client = new Client(served.url);
    await expect.poll(() => ticket?.stated).toBeDefined();
    const elementId = ticket?.id as ElementId;
    let taken = 0;
    const refused: RequestReply[] = [];
    for (let seats = 1; seats <= 25; seats++) {
      const reply = await client.request({ type: "updateElement", elementId, props: { seats } });
      if (reply.ok) taken = seats;
      else refused.push(reply);
    }
    expect(taken).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    for (const reply of refused) expect(reply).toMatchObject({ error: { code: "OVERLOADED" } });
    expect(ticket?.props).toEqual({ seats: taken });
  });
});
