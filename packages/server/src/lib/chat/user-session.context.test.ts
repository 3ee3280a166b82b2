// Where the user session can be used: it follows the code of a chat, and says so where no chat is. Rows US-* as in the feature catalogue.
import { EventEmitter, once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { run } from "../app/run.ts";
import { createManualClock } from "../manual-clock.ts";
import { runOutside } from "../session/context.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { bind } from "./ambient.ts";
import { Message } from "./message.ts";
import { userSession } from "./user-session.ts";

const NO_CONTEXT = expect.objectContaining({ code: "NO_CHAT_CONTEXT", fix: expect.stringContaining("bind") });

describe("the user session is usable", () => {
  it("nowhere outside of a chat: every call throws and says how to get one, also with a fallback (US-28)", async () => {
    const score = userSession.createAccessor("score", 0);
    const client = userSession.createLive("client", () => ({}));
    const calls = [
      () => userSession.get("k", "fallback"),
      () => userSession.set("k", 1),
      () => userSession.update("k", () => 1),
      () => userSession.has("k"),
      () => userSession.delete("k"),
      () => userSession.keys(),
      () => userSession.entries(),
      () => userSession.clear(),
      () => userSession.get("id"),
      () => userSession.id,
      () => userSession.user,
      () => userSession.chatProfile,
      () => userSession.chatSettings,
      () => userSession.env,
      () => userSession.clientType,
      () => score.get(),
      () => client.get(),
    ];
    for (const call of calls) expect(call).toThrow(NO_CONTEXT);
    const app = createApp();
    await using chat = await openChat(app);
    const detached = await inHandler(app, chat, () =>
      runOutside(() => new Promise((resolve) => setTimeout(() => resolve(calls.map(codeOf)), 1))),
    );
    expect(detached).toEqual(calls.map(() => "NO_CHAT_CONTEXT"));
  });

  it("after awaits, in timers, streams and bound listeners, and when a worker's answer comes (US-29)", async () => {
    const app = createApp();
    const emitter = new EventEmitter();
    const worker = new Worker(
      "require('node:worker_threads').parentPort.on('message', (m) => require('node:worker_threads').parentPort.postMessage(m))",
      {
        eval: true,
      },
    );
    await using chat = await openChat(app);
    async function* stream() {
      for (const part of [1, 2]) {
        await delay(1);
        yield [part, userSession.id];
      }
    }
    const found = await inHandler(app, chat, async () => {
      await delay(1);
      const ids: unknown[] = [userSession.id];
      ids.push(await new Promise((resolve) => setTimeout(() => resolve(userSession.id), 1)));
      ids.push(await new Promise((resolve) => setImmediate(() => queueMicrotask(() => resolve(userSession.id)))));
      ids.push(...(await Promise.all([1, 2].map(async (ms) => delay(ms).then(() => userSession.id)))));
      for await (const [, id] of stream()) ids.push(id);
      const heard = new Promise((resolve) =>
        emitter.once(
          "ping",
          bind(() => resolve(userSession.id)),
        ),
      );
      runOutside(() => setTimeout(() => emitter.emit("ping"), 1));
      ids.push(await heard);
      worker.postMessage("work");
      await once(worker, "message");
      ids.push(userSession.id);
      return ids;
    });
    await worker.terminate();
    expect(found).toEqual(Array(9).fill(chat.session.id));
  });

  it("in the handler's own argument, also where the ambient context is lost (US-29)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, (context) =>
      runOutside(() => {
        context.userSession.set("k", 1);
        return [context.userSession.get("k"), context.userSession.id, context.userSession.clientType];
      }),
    );
    expect(found).toEqual([1, chat.session.id, "test"]);
    expect(await inHandler(app, chat, () => userSession.get("k"))).toBe(1);
  });

  it("in a job that brings its session with run, nobody connected; what it says is kept, and all is let go at the end (US-48)", async () => {
    const app = createApp();
    const clock = createManualClock();
    await using first = await openChat(app, { clock, config: { sessionTimeoutMs: 1000 } });
    const { registry, services } = first.host;
    const { session } = await registry.openSession({ owner: "visitor:job", clientType: "webapp" });
    const value = await run(session, async () => {
      userSession.set("k", 1);
      await new Message("said to nobody").send();
      return userSession.get("k");
    });
    expect(value).toBe(1);
    expect(await run(session, () => userSession.get("k"))).toBe(1);
    expect([...session.state.steps.values()].map(({ texts }) => texts.output?.read())).toEqual(["said to nobody"]);
    await clock.advance(5000);
    expect(registry.get(session.id)).toBeUndefined();
    expect(session.values.keys()).toEqual([]);
    expect(await services.store.load(session.id)).toBeUndefined();
    await expect(run(session, () => userSession.get("k"))).rejects.toThrow(expect.objectContaining({ code: "SESSION_ENDED" }));
  });
});

function codeOf(call: () => unknown): string {
  try {
    call();
    return "no error";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
