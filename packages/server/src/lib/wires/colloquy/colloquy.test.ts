import { setTimeout as delay } from "node:timers/promises";
import {
  applyEvent,
  type ChatState,
  type ClientRequest,
  type Cursor,
  decodeFacts,
  decodeSnapshot,
  fromSnapshot,
  newId,
  PROTOCOL,
  type RequestReply,
  SOCKET_PATH,
  type StepId,
  TextFrameReader,
} from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { askUser, createApp, Message, sleep, userSession } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

/** The least client of our protocol: folds what it gets. */
class RawClient {
  state: ChatState | undefined;
  attached: { handle: string; threadId: string; sessionId: string; refused?: { code: string } } | undefined;
  readonly socket: Socket;
  readonly frames: string[] = [];

  constructor(url: string, auth: Record<string, unknown>) {
    this.socket = io(url, {
      path: SOCKET_PATH,
      auth: { protocol: PROTOCOL, ...auth },
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
    });
    this.socket.on("attached", (attached) => (this.attached = attached));
    this.socket.on("snapshot", (snapshot) => {
      this.frames.push("snapshot");
      this.state = fromSnapshot(decodeSnapshot(snapshot));
    });
    const reader = new TextFrameReader();
    this.socket.on("t", (...frame) => {
      this.frames.push("t");
      for (const fact of reader.read(frame)) if (this.state) applyEvent(this.state, fact);
    });
    this.socket.on("facts", (frame) => {
      const { facts } = decodeFacts(frame);
      this.frames.push(`facts ${facts.length}`);
      for (const fact of facts) if (this.state) applyEvent(this.state, fact);
    });
  }

  get texts(): string[] {
    return [...(this.state?.steps.values() ?? [])].map(({ texts }) => texts.output?.read() ?? "");
  }

  get cursor(): Cursor {
    const state = this.state;
    if (!state) throw new Error("no state yet");
    const open = Object.fromEntries(
      [...state.steps].flatMap(([id, { step, texts }]) =>
        step.end === undefined && texts.output ? [[id, { output: [texts.output.rev, texts.output.length] as [number, number] }]] : [],
      ),
    );
    return { epoch: state.epoch, seq: state.seq, open };
  }

  request(request: ClientRequest): Promise<RequestReply> {
    return this.socket.emitWithAck("request", request) as Promise<RequestReply>;
  }

  send(text: string, id = newId<StepId>()): Promise<RequestReply> {
    return this.request({ type: "sendMessage", message: { id, text } });
  }

  async until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 1000 && !condition(); i++) await delay(5);
    expect(condition()).toBe(true);
  }
}

function counter() {
  const app = createApp();
  let starts = 0;
  app.onChatStart(async () => {
    starts++;
    userSession.set("counter", 0);
    await new Message("Hello!").send();
  });
  app.onMessage(async () => {
    const count = userSession.update<number>("counter", (value) => value + 1);
    await new Message(`You sent ${count} message(s)!`).send();
  });
  return { app, starts: () => starts };
}

describe("a connection of our client", () => {
  it("is greeted, answered, and finds everything again after a reload", async () => {
    const { app, starts } = counter();
    await using served = await serveApp(app);
    const clientKey = newId();
    const first = new RawClient(served.url, { pageId: newId(), clientKey });
    await first.until(() => first.texts.includes("Hello!"));
    expect(await first.send("one")).toMatchObject({ ok: true });
    await first.until(() => first.texts.includes("You sent 1 message(s)!"));
    const handle = first.attached?.handle;
    first.socket.disconnect();
    const second = new RawClient(served.url, { pageId: newId(), clientKey, handle });
    await second.until(() => second.texts.length === 3);
    expect(second.texts).toEqual(["Hello!", "one", "You sent 1 message(s)!"]);
    await second.send("two");
    await second.until(() => second.texts.includes("You sent 2 message(s)!"));
    expect(starts()).toBe(1);
    second.socket.disconnect();
  });

  it("is sent at most 60 bytes for a token of 20, the header of its frame included", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const answer = new Message("");
      for (let token = 0; token < 100; token++) {
        await answer.streamToken("twenty bytes of text");
        // Each on its own: what waits for the line would be merged.
        await sleep(2);
      }
      await answer.send();
    });
    await using served = await serveApp(app);
    const client = new RawClient(served.url, { pageId: newId(), clientKey: newId() });
    const weights: number[] = [];
    client.socket.io.engine.on("packet", ({ data }: { data?: unknown }) => {
      const tokens = typeof data === "string" ? (data.match(/twenty bytes of text/g)?.length ?? 0) : 0;
      const payload = Buffer.byteLength(`4${data}`);
      if (tokens > 0) weights.push((payload + (payload < 126 ? 2 : 4)) / tokens);
    });
    await client.until(() => client.state !== undefined);
    await client.send("go");
    await client.until(() => client.texts.includes("twenty bytes of text".repeat(100)));
    client.socket.disconnect();
    // The first tells the place of its text.
    expect(Math.max(...weights.slice(1))).toBeLessThanOrEqual(60);
  });

  it("gets only what it missed when it shows its cursor", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const message = new Message("");
      for (let i = 0; i < 60; i++) {
        await message.streamToken(`${i},`);
        await sleep(3);
      }
      await message.send();
    });
    await using served = await serveApp(app);
    const clientKey = newId();
    const first = new RawClient(served.url, { pageId: newId(), clientKey });
    await first.until(() => first.state !== undefined);
    await first.send("go");
    await first.until(() => first.texts.some((text) => text.startsWith("0,1,2,3,")));
    const { handle } = first.attached ?? {};
    first.socket.disconnect();
    await delay(40);
    const second = new RawClient(served.url, { pageId: newId(), clientKey, handle, cursor: first.cursor });
    second.state = first.state;
    const whole = Array.from({ length: 60 }, (_, i) => `${i},`).join("");
    await second.until(() => second.texts.includes(whole));
    expect(second.frames).not.toContain("snapshot");
    second.socket.disconnect();
  });

  it("sends one message for one id, however often it is sent", async () => {
    const { app } = counter();
    await using served = await serveApp(app);
    const client = new RawClient(served.url, { pageId: newId(), clientKey: newId() });
    await client.until(() => client.state !== undefined);
    const id = newId<StepId>();
    await Promise.all([client.send("x", id), client.send("x", id), client.send("x", id)]);
    await client.until(() => client.texts.includes("You sent 1 message(s)!"));
    await client.send("y");
    await client.until(() => client.texts.includes("You sent 2 message(s)!"));
    expect(client.texts.filter((text) => text === "x")).toHaveLength(1);
    client.socket.disconnect();
  });

  it("shows a second connection everything, and closes a question for both when one answers", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const answer = await askUser("Sure?", { timeout: null });
      await new Message(`ok ${answer?.content}`).send();
    });
    await using served = await serveApp(app);
    const clientKey = newId();
    const one = new RawClient(served.url, { pageId: newId(), clientKey });
    await one.until(() => one.state !== undefined);
    await one.send("go");
    await one.until(() => one.state?.asks.size === 1);
    const two = new RawClient(served.url, { pageId: newId(), clientKey, handle: one.attached?.handle });
    await two.until(() => two.state?.asks.size === 1);
    const ask = [...(two.state?.asks.values() ?? [])][0];
    const answer = (client: RawClient) =>
      client.request({ type: "answerAsk", askId: ask?.id as never, answer: { kind: "text", stepId: newId<StepId>(), text: "yes" } });
    expect(await answer(two)).toMatchObject({ ok: true });
    expect(await answer(one)).toMatchObject({ ok: false, error: { code: "ASK_CLOSED" } });
    await one.until(() => one.texts.includes("ok yes"));
    one.socket.disconnect();
    two.socket.disconnect();
  });

  it("begins a new chat for a stranger who shows somebody's handle, and refuses a malformed handshake", async () => {
    const { app } = counter();
    await using served = await serveApp(app);
    const owner = new RawClient(served.url, { pageId: newId(), clientKey: newId() });
    await owner.until(() => owner.attached !== undefined);
    const stranger = new RawClient(served.url, {
      pageId: newId(),
      clientKey: newId(),
      handle: owner.attached?.handle,
      threadId: owner.attached?.threadId,
    });
    await stranger.until(() => stranger.attached !== undefined);
    expect(stranger.attached?.threadId).not.toBe(owner.attached?.threadId);
    expect(stranger.attached?.refused?.code).toBe("NOT_FOUND");
    const bad = new RawClient(served.url, { pageId: "../../etc", clientKey: newId() });
    const error = await new Promise<Error & { data?: { code: string } }>((resolve) => bad.socket.on("connect_error", resolve));
    expect(error.data?.code).toBe("BAD_REQUEST");
    owner.socket.disconnect();
    stranger.socket.disconnect();
  });

  it("catches a reader up that fell far behind, without slowing the turn", async () => {
    const app = createApp();
    const piece = "x".repeat(2000);
    let took = 0;
    app.onMessage(async () => {
      const message = new Message("");
      const began = performance.now();
      for (let i = 0; i < 3000; i++) await message.streamToken(piece);
      took = performance.now() - began;
      await message.send();
    });
    await using served = await serveApp(app);
    const client = new RawClient(served.url, { pageId: newId(), clientKey: newId() });
    await client.until(() => client.state !== undefined);
    await client.send("go");
    await client.until(() => client.texts.some((text) => text.length === 6_000_000));
    expect(took).toBeLessThan(10_000);
    client.socket.disconnect();
  });
});
