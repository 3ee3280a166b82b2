// Several servers of one app on one database: a chat runs at one of them, and nobody who is connected to another can tell.
import { newId, type ThreadId } from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OurClient } from "../../../test/our-client.ts";
import { TheirClient } from "../../../test/their-client.ts";
import { askUser, createApp, Message, userSession } from "../../index.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { loadSecret } from "../config/secret.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { CLUSTER_DRAIN, CLUSTER_STATUS, type NodeStatus } from "../relay/cluster-calls.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import type { DriverEvents, RelayDriver } from "../relay/relay-driver.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { Faults } from "../relay/testing/faults.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { createGate, type Gate } from "../testing/gate.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "0".repeat(64) }, dev: true });

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.remove());

interface Node extends ServedApp {
  readonly name: string;
}

/** What ran where, in order. */
let ran: string[] = [];
let hub: MemoryHub;
let schema: string;
let nodes: Node[] = [];
let goOn: Gate;

beforeEach(() => {
  ran = [];
  hub = new MemoryHub();
  schema = `n${newId().replaceAll("-", "")}`;
  nodes = [];
  goOn = createGate();
});
afterEach(async () => {
  goOn.open();
  await Promise.allSettled(nodes.map((node) => node.close()));
});

/** The same driver, with an ear at what comes for its node. */
function heardDriver(driver: RelayDriver, hear: (message: string) => void): RelayDriver {
  return new Proxy(driver, {
    get(target, key) {
      if (key === "open")
        return (events: DriverEvents) =>
          target.open({
            ...events,
            onMessage: (message) => {
              events.onMessage(message);
              hear(message);
            },
          });
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

interface NodeParts {
  readonly config?: ColloquyConfig;
  readonly driver?: RelayDriver;
  /** Waited for before a record is written. */
  readonly saving?: () => Promise<void> | undefined;
  /** Waited for while a chat is opened from its record. */
  readonly opening?: () => Promise<void> | undefined;
  /** Told of what comes from other nodes. */
  readonly hear?: (message: string) => void;
}

async function node(
  name: string,
  {
    saving = () => undefined,
    opening = () => undefined,
    hear = () => undefined,
    config,
    driver = createMemoryRelayDriver(hub),
  }: NodeParts = {},
): Promise<Node> {
  const note = (what: string) => ran.push(`${name} ${what}`);
  const app = createApp({
    onChatStart: () => void note("start"),
    onChatResume: () => void note("resume"),
    onDisconnect: () => void note("disconnect"),
    onReconnect: () => void note("reconnect"),
    onMessage: async ({ content }) => {
      const count = (userSession.get<number>("count") ?? 0) + 1;
      userSession.set("count", count);
      note(content);
      if (content === "ask") return void (await new Message(`You are ${(await askUser("Who?"))?.content ?? "nobody"}`).send());
      if (content !== "long") return void (await new Message(`${count} ${content} at ${name}`).send());
      const answer = new Message("");
      for (let word = 0; word < 50; word++) await answer.streamToken(`w${word} `);
      await goOn.opened;
      for (let word = 50; word < 100; word++) await answer.streamToken(`w${word} `);
      await answer.send();
    },
    authorRename: (author) => (author === "Assistant" ? `Renamed by ${name}` : author),
  });
  const options = { url: postgres.url, schema };
  const store = createPostgresSessionStore(options);
  const served = await serveApp(app, {
    keys,
    dataLayer: createPostgresDataLayer(options),
    sessionStore: {
      ...store,
      save: async (...given) => (await saving(), store.save(...given)),
      loadValues: async (...given) => (await opening(), store.loadValues(...given)),
    },
    blobStore: createMemoryBlobStore(),
    relay: createRelay(heardDriver(driver, hear)),
    config: { metrics: { token: METRICS_TOKEN }, ...config },
  });
  const made = { ...served, name };
  nodes.push(made);
  return made;
}

const METRICS_TOKEN = "for-the-tests-of-many-nodes";
const WHOLE = Array.from({ length: 100 }, (_, word) => `w${word} `).join("");

/** What an operator at one node asks of another. */
async function askOf(from: Node, to: Node, kind: string): Promise<unknown> {
  const { calls } = from.server.host.services;
  const answer = await calls.ask(to.server.host.services.calls.relay.nodeId, kind, null);
  return answer.is === "answered" ? answer.body : answer.is;
}

async function followedBy(from: Node, to: Node): Promise<number> {
  return ((await askOf(from, to, CLUSTER_STATUS)) as NodeStatus).followed;
}

async function metricsOf({ url }: Node): Promise<string> {
  return (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
}

/** The same person at another node, with the handle that they were given. */
function at({ url }: Node, known: OurClient, auth: Record<string, unknown> = {}): OurClient {
  return new OurClient(url, { ...known.identity, handle: known.attached?.handle, ...auth });
}

describe("a chat that another node runs", () => {
  it("is shown as it is, and goes on from there: requests run where the chat runs", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    await first.until(() => first.texts.includes("1 one at a"));
    using second = at(b, first);
    await second.until(() => second.texts.includes("1 one at a"));
    expect(second.attached).toMatchObject({ sessionId: first.attached?.sessionId, threadId: first.attached?.threadId });
    expect(await second.say("two")).toMatchObject({ ok: true });
    for (const page of [first, second]) await page.until(() => page.texts.includes("2 two at a"));
    // Under the names that its app gives.
    await second.until(() => second.steps.includes("Renamed by a"));
    expect(ran).toEqual(["a start", "a one", "a two"]);
  });

  it("streams to all nodes the same text, token by token", async () => {
    const [a, b, c] = [await node("a"), await node("b"), await node("c")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    using second = at(b, first);
    await second.until(() => second.state !== undefined);
    const sent = second.say("long");
    for (const page of [first, second]) await page.until(() => page.texts.some((text) => text.endsWith("w49 ")));
    // Who comes in the middle has what was said.
    using third = at(c, first);
    await third.until(() => third.texts.some((text) => text.endsWith("w49 ")));
    goOn.open();
    for (const page of [first, second, third]) await page.until(() => page.texts.includes(WHOLE));
    expect(await sent).toMatchObject({ ok: true });
  });

  it("is not begun twice when its page comes to another node before anything was said", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined && ran.includes("a start"));
    using second = at(b, first);
    await second.until(() => second.state !== undefined);
    expect(second.attached?.sessionId).toBe(first.attached?.sessionId);
    expect(ran).toEqual(["a start"]);
  });

  it("is waited for while it is opened there, by who comes elsewhere in that moment", async () => {
    const [begun, goes, asked] = [createGate(), createGate(), createGate()];
    const heard: string[] = [];
    const opening = () => (begun.open(), goes.opened);
    const hear = (message: string) => {
      if (!message.includes('"chat:whose"')) return;
      heard.push(message);
      asked.open();
    };
    const [a, b, c] = [await node("a"), await node("b", { opening, hear }), await node("c")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    await first.until(() => first.texts.includes("1 one at a"));
    first.cut();
    await a.close();
    using second = at(b, first);
    await begun.opened;
    using third = at(c, first);
    await asked.opened;
    goes.open();
    for (const page of [second, third]) await page.until(() => page.texts.includes("1 one at a"));
    expect(third.attached?.sessionId).toBe(first.attached?.sessionId);
    // Who is told that it is nobody's asks again and again, and then gives up.
    expect(heard).toHaveLength(1);
  });

  it("counts who is connected over all nodes", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    using second = at(b, first);
    await second.until(() => second.state !== undefined);
    first.cut();
    // It is still looked at, from b.
    await second.say("two");
    await second.until(() => second.texts.includes("2 two at a"));
    expect(ran).not.toContain("a disconnect");
    second.cut();
    await expect.poll(() => ran).toContain("a disconnect");
    using third = at(b, first);
    await third.until(() => third.state !== undefined);
    await expect.poll(() => ran).toContain("a reconnect");
  });

  it("is nobody's but its owner's, at every node", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using mine = new OurClient(a.url);
    await mine.until(() => mine.state !== undefined);
    await mine.say("secret");
    await mine.until(() => mine.texts.includes("1 secret at a"));
    const { threadId, handle } = mine.attached ?? {};
    for (const auth of [{ threadId: threadId as ThreadId }, { handle }]) {
      using stranger = new OurClient(b.url, auth);
      await stranger.until(() => stranger.state !== undefined);
      expect(stranger.attached?.threadId).not.toBe(threadId);
      expect(stranger.traffic).not.toContain("secret");
    }
    expect(ran.filter((what) => what === "a disconnect")).toEqual([]);
  });
});

/** An identity, as Chainlit's clients get one. */
async function cookieOf({ url }: Node): Promise<string> {
  const headers = { "content-type": "application/json", origin: url };
  const answer = await fetch(`${url}/set-session-cookie`, { method: "POST", headers, body: JSON.stringify({ session_id: newId() }) });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Chainlit's client, in one browser: wherever it knocks, it shows the same cookie and the same id. */
function theirs(node: Node, to: { readonly sessionId?: string; readonly threadId?: string; readonly cookie: string }): TheirClient {
  return new TheirClient(node.url, to);
}

describe("Chainlit's client at a node that does not run its chat", () => {
  it("sees what streams there, writes, and is heard", async () => {
    const [a, b] = [await node("a"), await node("b")];
    const cookie = await cookieOf(a);
    using first = theirs(a, { cookie });
    first.send("long");
    await first.until(() => first.texts.some((text) => text.endsWith("w49 ")));
    using second = theirs(b, { cookie, sessionId: first.sessionId, threadId: first.threadId });
    await second.until(() => second.texts.some((text) => text.endsWith("w49 ")));
    goOn.open();
    for (const page of [first, second]) await page.hears(WHOLE);
    // Token by token, and not as one text.
    expect(second.count("stream_token")).toBeGreaterThan(0);
    second.send("two");
    for (const page of [first, second]) await page.hears("2 two at a");
    expect(second.texts.filter((text) => text === "two")).toEqual(["two"]);
    expect(ran).toEqual(["a start", "a long", "a two"]);
  });

  it("answers a question there, or lets it be", async () => {
    const [a, b] = [await node("a"), await node("b")];
    const cookie = await cookieOf(a);
    using first = theirs(a, { cookie });
    first.send("ask");
    await first.until(() => first.ask !== undefined);
    using second = theirs(b, { cookie, sessionId: first.sessionId, threadId: first.threadId });
    await second.until(() => second.ask !== undefined);
    second.answer("Ada");
    for (const page of [first, second]) await page.hears("You are Ada");
    second.send("ask");
    await second.until(() => second.ask !== undefined);
    second.ask?.(null);
    for (const page of [first, second]) await page.hears("You are nobody");
  });

  it("comes back by its id alone to the chat that it came to at another node", async () => {
    const [a, b] = [await node("a"), await node("b")];
    const cookie = await cookieOf(a);
    using first = theirs(a, { cookie });
    first.send("one");
    await first.hears("1 one at a");
    // A page that was opened anew, with an id of its own.
    using second = theirs(b, { cookie, threadId: first.threadId });
    await second.until(() => second.texts.includes("1 one at a"));
    using third = theirs(a, { cookie, sessionId: second.sessionId });
    await third.until(() => third.texts.includes("1 one at a"));
  });

  it("goes on at the other node when the first has stopped", async () => {
    const [a, b] = [await node("a"), await node("b")];
    const cookie = await cookieOf(a);
    using first = theirs(a, { cookie });
    first.send("one");
    await first.hears("1 one at a");
    using second = theirs(b, { cookie, sessionId: first.sessionId, threadId: first.threadId });
    await second.until(() => second.texts.includes("1 one at a"));
    await a.close();
    // Its line was closed with the copy that it hung on; it comes back by itself.
    await second.until(() => !second.socket.connected);
    second.reconnect();
    await second.until(() => second.socket.connected);
    second.send("two");
    await second.hears("2 two at b");
  });
});

describe("a node that is cut off from the others", () => {
  it.each([
    ["continue", "done"],
    ["stop", "interrupted"],
  ] as const)("with onLeaseLost: %s ends what it answers as %s", async (onLeaseLost, end) => {
    hub = new MemoryHub({ leaseMs: 900 });
    const faults = new Faults();
    const a = await node("a", { config: { onLeaseLost }, driver: faults.around(createMemoryRelayDriver(hub)) });
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("long");
    await first.until(() => first.texts.some((text) => text.endsWith("w49 ")));
    const turn = () => [...(first.state?.turns.values() ?? [])].find(({ turn: { messageId } }) => messageId !== undefined)?.turn;
    const doubts = a.server.host.services.clock.now() + 3_000;
    faults.cut();
    if (onLeaseLost === "continue") {
      // Longer than a lease.
      await expect.poll(() => a.server.host.services.clock.now(), { timeout: 10_000 }).toBeGreaterThan(doubts);
      goOn.open();
    }
    await expect.poll(() => turn()?.endedAt, { timeout: 10_000 }).toBeDefined();
    expect(turn()?.state).toBe(end);
    faults.mend();
  });
});

describe("a node that was taken for dead", () => {
  it("lets go of what others have taken over: what is asked of it there goes to them", async () => {
    hub = new MemoryHub({ leaseMs: 900 });
    const faults = new Faults();
    const [a, b] = [await node("a", { driver: faults.around(createMemoryRelayDriver(hub)) }), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    await first.until(() => first.texts.includes("1 one at a"));
    faults.cut();
    const threadId = first.attached?.threadId as ThreadId;
    await expect.poll(() => b.server.host.services.calls.relay.find(threadId)).toMatchObject({ where: "nobody" });
    using second = at(b, first);
    await second.until(() => second.texts.includes("1 one at a"));
    faults.mend();
    await expect.poll(() => a.server.host.registry.size).toBe(0);
    // Whoever has it open is looked for where it runs.
    await a.server.host.registry.state({ id: threadId, owner: b.server.host.registry.byThread(threadId)?.owner ?? "" }, [
      { type: "thread-set", thread: { name: "Renamed at a" } },
    ]);
    await second.until(() => second.state?.thread.name === "Renamed at a");
  });
});

describe("a node whose chat another is taking over, and that does not know", () => {
  it("writes nothing of what is said there, also when nothing was said before", async () => {
    hub = new MemoryHub({ leaseMs: 900 });
    const faults = new Faults();
    const [a, b] = [await node("a", { driver: faults.around(createMemoryRelayDriver(hub)) }), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    const threadId = first.attached?.threadId as ThreadId;
    const { store, dataLayer, calls } = b.server.host.services;
    await expect.poll(() => store.findByThread(threadId)).toBeDefined();
    faults.cut();
    await expect.poll(() => calls.relay.find(threadId)).toMatchObject({ where: "nobody" });
    using second = at(b, first);
    await second.until(() => second.state !== undefined);
    expect(second.attached?.threadId).toBe(threadId);
    expect(await Promise.race([first.say("late"), first.closed])).not.toMatchObject({ ok: true });
    expect(await dataLayer.loadThread(threadId)).toBeUndefined();
    await second.say("one");
    await second.until(() => second.texts.includes("1 one at b"));
    expect(ran).not.toContain("a late");
  });

  it("acknowledges nothing that the other has not read", async () => {
    hub = new MemoryHub({ leaseMs: 900 });
    const faults = new Faults();
    const [reading, saved] = [createGate(), createGate()];
    let holds = false;
    const saving = () => {
      if (!holds) return undefined;
      reading.open();
      return saved.opened;
    };
    const [a, b] = [await node("a", { driver: faults.around(createMemoryRelayDriver(hub)) }), await node("b", { saving })];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    const threadId = first.attached?.threadId as ThreadId;
    faults.cut();
    await expect.poll(() => b.server.host.services.calls.relay.find(threadId)).toMatchObject({ where: "nobody" });
    holds = true;
    using second = at(b, first);
    // It has read what is stored, and has written nothing yet.
    await reading.opened;
    expect(await Promise.race([first.say("late"), first.closed])).not.toMatchObject({ ok: true });
    saved.open();
    await second.until(() => second.texts.includes("1 one at a"));
  });
});

describe("what a node writes down of a chat that has ended elsewhere meanwhile", () => {
  it("is not taken for the chat: its values stay as they were at its end", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    await first.until(() => first.texts.includes("1 one at a"));
    const threadId = first.attached?.threadId as ThreadId;
    const { registry, services } = b.server.host;
    const late = await services.store.findByThread(threadId);
    await a.close();
    using second = at(b, first);
    await second.until(() => second.texts.includes("1 one at a"));
    const session = registry.byThread(threadId);
    if (!late || !session) throw new Error("The chat is not there.");
    await registry.end(session);
    await services.store.save(late);
    using third = at(b, first);
    await third.until(() => third.texts.includes("1 one at a"));
    await third.say("two");
    await third.until(() => third.texts.some((text) => text.endsWith("two at b")));
    expect(third.texts).toContain("2 two at b");
  });
});

describe("a node that stops", () => {
  it("gives its idle chats away: the next message is answered elsewhere, with the same memory", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    using second = at(b, first);
    await second.until(() => second.texts.includes("1 one at a"));
    await a.close();
    expect(await second.say("two")).toMatchObject({ ok: true });
    await second.until(() => second.texts.includes("2 two at b"));
    expect(second.texts).toContain("1 one at a");
    expect(ran.filter((what) => what.endsWith("start"))).toEqual(["a start"]);
  });

  it("answers no message that comes while it gives a chat away: the next node does", async () => {
    const [saving, seen, came] = [createGate(), createGate(), createGate()];
    let holds = false;
    const hold = () => {
      if (!holds) return undefined;
      seen.open();
      return saving.opened;
    };
    const hear = (message: string) => {
      if (holds && message.includes('"sendMessage"')) came.open();
    };
    const [a, b] = [await node("a", { saving: hold, hear }), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("one");
    using second = at(b, first);
    await second.until(() => second.texts.includes("1 one at a"));
    holds = true;
    const closing = a.close();
    await seen.opened;
    const said = second.say("two");
    await came.opened;
    saving.open();
    expect(await said).toMatchObject({ ok: true });
    await second.until(() => second.texts.includes("2 two at b"));
    await closing;
    expect([...(second.state?.turns.values() ?? [])].map(({ turn }) => turn.state)).not.toContain("interrupted");
  });

  it("serves its people until they are at another node, where their chat comes to them", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url, {}, { stays: true });
    await first.until(() => first.state !== undefined);
    await first.say("one");
    const closing = a.close({ drainMs: 30_000 });
    await first.until(() => first.traffic.includes("server-leaving"));
    await first.say("two");
    await first.until(() => first.texts.includes("2 two at a"));
    using second = at(b, first);
    await second.until(() => second.texts.includes("2 two at a"));
    first.cut();
    await closing;
    await second.until(() => second.frames.filter((name) => name === "attached").length === 2);
    await second.say("three");
    await second.until(() => second.texts.includes("3 three at b"));
    // By the same line, and no handler has heard of it.
    expect(ran.filter((what) => what.endsWith("connect"))).toEqual([]);
  });

  it("gives a chat away at the end of its answer, also to somebody who never pauses", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("long");
    await first.until(() => first.texts.some((text) => text.endsWith("w49 ")));
    const closing = a.close({ drainMs: 30_000 });
    await first.closed;
    using second = at(b, first);
    await second.until(() => second.texts.some((text) => text.endsWith("w49 ")));
    // In the moment in which the answer ends.
    const ended = () => [...(second.state?.turns.values() ?? [])].every(({ turn }) => turn.endedAt !== undefined);
    let said: Promise<unknown> | undefined;
    second.onFrame(() => {
      if (ended()) said ??= second.say("two");
    });
    goOn.open();
    await second.until(() => second.texts.includes("2 two at b"));
    expect(await said).toMatchObject({ ok: true });
    await closing;
  });

  it("asks those who follow another node from there as well", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    using second = at(b, first);
    await second.until(() => second.state !== undefined);
    const closing = b.close({ drainMs: 30_000 });
    await second.closed;
    await closing;
    expect(second.traffic).toContain("server-leaving");
    await first.say("one");
    await first.until(() => first.texts.includes("1 one at a"));
  });

  it("cuts those off who stay", async () => {
    const a = await node("a");
    await node("b");
    using first = new OurClient(a.url, {}, { stays: true });
    await first.until(() => first.state !== undefined);
    await Promise.all([a.close({ drainMs: 100 }), first.closed]);
  });

  it("finishes what it answers while its people look on from elsewhere", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    await first.say("long");
    await first.until(() => first.texts.some((text) => text.endsWith("w49 ")));
    const closing = a.close({ drainMs: 20_000 });
    // It sends its own people away at once; they come in elsewhere.
    await first.closed;
    using second = at(b, first);
    await second.until(() => second.texts.some((text) => text.endsWith("w49 ")));
    goOn.open();
    await second.until(() => second.texts.includes(WHOLE));
    await closing;
    await second.say("two");
    await second.until(() => second.texts.includes("2 two at b"));
    expect(ran).not.toContain("a disconnect");
  });
});

describe("a node that is drained", () => {
  it("gives away what is idle at once and the rest when it is answered, and stays", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using idle = new OurClient(a.url);
    await idle.until(() => idle.state !== undefined);
    await idle.say("one");
    await idle.until(() => idle.texts.includes("1 one at a"));
    using busy = new OurClient(a.url);
    await busy.until(() => busy.state !== undefined);
    await busy.say("long");
    await busy.until(() => busy.texts.some((text) => text.endsWith("w49 ")));
    expect(await askOf(b, a, CLUSTER_DRAIN)).toBe(true);
    // Its people are sent to the others.
    await Promise.all([idle.closed, busy.closed]);
    using idleAgain = at(b, idle);
    await idleAgain.until(() => idleAgain.texts.includes("1 one at a"));
    // It is given away once its people are elsewhere; until then it is answered where it runs.
    await expect.poll(() => a.server.host.registry.size).toBe(1);
    await idleAgain.say("two");
    await idleAgain.until(() => idleAgain.texts.includes("2 two at b"));
    using busyAgain = at(b, busy);
    await busyAgain.until(() => busyAgain.texts.some((text) => text.endsWith("w49 ")));
    goOn.open();
    await busyAgain.until(() => busyAgain.texts.includes(WHOLE));
    await expect.poll(() => a.server.host.registry.size).toBe(0);
    await busyAgain.say("three");
    await busyAgain.until(() => busyAgain.texts.includes("2 three at b"));
    expect(ran.filter((what) => what.endsWith("disconnect"))).toEqual([]);
    expect(await askOf(b, a, CLUSTER_STATUS)).toMatchObject({ ready: false, owned: 0, turns: 0 });
  });

  it("follows nothing any more, and says how many chats a node follows", async () => {
    const [a, b] = [await node("a"), await node("b")];
    using first = new OurClient(a.url);
    await first.until(() => first.state !== undefined);
    using second = at(b, first);
    await second.until(() => second.state !== undefined);
    expect([await followedBy(b, a), await followedBy(a, b)]).toEqual([0, 1]);
    expect(await metricsOf(b)).toMatch(/sessions\{.*role="follower".*\} 1\n/);
    await askOf(a, b, CLUSTER_DRAIN);
    await second.closed;
    await expect.poll(() => followedBy(a, b)).toBe(0);
  });
});
