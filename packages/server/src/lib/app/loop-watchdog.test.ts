import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Logger, silentLogger } from "../logger.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("the watchdog of the event loop", () => {
  it("names the handler, the session and the time when a handler computes for 300 ms after an await", async () => {
    let resolve: (warning: { readonly fields: unknown; readonly message: string }) => void = () => undefined;
    const warned = new Promise<{ readonly fields: unknown; readonly message: string }>((done) => {
      resolve = done;
    });
    const logger: Logger = {
      ...silentLogger,
      warn: (fields, message) => void (message.includes("event loop") && resolve({ fields, message })),
    };
    const app = createApp();
    app.onMessage(async () => {
      await delay(1);
      block(300);
    });
    await using chat = await openChat(app, { logger });
    await chat.send("compute");
    const { fields, message } = await warned;
    expect(message).toContain("onMessage held the event loop");
    expect(fields).toMatchObject({ handlers: [{ handler: "onMessage", sessionId: chat.session.id }] });
    expect((fields as { heldMs: number }).heldMs).toBeGreaterThan(200);
  });
});
