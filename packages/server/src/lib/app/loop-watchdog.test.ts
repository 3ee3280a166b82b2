// Real blocking of the real event loop: nothing else shows that the right handler is named.
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { askUser } from "../chat/asks/ask-user.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";

interface Warning {
  readonly message: string;
  readonly handlers: readonly { readonly handler: string; readonly sessionId: string }[];
  readonly heldMs: number;
}

/** Computes for so long, however little of it a busy machine grants at a time. More than a first run may. */
const LONG_MS = 600;
function block(ms: number): void {
  const begun = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(begun);
    if ((user + system) / 1000 >= ms) return;
  }
}

/** A log that keeps the warnings about the event loop. A busy machine may stall us as well: only the chat that computes counts. */
function listen() {
  const warnings: Warning[] = [];
  const logger: Logger = {
    ...silentLogger,
    warn: (fields, message) => void (message.includes("event loop") && warnings.push({ ...(fields as Omit<Warning, "message">), message })),
  };
  const about = async (sessionId: string): Promise<Warning> => {
    const find = () => warnings.find(({ handlers }) => handlers.some((turn) => turn.sessionId === sessionId));
    await expect.poll(find, { timeout: 20_000 }).toBeDefined();
    return find() as Warning;
  };
  return { logger, warnings, about };
}

describe("the watchdog of the event loop", () => {
  it("names the handler, the session and the time when a handler computes for long after an await", async () => {
    const { logger, about } = listen();
    const app = createApp();
    app.onMessage(async () => {
      await delay(1);
      block(LONG_MS);
    });
    await using chat = await openChat(app, { logger });
    await chat.send("compute");
    const { message, handlers, heldMs } = await about(chat.session.id);
    expect(message).toContain("onMessage held the event loop");
    expect(handlers).toEqual([{ handler: "onMessage", sessionId: chat.session.id }]);
    expect(heldMs).toBeGreaterThan(500);
  });

  it("lets the first run of a handler take its time to load and compile, and no later one", async () => {
    const { logger, warnings, about } = listen();
    const app = createApp();
    app.onMessage(async () => {
      await delay(1);
      block(300);
    });
    await using chat = await openChat(app, { logger });
    await chat.send("load");
    await delay(150);
    expect(warnings).toEqual([]);
    await chat.send("compute");
    expect((await about(chat.session.id)).heldMs).toBeGreaterThan(200);
  });

  it("names both of two running turns, for it cannot see which of them computed", async () => {
    const { logger, about } = listen();
    const gate = createGate();
    const app = createApp();
    app.onMessage(async (message) => {
      if (message.content === "compute") {
        await delay(1);
        block(LONG_MS);
      }
      await gate.opened;
    });
    await using ann = await openChat(app, { logger });
    await using bob = await openChat(app, { host: ann.host });
    await ann.post("wait");
    await bob.post("compute");
    const { message, handlers } = await about(bob.session.id);
    gate.open();
    expect(message).toContain("one of 2 running turns (onMessage)");
    expect(handlers.map(({ sessionId }) => sessionId).sort()).toEqual([ann.session.id, bob.session.id].sort());
  });

  it("does not blame a turn that waits for a person", async () => {
    const { logger, about } = listen();
    const app = createApp();
    app.onMessage(async (message) => {
      if (message.content === "ask") return void (await askUser("Sure?", { timeout: null }));
      // Longer than a look of the watchdog: by then it has seen that the other one waits.
      await delay(150);
      block(LONG_MS);
    });
    await using ann = await openChat(app, { logger });
    await using bob = await openChat(app, { host: ann.host });
    await ann.send("ask");
    await bob.send("compute");
    const { message, handlers } = await about(bob.session.id);
    expect(handlers).toEqual([{ handler: "onMessage", sessionId: bob.session.id }]);
    expect(message).toMatch(/^onMessage held/);
  });

  it("blames a turn that computed and then asked, although it waits by the time it is noticed", async () => {
    const { logger, about } = listen();
    const app = createApp();
    app.onMessage(async () => {
      await askUser("First?", { timeout: null });
      block(LONG_MS);
      await askUser("Second?", { timeout: null });
    });
    await using chat = await openChat(app, { logger });
    await chat.send("go");
    await delay(150);
    await chat.answer("yes");
    expect((await about(chat.session.id)).handlers).toEqual([{ handler: "onMessage", sessionId: chat.session.id }]);
  });

  it("blames nobody when all who run wait for a person", async () => {
    const { logger, warnings } = listen();
    const app = createApp();
    app.onMessage(async () => void (await askUser("Sure?", { timeout: null })));
    await using chat = await openChat(app, { logger });
    await chat.send("go");
    await delay(150);
    block(LONG_MS);
    await delay(150);
    expect(warnings).toEqual([]);
  });
});
