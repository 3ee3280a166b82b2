import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createManualClock } from "../manual-clock.ts";
import { openChat } from "../testing/open-chat.ts";

const owner = "visitor:one";
const config = { openChatsPerOwner: 3 };

describe("the chats one person may have in memory", () => {
  it("are refused above the limit while all of them are open, to this person only", async () => {
    const app = createApp({ onMessage: () => undefined });
    await using first = await openChat(app, { owner, config });
    const { host } = first;
    await using _second = await openChat(app, { owner, host });
    const third = await openChat(app, { owner, host });
    await expect(openChat(app, { owner, host })).rejects.toMatchObject({ code: "OVERLOADED", message: /too many chats/ });
    await using _other = await openChat(app, { owner: "visitor:two", host });
    await third.leave();
    await using _again = await openChat(app, { owner, host });
    expect(host.registry.sessions.filter((session) => session.owner === owner)).toHaveLength(3);
  });

  it("make room by ending the one that was left longest, which can still be opened again", async () => {
    const clock = createManualClock();
    const ended: string[] = [];
    const app = createApp({ onMessage: () => undefined, onChatEnd: ({ session }) => void ended.push(session.threadId) });
    await using first = await openChat(app, { owner, config, clock });
    const { host } = first;
    const longest = await openChat(app, { owner, host });
    await longest.send("keep this");
    const later = await openChat(app, { owner, host });
    longest.disconnect();
    await clock.advance(11_000);
    later.disconnect();
    await clock.advance(11_000);
    await using _fourth = await openChat(app, { owner, host });
    await expect.poll(() => ended).toEqual([longest.session.threadId]);
    await clock.advance(11_000);
    const { how, session } = await host.registry.openSession({ owner, clientType: "test", threadId: longest.session.threadId });
    expect([how, [...session.state.steps.values()].map(({ texts }) => texts.output?.read())]).toEqual(["reopened", ["keep this"]]);
  });

  it("never lose one that is at work, nor one that has only just lost its connection", async () => {
    const clock = createManualClock();
    const app = createApp({ onMessage: ({ content }) => (content === "work" ? new Promise<void>(() => undefined) : undefined) });
    await using first = await openChat(app, { owner, config, clock });
    const { host } = first;
    const working = await openChat(app, { owner, host });
    await working.post("work");
    working.disconnect();
    await clock.advance(60_000);
    const blinking = await openChat(app, { owner, host });
    blinking.disconnect();
    await expect(openChat(app, { owner, host })).rejects.toMatchObject({ code: "OVERLOADED" });
    expect([working.session.phase, blinking.session.phase]).toEqual(["open", "open"]);
  });

  it("count many that come at once", async () => {
    const app = createApp({ onMessage: () => undefined });
    await using first = await openChat(app, { owner, config });
    const { host } = first;
    const many = Array.from({ length: 20 }, () => host.registry.openSession({ owner, clientType: "test" }));
    const results = await Promise.allSettled(many);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  });
});
