// A chat that is ending: who comes at that moment, and what keeps it from its end.
import { describe, expect, it } from "vitest";
import { askUser, createApp, Message, userSession } from "../../index.ts";
import { createManualClock } from "../manual-clock.ts";
import { openChat } from "../testing/open-chat.ts";
import type { Outlet } from "./outlet.ts";

/** An app whose first onChatEnd waits until it is let go. */
function slowEnd() {
  const app = createApp();
  let finish: (() => void) | undefined;
  app.onMessage(async (message) => {
    await new Message(`re ${message.content}`).send();
  });
  app.onChatEnd(async () => {
    if (!finish) await new Promise<void>((resolve) => (finish = resolve));
    userSession.set("summary", "done");
  });
  return { app, finish: () => finish?.() };
}

function outlet(closed: string[] = []): Outlet {
  return { supports: new Set(["streaming", "asking"]), send: () => undefined, closed: (reason) => void closed.push(reason) };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe("a chat whose onChatEnd runs", () => {
  it("is not joined: who comes waits for its end, and gets what it left as a new session", async () => {
    const { app, finish } = slowEnd();
    await using chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("one");
    const { id, threadId } = chat.session;
    const left = chat.leave();
    await soon();
    await soon();
    expect(chat.session.phase).toBe("ending");
    let opened = false;
    const opening = chat.host.registry
      .openSession({ owner: "visitor:a", clientType: "test", sessionId: id, threadId })
      .finally(() => (opened = true));
    await soon();
    expect(opened).toBe(false);
    finish();
    await left;
    const { session, how } = await opening;
    expect(how).toBe("reopened");
    expect(session.id).not.toBe(id);
    expect(session.values.get("summary")).toBe("done");
  });

  it("does not keep its person out for longer than a stopped turn may take", async () => {
    const { app } = slowEnd();
    const clock = createManualClock();
    await using chat = await openChat(app, { owner: "visitor:a", clock });
    const sent = chat.post("one");
    await clock.advance(1);
    await sent;
    const { id, threadId } = chat.session;
    void chat.leave();
    const opening = chat.host.registry.openSession({ owner: "visitor:a", clientType: "test", sessionId: id, threadId });
    await clock.advance(5000);
    await clock.advance(10);
    expect((await opening).how).toBe("reopened");
    expect(chat.session.phase).toBe("ended");
  });

  it("does not hold up a stop of the server for longer than that either", async () => {
    const { app } = slowEnd();
    const chat = await openChat(app, { config: { stopGraceMs: 20 } });
    await chat.send("one");
    await chat.host.stop({ drainMs: 0 });
    expect(chat.session.phase).toBe("ended");
    expect(chat.host.registry.size).toBe(0);
  });

  it("closes a connection that was let in just before, and answers no request", async () => {
    const { app, finish } = slowEnd();
    await using chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("one");
    const closed: string[] = [];
    const left = chat.leave();
    chat.host.registry.attach(chat.session, outlet(closed));
    await expect(chat.post("two")).rejects.toMatchObject({ code: "SESSION_ENDED" });
    await soon();
    await soon();
    finish();
    await left;
    expect(closed).toEqual(["ended"]);
    chat.host.registry.attach(chat.session, outlet(closed));
    expect(closed).toEqual(["ended", "ended"]);
  });
});

describe("a chat that everybody left", () => {
  it("keeps the code that asks them until they come back to answer, as long as after a lost line; then it ends", async () => {
    const app = createApp();
    const clock = createManualClock();
    let go = (): void => undefined;
    app.onMessage(async (message) => {
      await new Promise<void>((resolve) => (go = resolve));
      if (message.content === "ask") await askUser("Who is there?", { timeout: null });
    });
    await using chat = await openChat(app, { clock });
    const sent = chat.post("ask");
    await clock.advance(1);
    await sent;
    const leave = () => {
      const gone = outlet();
      chat.host.registry.attach(chat.session, gone);
      chat.disconnect();
      chat.host.registry.detach(chat.session, gone, true);
    };
    leave();
    expect(chat.session.phase).toBe("open");
    go();
    for (let i = 0; i < 20; i++) await soon();
    expect([chat.session.phase, chat.session.state.asks.size]).toEqual(["open", 1]);
    const { sessionTimeoutMs } = chat.session.services.config;
    // They look in and leave again: the time begins anew.
    await clock.advance(sessionTimeoutMs - 1_000);
    leave();
    await clock.advance(sessionTimeoutMs - 1_000);
    expect(chat.session.phase).toBe("open");
    await clock.advance(2_000);
    for (let i = 0; i < 20 && chat.session.phase !== "ended"; i++) await soon();
    expect(chat.session.phase).toBe("ended");
  });

  it("ends also when the clock was set back while nobody was there", async () => {
    const clock = createManualClock();
    let back = 0;
    const set = { ...clock, now: () => clock.now() - back };
    await using chat = await openChat(createApp({ onMessage: () => undefined }), { clock: set, owner: "visitor:a" });
    await chat.send("one");
    chat.disconnect();
    back = 60 * 60_000;
    const { sessionTimeoutMs } = chat.session.services.config;
    await clock.advance(sessionTimeoutMs + 1_000);
    expect(chat.session.phase).toBe("open");
    await clock.advance(back + sessionTimeoutMs);
    for (let i = 0; i < 20 && chat.session.phase !== "ended"; i++) await soon();
    expect(chat.session.phase).toBe("ended");
  });

  it("still answers what was queued behind a question, then ends", async () => {
    const app = createApp();
    const done: string[] = [];
    app.onMessage(async (message) => {
      if (message.content === "ask") await askUser("Who is there?", { timeout: null });
      done.push(message.content);
    });
    await using chat = await openChat(app);
    await chat.send("ask");
    await chat.post("behind");
    const gone = outlet();
    chat.host.registry.attach(chat.session, gone);
    chat.disconnect();
    chat.host.registry.detach(chat.session, gone, true);
    for (let i = 0; i < 40 && chat.session.phase !== "ended"; i++) await soon();
    expect(chat.session.phase).toBe("ended");
    expect(done).toEqual(["behind"]);
  });
});
