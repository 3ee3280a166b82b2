// Stopping: what obeys, and what does not.
import { describe, expect, it } from "vitest";
import { askUser } from "../chat/asks/ask-user.ts";
import { Message } from "../chat/message.ts";
import { Step, withStep } from "../chat/step.ts";
import { createManualClock, type ManualClock } from "../manual-clock.ts";
import { stepsOf, storedSteps } from "../testing/do-in-chat.ts";
import { createGate } from "../testing/gate.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";

const states = ({ state }: TestChat) => [...state.turns.values()].filter(({ turn }) => turn.foreground).map(({ turn }) => turn.state);

/** Sends a message to a chat whose clock must be moved for it. */
async function post(chat: TestChat, clock: ManualClock, text: string): Promise<void> {
  const posted = chat.post(text);
  await clock.advance(1);
  await posted;
}

describe("a stop", () => {
  it("ends the turn at once when its handler obeys the signal, then runs onStop (LC-6, LC-9)", async () => {
    const reached: string[] = [];
    const app = createApp();
    app.onStop(async () => {
      reached.push("onStop");
      await new Message("As you wish.").send();
    });
    app.onMessage(async (_message, { signal }) => {
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await using chat = await openChat(app);
    await chat.post("go");
    await chat.stop();
    await chat.stop();
    await chat.settled();
    expect(states(chat)).toEqual(["stopped"]);
    expect(reached).toEqual(["onStop"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["go", "As you wish."]);
  });

  it("closes open steps and messages with what they have, of every form a step can be made in", async () => {
    const app = createApp();
    app.onMessage(async (_message, { signal }) => {
      await using opened = await Step.open("Opened");
      await opened.streamToken("half");
      await withStep("Inner", async (inner) => {
        inner.output = "never shown";
        await new Message("").streamToken("a quarter");
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      });
    });
    await using chat = await openChat(app);
    await chat.post("go");
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("a quarter");
    await chat.stop();
    await chat.settled();
    const shown = stepsOf(chat).slice(1);
    expect(shown.map((step) => [step.name, step.output?.text, step.isError, step.end !== undefined])).toEqual([
      ["Opened", "half", undefined, true],
      ["Inner", undefined, undefined, true],
      ["Assistant", "a quarter", undefined, true],
    ]);
    const stored = await storedSteps(chat);
    expect(shown.every(({ id }) => stored.get(id)?.end !== undefined)).toBe(true);
  });

  it("cancels the question that the turn waits with", async () => {
    const app = createApp();
    let after = "not reached";
    app.onMessage(async () => {
      await askUser("Sure?", { timeout: null });
      after = "reached";
    });
    await using chat = await openChat(app);
    await chat.send("go");
    await chat.stop();
    await chat.settled();
    expect([chat.state.asks.size, states(chat), after]).toEqual([0, ["stopped"], "not reached"]);
  });

  it("gives a handler that ignores its signal five seconds; only then the next message has its turn", async () => {
    const clock = createManualClock();
    const [released, late] = [createGate(), createGate()];
    const thrown: unknown[] = [];
    const app = createApp();
    app.onMessage(async (message) => {
      if (message.content !== "stubborn") return void (await new Message(`re ${message.content}`).send());
      await released.opened;
      await new Message("too late").send().catch((error: Error) => thrown.push(error.name));
      late.open();
    });
    await using chat = await openChat(app, { clock });
    await post(chat, clock, "stubborn");
    await chat.stop();
    await post(chat, clock, "next");
    await clock.advance(4990);
    expect(states(chat)).toEqual(["running", "queued"]);
    await clock.advance(20);
    expect(states(chat)).toEqual(["stopped", "done"]);
    released.open();
    await late.opened;
    expect(thrown).toEqual(["AbortError"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["stubborn", "next", "re next"]);
  });

  it("closes what a stubborn handler shows and asks at once, not when it is given up", async () => {
    const clock = createManualClock();
    const app = createApp();
    app.onMessage(async () => {
      await new Message("").streamToken("half");
      await askUser("Sure?", { timeout: null }).catch(() => new Promise(() => undefined));
    });
    await using chat = await openChat(app, { clock });
    await post(chat, clock, "go");
    await expect.poll(() => chat.state.asks.size).toBe(1);
    await chat.stop();
    expect(states(chat)).not.toContain("stopped");
    expect(chat.state.asks.size).toBe(0);
    expect(stepsOf(chat).map((step) => [step.output?.text, step.end !== undefined])).toEqual([
      ["go", true],
      ["half", true],
      ["Sure?", true],
    ]);
    await clock.advance(5001);
    expect(states(chat)).toEqual(["stopped"]);
    // What the stop closed is known by its moment, which is that of the stop, whenever the handler is given up.
    const [stopped] = [...chat.state.turns.values()].filter(({ turn }) => turn.state === "stopped");
    expect(stepsOf(chat).find(({ output }) => output?.text === "half")?.end).toBe(stopped?.turn.endedAt);
  });

  it("ends nothing but the turn: one that has ended before is left as it is", async () => {
    await using chat = await openChat(createApp({ onMessage: () => new Message("re").send() }));
    await chat.send("go");
    await chat.stop();
    expect(states(chat)).toEqual(["done"]);
    expect(await chat.send("more")).toBe("re");
  });
});
