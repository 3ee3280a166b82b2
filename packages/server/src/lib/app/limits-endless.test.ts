// A handler that never returns, and that nobody stops.
import { describe, expect, it } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";

describe("a handler that never ends", () => {
  const never = () => createApp({ onMessage: () => new Promise<never>(() => undefined) });

  it("keeps its chat in memory while nobody is there, and a stop of the server interrupts it", async () => {
    const clock = createManualClock();
    const ended: string[] = [];
    const app = never();
    app.onChatEnd(() => void ended.push("end"));
    const chat = await openChat(app, { clock, config: { sessionTimeoutMs: 1000 } });
    const posted = chat.post("go");
    await clock.advance(1);
    await posted;
    chat.disconnect();
    await clock.advance(60_000);
    expect([chat.session.phase, ended]).toEqual(["open", []]);
    const stopped = chat[Symbol.asyncDispose]();
    await clock.advance(10);
    await stopped;
    expect([chat.session.phase, ended]).toEqual(["ended", ["end"]]);
  });

  it("is named as interrupted in the store when its chat was suspended or ended over it", async () => {
    const app = never();
    const chat = await openChat(app);
    await chat.post("go");
    const { threadId, services, owner } = chat.session;
    await chat.leave();
    const { session } = await chat.host.registry.openSession({ owner, clientType: "test", threadId });
    expect([...session.state.turns.values()].map(({ turn }) => turn.state)).toEqual(["interrupted"]);
    await session.recorder.flush();
    expect((await services.dataLayer.loadTurns(threadId)).map(({ state }) => state)).toEqual(["interrupted"]);
    await chat[Symbol.asyncDispose]();
  });
});
