import type { StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { BadNetwork } from "../../test/bad-network.ts";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, IMPATIENT, TestClient } from "../../test/open-client.ts";
import type { ServedChat } from "../../test/served-chat.ts";

/** Random numbers that a failed run can be repeated with. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

/** What a page shows that only follows the changes of a text. */
function follow(client: TestClient, stepId: StepId): () => string {
  const source = client.store.text(stepId);
  let text = source.read();
  source.subscribe((change) => {
    text = change.kind === "append" ? text + change.text : source.read();
  });
  return () => text;
}

/** Streams an answer: mostly tokens, now and then a step, a new text in place of the old, or a longer silence. */
async function stream(chat: ServedChat, answerId: StepId, options: { tokens: number; random: () => number }): Promise<void> {
  const { turnId } = chat.state.steps.get(answerId)?.step ?? {};
  if (!turnId) throw new Error("No such answer.");
  for (let n = 0; n < options.tokens; n++) {
    chat.stream(answerId, `${n} `);
    const chance = options.random();
    if (chance < 0.01) chat.rewrite(answerId, `From ${n} on: `);
    else if (chance < 0.03) chat.stream(chat.open(turnId, { type: "tool", name: "search" }), `query ${n}`, "input");
    if (chance > 0.8) await pause();
  }
  chat.close(answerId);
  chat.end(turnId);
}

const CUTS = ["close", "reset", "freeze", "down"] as const;

describe("an answer that streams while the connection breaks", () => {
  for (const [index, seed] of Array.from({ length: 25 }, (_, n) => [n, 1000 + n] as const))
    it(`is the server's to the letter, and nothing stands twice (run ${index + 1}, seed ${seed})`, async () => {
      const random = seeded(seed);
      await using server = await FrameServer.open();
      await using network = await BadNetwork.open(server.port);
      using client = new TestClient({ url: network.url });
      await client.live();
      const { chat } = server;
      const id = client.sendMessage("tell me");
      await client.until(({ busy }) => busy);
      const answerId = chat.open(chat.state.path[0] as (typeof chat.state.path)[number]);
      const shown = follow(client, answerId);
      const streaming = stream(chat, answerId, { tokens: 600, random });
      for (let cut = 0; cut < 4; cut++) {
        const how = CUTS[Math.floor(random() * CUTS.length)];
        for (let wait = random() * 30; wait > 0; wait--) await pause();
        if (how === "close") server.disconnectAll();
        else if (how === "freeze") network.freeze();
        else network.reset();
        if (how === "down") {
          network.up = false;
          for (let wait = random() * 20; wait > 0; wait--) await pause();
          network.up = true;
        }
      }
      await streaming;
      await client.until(({ connection, busy }) => connection.phase === "live" && !busy);
      const [turnId] = client.store.getOverview().turnIds;
      expect(client.store.getOverview()).toMatchObject({ turnIds: chat.state.path, pending: [], busy: false });
      expect(turnId && client.store.getTurn(turnId)?.stepIds).toEqual([...(turnId ? (chat.state.turns.get(turnId)?.stepIds ?? []) : [])]);
      for (const [stepId, { step, texts }] of chat.state.steps) {
        expect(client.store.getStep(stepId)).toEqual(step);
        expect(client.store.text(stepId, "input").read()).toBe(texts.input?.read() ?? "");
        expect(client.store.text(stepId).read()).toBe(texts.output?.read() ?? "");
      }
      expect(shown()).toBe(chat.text(answerId));
      expect(client.store.text(id).read()).toBe("tell me");
    });
});

describe("a line that is open but dead", () => {
  it("is found out when the page wakes up", async () => {
    await using server = await FrameServer.open();
    await using network = await BadNetwork.open(server.port);
    using client = new TestClient({ url: network.url });
    await client.live();
    network.freeze();
    client.page.wake();
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    expect(server.attaches).toHaveLength(2);
  });

  it("is found out by an answer that does not come", async () => {
    await using server = await FrameServer.open();
    await using network = await BadNetwork.open(server.port);
    using client = new TestClient({ url: network.url });
    await client.live();
    network.freeze();
    client.sendMessage("anybody there?");
    await client.until(({ turnIds, pending }) => turnIds.length === 1 && pending.length === 0);
    expect(server.chat.state.path).toHaveLength(1);
  });

  it("is left in peace while it is only quiet", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    for (let ticks = 0; ticks < 30; ticks++) await new Promise((resolve) => setTimeout(resolve, 10));
    client.page.wake();
    for (let ticks = 0; ticks < 20; ticks++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(server.attaches).toHaveLength(1);
    expect(client.store.getOverview().connection).toEqual({ phase: "live" });
  });
});

describe("a server that is about to go", () => {
  const leaving = { type: "server-leaving", withinMs: 0 } as const;

  it("is left when the next connection has the state, and nothing is seen of it", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const answerId = server.chat.open(server.chat.message("hello").turnId);
    server.chat.stream(answerId, "12345");
    await eventually(() => client.store.text(answerId).length === 5);
    const phases = new Set<string>();
    client.store.subscribe(() => phases.add(client.store.getOverview().connection.phase));
    const shown = follow(client, answerId);
    server.tellAll("notice", leaving);
    await eventually(() => server.lives.includes("end"));
    expect(server.lives).toEqual(["attach", "state", "attach", "state", "end"]);
    expect(server.attaches[1]?.cursor).toMatchObject({ epoch: 1, open: { [answerId]: { output: [0, 5] } } });
    server.chat.stream(answerId, "678");
    await eventually(() => client.store.text(answerId).length === 8);
    expect(shown()).toBe("12345678");
    server.chat.message("more");
    await client.until(({ turnIds }) => turnIds.length === 2);
    expect([...phases]).toEqual(["live"]);
  });

  it("is still spoken to while others turn the page away", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    let refusals = 0;
    let isRefusing = true;
    server.refuse = () => {
      refusals += 1;
      return isRefusing ? { code: "UNAVAILABLE", message: "It stops.", fix: "Try again." } : undefined;
    };
    server.tellAll("notice", leaving);
    await eventually(() => refusals >= 2);
    client.sendMessage("still here?");
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
    expect(server.lives).not.toContain("end");
    isRefusing = false;
    await eventually(() => server.lives.includes("end"));
    expect(server.lives.filter((what) => what !== "attach")).toEqual(["state", "state", "end"]);
  });

  it("has what it did not answer asked again where the page is next", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url, timings: { ...IMPATIENT, quietMs: 60_000 } });
    await client.live();
    server.intercept = () => "silence";
    client.sendMessage("once");
    await eventually(() => server.requests.length === 1);
    server.intercept = undefined;
    server.tellAll("notice", leaving);
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
    expect(server.requests.map((request) => request.type === "sendMessage" && request.message.text)).toEqual(["once", "once"]);
  });

  it("is not left for another chat than the one that is shown", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const { chat } = server;
    server.chats.splice(0, 1);
    server.tellAll("notice", leaving);
    await eventually(() => server.attaches.length >= 3);
    chat.message("said here");
    await client.until(({ turnIds }) => turnIds.length === 1);
    expect(client.store.getOverview().thread.id).toBe(chat.threadId);
    server.chats.splice(0, server.chats.length, chat);
    await eventually(() => server.chats.length === 1 && server.connections === 1 && server.lives.at(-1) === "end");
    expect(client.store.getOverview()).toMatchObject({ thread: { id: chat.threadId }, connection: { phase: "live" } });
  });

  it("that goes before its page has found another is lost as any other", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url, timings: { ...IMPATIENT, retryMinMs: 60_000, retryMaxMs: 60_000 } });
    await client.live();
    server.tellAll("notice", { type: "server-leaving", withinMs: 3_600_000 });
    server.chat.message("hello");
    await client.until(({ turnIds }) => turnIds.length === 1);
    server.disconnectAll();
    // At once, and not when its patience is over.
    await client.until(({ connection }) => connection.restoredAt !== undefined);
  });
});

describe("a lost connection", () => {
  it("comes back with only what was missed", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const answerId = server.chat.open(server.chat.message("hello").turnId);
    server.chat.stream(answerId, "12345");
    await eventually(() => client.store.text(answerId).length === 5);
    server.disconnectAll();
    await client.until(({ connection }) => connection.phase !== "live");
    server.chat.stream(answerId, "678");
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    expect(server.attaches[1]?.cursor).toEqual({ epoch: 1, seq: server.chat.state.seq, open: { [answerId]: { output: [0, 5] } } });
    expect(client.store.text(answerId).read()).toBe("12345678");
  });

  it("after a restart of the server takes the new state, with the partial text", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const { turnId } = server.chat.message("hello");
    const answerId = server.chat.open(turnId);
    server.chat.stream(answerId, "so far");
    await eventually(() => client.store.text(answerId).length === 6);
    const shown = follow(client, answerId);
    server.tellAll("notice", { type: "server-restarting", afterMs: 100 });
    await client.until(({ connection }) => connection.restarting === true);
    const restarted = server.chat.restarted();
    server.chats.splice(0, 1, restarted);
    server.disconnectAll();
    const { connection, busy } = await client.until(({ connection }) => connection.restoredAt !== undefined);
    expect(connection.restarting).toBeUndefined();
    expect(busy).toBe(false);
    expect(client.store.getTurn(turnId)?.turn.state).toBe("interrupted");
    expect(client.store.cursor?.epoch).toBe(2);
    expect(shown()).toBe("so far");
  });

  it("is called offline while the browser says so, and is tried at once when that ends", async () => {
    await using server = await FrameServer.open();
    await using network = await BadNetwork.open(server.port);
    using client = new TestClient({ url: network.url, timings: { retryMinMs: 60_000, retryMaxMs: 60_000, aliveWithinMs: 100 } });
    await client.live();
    network.up = false;
    network.freeze();
    client.page.goOffline();
    const { connection } = await client.until(({ connection }) => connection.phase === "offline");
    expect(connection.retryAt).toBeGreaterThan(Date.now());
    const id = client.sendMessage("later");
    expect(client.store.getOverview().pending).toEqual([{ id, text: "later", state: "waiting" }]);
    network.up = true;
    client.page.wake();
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
  });

  it("begins with a whole state when a frame cannot be understood", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const uncaught: unknown[] = [];
    const onUncaught = (error: unknown) => uncaught.push(error);
    process.once("uncaughtException", onUncaught);
    const answerId = server.chat.open(server.chat.message("hello").turnId);
    for (const listener of server.chat.listeners) listener({ epoch: 1, seq: 1_000, facts: [{ type: "leaf-set", seq: 1_000 } as never] });
    server.chat.stream(answerId, "still here");
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    process.off("uncaughtException", onUncaught);
    expect(server.attaches[1]).not.toHaveProperty("cursor");
    expect(client.store.text(answerId).read()).toBe("still here");
    expect(uncaught).toHaveLength(1);
  });
});
