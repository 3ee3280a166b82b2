import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { Message } from "../chat/message.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createManualClock } from "../manual-clock.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { MOST_UNWRITTEN_OF_CHAT } from "./recorder.ts";

describe("Recorder", () => {
  it("acknowledges a message though its answer streams faster than the store writes", async () => {
    const acknowledged = createGate();
    let streaming = true;
    const app = createApp();
    app.onMessage(async () => {
      const answer = new Message("");
      while (streaming) {
        await answer.streamToken("token ");
        await setImmediate();
      }
      await answer.send();
      await acknowledged.opened;
    });
    const slow = createSlowDataLayer();
    await using chat = await openChat(app, { dataLayer: slow });

    const id = await chat.post("Tell me everything");
    expect(chat.session.turns.running).toHaveLength(1);
    expect((await slow.loadSteps(chat.session.threadId, { turnIds: [], stepIds: [id] }))[0]?.output?.text).toBe("Tell me everything");

    streaming = false;
    acknowledged.open();
    await chat.settled();
  });

  it("stops a chat that another process has deleted for good: its next line makes no chat of its own, and whoever writes it is told", async () => {
    const app = createApp({ onMessage: async () => void (await new Message("Yes").send()) });
    const dataLayer = createMemoryDataLayer();
    await using chat = await openChat(app, { dataLayer });
    await chat.send("Remember me");
    const { threadId } = chat.session;
    await dataLayer.deleteThread(threadId);
    await expect(chat.post("Still there?")).rejects.toMatchObject({ code: "STALE_WRITE" });
    expect(chat.session.phase).toBe("ended");
    expect(await dataLayer.loadThread(threadId)).toBeUndefined();
    expect(await dataLayer.loadTurns(threadId)).toEqual([]);
    await expect.poll(() => chat.host.services.store.findByThread(threadId)).toBeUndefined();
  });

  it("keeps no more than its bound while the store is away: the answer waits, a new message is refused with the reason, nothing is lost", async () => {
    const app = createApp();
    const piece = "x".repeat(64 * 1024);
    let pieces = 0;
    app.onMessage(async () => {
      const answer = new Message("");
      for (let at = 0; at < 40; at += 1) {
        await answer.streamToken(piece);
        pieces += 1;
      }
      await answer.send();
    });
    const away = createFailingDataLayer();
    await using chat = await openChat(app, { dataLayer: away.layer, clock: "real", config: { concurrency: "parallel" } });
    const id = await chat.post("Tell me everything");
    away.isAway = true;
    await expect.poll(() => chat.session.recorder.isFull).toBe(true);
    const held = pieces;
    expect(held * piece.length).toBeLessThan(2 * MOST_UNWRITTEN_OF_CHAT);
    await expect(chat.post("And more")).rejects.toMatchObject({ code: "STORE_FAILED", fix: expect.stringContaining("again") });
    expect(pieces).toBe(held);

    away.isAway = false;
    await expect.poll(() => chat.session.turns.running.length).toBe(0);
    await chat.session.recorder.flush();
    const turns = await away.layer.loadTurns(chat.session.threadId);
    const steps = await away.layer.loadSteps(chat.session.threadId, { turnIds: turns.map((turn) => turn.id) });
    expect(steps.map(({ output }) => output?.text.length)).toEqual(["Tell me everything".length, 40 * piece.length]);
    expect(steps[0]?.id).toBe(id);
    expect(chat.session.services.health.trouble).toBeUndefined();
  });

  it("writes the growing texts of many chats at the same moment, and none later than a second after it was said", async () => {
    const clock = createManualClock();
    const memory = createMemoryDataLayer();
    const written: { text: string; at: number }[] = [];
    const dataLayer: DataLayer = {
      ...memory,
      async write(batch) {
        for (const { text } of batch.texts ?? []) written.push({ text, at: clock.now() });
        await memory.write(batch);
      },
    };
    const [goOn, end] = [[createGate(), createGate()], createGate()];
    const app = createApp();
    app.onMessage(async ({ content }) => {
      const answer = new Message("");
      await answer.streamToken("one");
      await goOn[Number(content)]?.opened;
      await answer.streamToken("two");
      await end.opened;
      await answer.send();
    });
    await using first = await openChat(app, { dataLayer, clock });
    await using second = await openChat(app, { host: first.host });
    for (const [index, chat] of [first, second].entries()) {
      const posted = chat.post(String(index));
      await clock.advance(2_000);
      await posted;
    }
    await clock.advance(100 - (clock.now() % 100) + 10);
    const said = clock.now();
    goOn[0]?.open();
    await clock.advance(30);
    goOn[1]?.open();
    await clock.advance(1_000);
    const times = written.filter(({ text }) => text === "two").map(({ at }) => at - said);
    expect(times).toEqual([990, 990]);
    end.open();
    await clock.advance(10);
  });
});

/** A store that is away as long as somebody says so. */
function createFailingDataLayer(): { readonly layer: DataLayer; isAway: boolean } {
  const memory = createMemoryDataLayer();
  const state = {
    isAway: false,
    layer: {
      ...memory,
      async write(batch: Parameters<DataLayer["write"]>[0]) {
        if (state.isAway) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
        await memory.write(batch);
      },
    },
  };
  return state;
}

/** A store whose every write takes as long as several tokens. */
function createSlowDataLayer(): DataLayer {
  const memory = createMemoryDataLayer();
  return new Proxy(memory, {
    get(target, key) {
      if (key === "write") {
        return async (batch: Parameters<DataLayer["write"]>[0]) => {
          for (let turn = 0; turn < 10; turn += 1) await setImmediate();
          return target.write(batch);
        };
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
