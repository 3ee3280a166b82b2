// Code that runs elsewhere and still belongs to a chat. Rows CX-* are those of the feature catalogue.
import { EventEmitter, once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { run } from "../app/run.ts";
import { createManualClock } from "../manual-clock.ts";
import { doInChat } from "../testing/do-in-chat.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { bind, context, sleep } from "./ambient.ts";
import { Message } from "./message.ts";
import { withStep } from "./step.ts";
import { userSession } from "./user-session.ts";

describe("the ambient context", () => {
  it("knows the session, the turn, the innermost step and the signal, and throws outside of a chat (CX-1)", async () => {
    await using done = await doInChat(({ session, turnId, signal }) =>
      withStep("Outer", () =>
        withStep("Inner", (inner) => [
          context.session === session,
          context.turnId === turnId,
          context.currentStepId === inner.id,
          context.signal === signal,
          context.exists,
        ]),
      ),
    );
    expect(done.result).toEqual(Array(5).fill(true));
    expect(context.exists).toBe(false);
    expect(() => context.session).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
    expect(() => context.signal).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("has a signal that lets work go on after its turn has ended, but not after a stop or the end of the chat", async () => {
    const app = createApp();
    let look = (): AbortSignal => AbortSignal.abort();
    app.onMessage(async (message, { signal }) => {
      look = bind(() => context.signal);
      if (message.content === "wait") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await using chat = await openChat(app);
    await chat.send("go");
    const afterEnd = look().aborted;
    await chat.post("wait");
    await chat.stop();
    await chat.settled();
    const afterStop = look().aborted;
    await chat.send("go");
    await chat.leave();
    expect([afterEnd, afterStop, look().aborted]).toEqual([false, true, true]);
  });

  it("comes along into the callbacks of others with bind; synchronous code needs nothing (CX-5)", async () => {
    const others = new EventEmitter();
    const app = createApp();
    app.onMessage((message) => {
      userSession.set("who", message.content);
      others.once(
        "tick",
        bind((what: string) => userSession.set("heard", `${userSession.get("who")} ${what}`)),
      );
    });
    await using ann = await openChat(app);
    await using bob = await openChat(app, { host: ann.host });
    await ann.send("ann");
    await bob.send("bob");
    others.emit("tick", "tock");
    expect([ann.session.values.get("heard"), bob.session.values.get("heard")]).toEqual(["ann tock", "bob tock"]);
    expect(() => bind(() => 1)).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("holds while a worker thread computes, and nobody else's message waits for it (CX-6)", async () => {
    const app = createApp();
    const release = new SharedArrayBuffer(4);
    app.onMessage(async (message) => {
      if (message.content === "compute") {
        // It computes until the other chat was answered: if that had to wait, nothing would ever end.
        const code = "const { parentPort, workerData } = require('worker_threads'); const flag = new Int32Array(workerData);";
        const worker = new Worker(`${code} Atomics.wait(flag, 0, 0); parentPort.postMessage('42');`, { eval: true, workerData: release });
        const [answer] = await once(worker, "message");
        await worker.terminate();
        await new Message(`The answer is ${answer}`).send();
      } else await new Message("at once").send();
    });
    await using ann = await openChat(app);
    await using bob = await openChat(app, { host: ann.host });
    await ann.post("compute");
    expect(await bob.send("hi")).toBe("at once");
    Atomics.store(new Int32Array(release), 0, 1);
    Atomics.notify(new Int32Array(release), 0);
    await ann.settled();
    expect(ann.messages.at(-1)?.text).toBe("The answer is 42");
  });

  it("is brought along to work that began elsewhere by run, as a turn of its own", async () => {
    await using chat = await openChat(createApp());
    const value = await run(chat.session, async ({ userSession: bag }) => {
      bag.set("job", "done");
      await new Message("Your export is ready.").send();
      return 7;
    });
    expect([value, chat.session.values.get("job"), chat.messages.at(-1)?.text]).toEqual([7, "done", "Your export is ready."]);
    expect([...chat.state.turns.values()].map(({ turn }) => [turn.kind, turn.foreground, turn.state])).toEqual([["run", false, "done"]]);
    await expect(run(chat.session, () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    await chat.leave();
    await expect(run(chat.session, () => 1)).rejects.toMatchObject({ code: "SESSION_ENDED" });
  });
});

describe("sleep (CX-7)", () => {
  it("rejects at once when its signal aborts, or did before, also outside of a chat", async () => {
    const controller = new AbortController();
    const sleeping = sleep(60_000, { signal: controller.signal });
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ name: "AbortError" });
    await expect(sleep(60_000, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    await expect(sleep(1)).resolves.toBeUndefined();
  });

  it("rejects at once when the person stops the turn, and the turn ends", async () => {
    const app = createApp({ onMessage: () => sleep(60_000) });
    await using chat = await openChat(app);
    await chat.post("go");
    await chat.stop();
    await chat.settled();
    expect([...chat.state.turns.values()].map(({ turn }) => turn.state)).toEqual(["stopped"]);
  });

  it("rejects in a turn that was given up, so that a loop which catches everything else still ends", async () => {
    const clock = createManualClock();
    const [stubborn, ended] = [createGate(), createGate()];
    const app = createApp();
    app.onMessage(async () => {
      await stubborn.opened;
      await sleep(60_000).catch(() => ended.open());
    });
    await using chat = await openChat(app, { clock });
    const posted = chat.post("go");
    await clock.advance(1);
    await posted;
    await chat.stop();
    await clock.advance(5001);
    stubborn.open();
    await expect(Promise.race([ended.opened.then(() => "ended"), delay(5000, "sleeps on")])).resolves.toBe("ended");
  });
});
