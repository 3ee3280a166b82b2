import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { Message } from "../chat/message.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";

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
});

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
