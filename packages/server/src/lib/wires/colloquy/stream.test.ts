// Our protocol over plain HTTP: what a stream and requests by POST owe, beside what every connection does.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Cursor, newId } from "@colloquy/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { StreamClient, type StreamOptions } from "../../../../test/stream-client.ts";
import { askUser, createApp, Message, sleep } from "../../../index.ts";
import type { ColloquyConfig } from "../../config/schema.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const clients: Disposable[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client[Symbol.dispose]();
});
function connect({ url }: ServedApp, options?: StreamOptions): StreamClient {
  const client = new StreamClient(url, options);
  clients.push(client);
  return client;
}
async function attach(served: ServedApp, options?: StreamOptions): Promise<StreamClient> {
  const client = connect(served, options);
  await client.until(() => client.state !== undefined);
  return client;
}

/** Says what it is told, token by token; "wait" stops in the middle until it is let go on. */
function speaker(tokens = 40) {
  const app = createApp();
  let goOn = () => undefined as unknown;
  app.onMessage(async ({ content }, { signal }) => {
    const answer = new Message("");
    for (let n = 0; n < tokens && !signal.aborted; n++) {
      await answer.streamToken(`${n},`);
      if (content === "wait" && n === tokens / 2) await new Promise<void>((resolve) => (goOn = () => resolve()));
      else if (n % 50 === 0) await sleep(1);
    }
    await answer.send();
  });
  return { app, goOn: () => goOn(), whole: Array.from({ length: tokens }, (_, n) => `${n},`).join("") };
}

const open = (app: ReturnType<typeof createApp>, config: ColloquyConfig = {}) => serveApp(app, { config });

describe("a stream", () => {
  it("is sent at once, and is not to be kept, changed or held back by anybody on the way", async () => {
    const { app } = speaker();
    await using served = await open(app);
    const client = await attach(served, { headers: { "accept-encoding": "gzip" } });
    expect(client.status).toBe(200);
    expect(client.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    expect(client.headers).not.toHaveProperty("content-encoding");
    expect(client.frames).toEqual(["attached", "snapshot"]);
    expect(Date.parse(client.comments[0] ?? "")).toBeGreaterThan(0);
  });

  it("carries a chat: messages by POST, answers token by token, questions and their answers", async () => {
    const app = createApp();
    app.onMessage(async ({ content }) => {
      const answer = await askUser(`Really ${content}?`);
      await new Message(`So be it: ${answer?.content}`).send();
    });
    await using served = await open(app);
    const client = await attach(served);
    expect(await client.say("one")).toMatchObject({ ok: true, stepId: expect.any(String) });
    await client.until(() => client.state?.asks.size === 1);
    const [ask] = client.state?.asks.values() ?? [];
    const answerAsk = () =>
      client.ask({ type: "answerAsk", askId: ask?.id ?? newId(), answer: { kind: "text", stepId: newId(), text: "yes" } });
    expect(await answerAsk()).toEqual({ ok: true });
    await client.until(() => client.texts.includes("So be it: yes"));
    expect(await answerAsk()).toMatchObject({ ok: false, error: { code: "ASK_CLOSED" } });
  });

  it("says a sign of life with the time while nothing else is said", async () => {
    const { app } = speaker();
    await using served = await open(app, { sockets: { pingInterval: 0.05 } });
    const client = await attach(served);
    await client.until(() => client.comments.length > 3);
    expect(client.over).toBe(false);
    expect(Math.abs(Date.parse(client.comments.at(-1) ?? "") - Date.now())).toBeLessThan(60_000);
  });

  it("begins where Last-Event-ID says, in the middle of a text, with nothing missing and nothing twice", async () => {
    const { app, goOn, whole } = speaker();
    await using served = await open(app);
    const first = await attach(served);
    await first.say("wait");
    await first.until(() => first.texts.some((text) => text.endsWith(",20,")));
    const { clientKey, lastEventId = "", state, attached } = first;
    expect(JSON.parse(lastEventId)).toMatchObject({ epoch: state?.epoch, seq: state?.seq });
    first.cut();
    goOn();
    const second = connect(served, { attach: { clientKey, handle: attached?.handle }, headers: { "last-event-id": lastEventId } });
    second.state = state;
    await second.until(() => second.texts.includes(whole));
    expect(second.frames).not.toContain("snapshot");
    expect(second.texts).toEqual(["wait", whole]);
  });

  it("begins with a snapshot for an id that is none, or of another time", async () => {
    const { app, whole } = speaker();
    await using served = await open(app);
    const first = await attach(served);
    await first.say("go");
    await first.until(() => first.texts.includes(whole));
    const { clientKey, attached } = first;
    const old: Cursor = { epoch: 77, seq: 1, open: {} };
    for (const id of ["", "{", "[1]", "17", JSON.stringify(old)]) {
      const again = await attach(served, { attach: { clientKey, handle: attached?.handle }, headers: { "last-event-id": id } });
      expect(again.frames.slice(0, 2)).toEqual(["attached", "snapshot"]);
      expect(again.texts).toEqual(["go", whole]);
    }
  });

  it("tells a reader who fell far behind everything at once, and the others meanwhile lose nothing", async () => {
    const app = createApp();
    const piece = "x".repeat(20_000);
    app.onMessage(async () => {
      const answer = new Message("");
      for (let n = 0; n < 1000; n++) await answer.streamToken(piece);
      await answer.send();
      await new Message("That is all.").send();
    });
    await using served = await open(app);
    const slow = await attach(served);
    const { clientKey, attached } = slow;
    const other = await attach(served, { attach: { clientKey, handle: attached?.handle } });
    slow.pause();
    await other.say("go");
    await other.until(() => other.texts.includes("That is all."));
    slow.resume();
    await slow.until(() => slow.texts.includes("That is all."));
    expect(slow.frames.filter((name) => name === "snapshot").length).toBeGreaterThan(1);
    expect(slow.texts).toEqual(other.texts);
    expect(slow.texts[1]).toHaveLength(20_000_000);
  });

  it("is cut off when nobody reads it, and its chat waits as after any lost connection", async () => {
    const app = createApp();
    app.onMessage(async () => void (await new Message("x".repeat(30_000_000)).send()));
    await using served = await open(app, { sockets: { pingInterval: 0.2, pingTimeout: 0.2 } });
    const client = await attach(served);
    const [session] = served.server.host.registry.sessions;
    client.pause();
    await client.say("go");
    await expect.poll(() => session?.outlets.size, { timeout: 10_000 }).toBe(0);
    expect(session?.phase).toBe("open");
  });

  it("gives way to a newer connection of its page", async () => {
    const { app } = speaker();
    await using served = await open(app);
    const first = await attach(served);
    const { clientKey, pageId } = first;
    const second = await attach(served, { attach: { clientKey, pageId, handle: first.attached?.handle } });
    await first.until(() => first.over);
    expect(first.notices).toEqual(["replaced"]);
    expect(second.attached?.sessionId).toBe(first.attached?.sessionId);
    expect(second.over).toBe(false);
  });

  it("ends with the sign-in of its person, at once", async () => {
    const app = createApp({ passwordAuth: () => null });
    await using served = await serveApp(app);
    const { cookie, user } = await served.signIn({ identifier: "ada" });
    const client = await attach(served, { headers: { cookie } });
    await app.users.signOut(user.id);
    await client.until(() => client.over);
    expect(client.notices).toEqual(["signed-out"]);
    const again = connect(served, { headers: { cookie } });
    await again.until(() => again.refusal !== undefined);
    expect([again.status, again.refusal?.code]).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("counts as an open connection of its network until it is over", async () => {
    const { app } = speaker();
    await using served = await open(app, { limits: { addressConnections: 2 } });
    const [one] = [await attach(served), await attach(served)];
    const third = connect(served);
    await third.until(() => third.refusal !== undefined);
    expect([third.status, third.refusal?.code]).toEqual([429, "OVERLOADED"]);
    one.cut();
    await expect
      .poll(async () => {
        const again = connect(served);
        await again.until(() => again.status !== undefined);
        return again.status;
      })
      .toBe(200);
  });

  it("is refused like a handshake: in another version, without a person, from a page of somebody else", async () => {
    const { app } = speaker();
    await using served = await open(app);
    const refusalOf = async (options: StreamOptions) => {
      const client = connect(served, options);
      await client.until(() => client.refusal !== undefined);
      return [client.status, client.refusal?.code];
    };
    expect(await refusalOf({ attach: { protocol: "colloquy/9" } })).toEqual([501, "NOT_SUPPORTED"]);
    expect(await refusalOf({ attach: { pageId: "../../etc" } })).toEqual([400, "BAD_REQUEST"]);
    expect(await refusalOf({ attach: { clientKey: undefined } })).toEqual([401, "UNAUTHENTICATED"]);
    expect(await refusalOf({ headers: { origin: "https://evil.example" } })).toEqual([403, "ORIGIN_REFUSED"]);
    expect(served.server.host.registry.size).toBe(0);
  });

  it("is told of a restart, and ends with the server", async () => {
    const { app } = speaker();
    const served = await open(app);
    const client = await attach(served);
    await served.close();
    await client.until(() => client.over);
    expect(client.notices).toEqual(["server-restarting"]);
  });

  it("of 10,000 tokens costs no memory once they are read", async () => {
    const { app, whole } = speaker(10_000);
    await using served = await open(app);
    const client = await attach(served);
    await client.say("go");
    await client.until(() => client.texts.includes(whole));
    const before = heapUsed();
    for (const _ of [1, 2, 3]) {
      await client.say("again");
      const count = client.texts.filter((text) => text === whole).length;
      await client.until(() => client.texts.filter((text) => text === whole).length > count);
    }
    // Each answer is kept as the chat's text, here and in the session: some 60 KB each time.
    expect(heapUsed() - before).toBeLessThan(6 * 1024 * 1024);
  });
});

describe("a request by POST", () => {
  const find = { type: "findMentions", query: "" } as const;

  it("is done whether a stream is open or not, and finds a chat that only its record has", async () => {
    const { app, whole } = speaker();
    await using served = await open(app);
    const client = await attach(served);
    await client.say("go");
    await client.until(() => client.texts.includes(whole));
    client.cut();
    const [session] = served.server.host.registry.sessions;
    if (!session) throw new Error("There is no session.");
    await expect.poll(() => session.outlets.size).toBe(0);
    await served.server.host.registry.suspend(session);
    expect(served.server.host.registry.size).toBe(0);
    expect(await client.ask(find)).toMatchObject({ ok: true });
    expect(served.server.host.registry.byThread(session.threadId)?.id).toBe(session.id);
  });

  it("is nobody else's to make, in the words for what never was", async () => {
    const { app } = speaker();
    await using served = await open(app);
    const [ada, bob] = [await attach(served), await attach(served)];
    const hers = await bob.post({ handle: ada.attached?.handle, request: find });
    const noHandle = await bob.post({ handle: "x.y.z", request: find });
    expect(hers).toEqual(noHandle);
    expect(hers).toMatchObject([404, { error: { code: "NOT_FOUND" } }]);
    // Whose it is comes first: nobody learns what would be wrong with a request.
    expect(await bob.post({ handle: ada.attached?.handle, request: { type: "nonsense" } })).toEqual(hers);
    expect(await ada.post({ handle: ada.attached?.handle, request: { type: "nonsense" } })).toMatchObject([
      400,
      { error: { code: "BAD_REQUEST" } },
    ]);
    expect(served.server.host.registry.size).toBe(2);
  });

  it("to a chat that has ended says so to who had it", async () => {
    const { app } = speaker();
    await using served = await open(app);
    const client = await attach(served);
    const [session] = served.server.host.registry.sessions;
    if (session) await served.server.host.registry.end(session);
    await client.until(() => client.over);
    expect(await client.post({ handle: client.attached?.handle, request: find })).toMatchObject([
      410,
      { error: { code: "SESSION_ENDED" } },
    ]);
    expect(served.server.host.registry.size).toBe(0);
  });

  it("is refused to pages of somebody else, when it is too large, and when there are too many", async () => {
    const { app } = speaker();
    await using served = await open(app, { limits: { messagesPerMinute: 2, frameBytes: 20_000 } });
    const client = await attach(served);
    const body = { handle: client.attached?.handle, request: find };
    expect(await client.post(body, { origin: "https://evil.example" })).toMatchObject([403, { error: { code: "ORIGIN_REFUSED" } }]);
    expect(await client.post({ ...body, more: "x".repeat(30_000) })).toMatchObject([413, { error: { code: "TOO_LARGE" } }]);
    expect(await client.say("one")).toMatchObject({ ok: true });
    expect(await client.say("two")).toMatchObject({ ok: true });
    expect(await client.say("three")).toMatchObject({ ok: false, error: { code: "OVERLOADED" } });
  });

  it("to leave ends a chat that nobody else is in, without waiting for the stream", async () => {
    const { app, whole } = speaker();
    await using served = await open(app);
    const client = await attach(served);
    await client.say("go");
    await client.until(() => client.texts.includes(whole));
    await expect.poll(() => served.server.host.registry.sessions[0]?.turns.running.length).toBe(0);
    expect(await client.ask({ type: "leave" })).toEqual({ ok: true });
    await expect.poll(() => served.server.host.registry.size).toBe(0);
  });
});

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
