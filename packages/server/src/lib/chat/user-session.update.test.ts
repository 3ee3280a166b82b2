// Read, change, write: with nothing in between, whatever runs at the same time. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createGate } from "../testing/gate.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { Message } from "./message.ts";
import { userSession } from "./user-session.ts";

describe("a value of the user session", () => {
  it("is counted rightly by two handlers at once with update, which waits for an earlier one (US-26)", async () => {
    const app = createApp();
    const gate = createGate();
    let began = 0;
    app.onMessage(async () => {
      const total = await userSession.update<number>(
        "total",
        async (current) => {
          began += 1;
          await gate.opened;
          return current + 1;
        },
        0,
      );
      await new Message(`${total}`).send();
    });
    await using chat = await openChat(app, { config: { concurrency: "parallel" } });
    await Promise.all([chat.post("one"), chat.post("two")]);
    expect(chat.session.turns.running).toHaveLength(2);
    expect(began).toBe(1);
    gate.open();
    await chat.settled();
    expect(chat.messages.map(({ text }) => text)).toEqual(["one", "1", "two", "2"]);
    expect(chat.session.values.get("total")).toBe(2);
  });

  it("stays as it was when an update fails, and later updates go on (US-26)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, async () => {
      userSession.set("total", 1);
      const failing = userSession.update<number>("total", () => Promise.reject(new Error("no network")));
      const next = userSession.update<number>("total", async (current) => current + 1);
      const outcomes = await Promise.allSettled([failing, next]);
      return [
        ...outcomes.map(({ status }) => status),
        userSession.get("total"),
        userSession.update<number>("total", (current) => current + 1),
      ];
    });
    expect(found).toEqual(["rejected", "fulfilled", 2, 3]);
  });

  it("that is set plainly while an async update runs waits for it too, and is told as a promise (US-26)", async () => {
    const app = createApp();
    const gate = createGate();
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, async () => {
      userSession.set("total", 1);
      const slow = userSession.update<number>("total", async (current) => {
        await gate.opened;
        return current * 10;
      });
      const plain: unknown = userSession.update<number>("total", (current) => current + 1);
      const other = userSession.update<number>("other", (current) => current + 1, 0);
      const before = userSession.get("total");
      gate.open();
      return [plain instanceof Promise, other, before, await slow, await plain, userSession.get("total")];
    });
    expect(found).toEqual([true, 1, 1, 10, 11, 11]);
  });
});
