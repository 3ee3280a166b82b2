import { describe, expect, it } from "vitest";
import { Person } from "../../../test/person.ts";
import { createApp } from "../app/app.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createLogger } from "../logger.ts";
import { serveApp } from "../testing/serve-app.ts";
import { logger } from "./author-log.ts";
import { Message } from "./message.ts";

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A log whose lines can be looked at. */
function keptLog() {
  const lines: Line[] = [];
  const log = createLogger({ level: "debug", destination: { write: (line) => void lines.push(JSON.parse(line) as Line) } });
  return { lines, log, said: (msg: string) => lines.find((line) => line.msg === msg) };
}

const idsOf = ({ sessionId, threadId, turnId }: Line) => ({ sessionId, threadId, turnId });

describe("the author's logger", () => {
  it("writes into the server's log, with the ids of the chat and of the turn, also after an await and in a timer", async () => {
    const { log, said } = keptLog();
    let ids: unknown;
    const app = createApp({
      onMessage: async (_message, { session, turnId }) => {
        ids = { sessionId: session.id, threadId: session.threadId, turnId };
        logger.info({ tokens: 12 }, "at once");
        await new Promise<void>((resolve) => setTimeout(resolve, 1));
        logger.warn("after an await");
        setTimeout(() => logger.debug("in a timer"), 1);
        await new Message("done").send();
      },
    });
    await using served = await serveApp(app, { logger: log });
    using person = new Person(served.url);
    await person.ask("hello");
    await expect.poll(() => said("in a timer")).toBeDefined();
    for (const msg of ["at once", "after an await", "in a timer"]) expect([msg, idsOf(said(msg) as Line)]).toEqual([msg, ids]);
    expect(said("at once")).toMatchObject({ level: 30, tokens: 12 });
    expect(said("after an await")).toMatchObject({ level: 40 });
  });

  it("tells two chats apart that are answered at the same time", async () => {
    const { log, lines } = keptLog();
    let both: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (both = resolve));
    let count = 0;
    const app = createApp({
      onMessage: async ({ content }) => {
        count += 1;
        if (count === 2) both();
        await arrived;
        logger.info({ content }, "answered");
        await new Message("done").send();
      },
    });
    await using served = await serveApp(app, { logger: log });
    using ada = new Person(served.url);
    using bob = new Person(served.url);
    await Promise.all([ada.ask("of ada"), bob.ask("of bob")]);
    const threads = { ada: ada.client.store.getOverview().thread.id, bob: bob.client.store.getOverview().thread.id };
    const told = lines.filter(({ msg }) => msg === "answered").map(({ content, threadId }) => [content, threadId]);
    expect(new Map(told as [string, string][])).toEqual(
      new Map([
        ["of ada", threads.ada],
        ["of bob", threads.bob],
      ]),
    );
  });

  it("writes outside of a chat too, without ids; what the author says of ids themselves stays", async () => {
    const { log, said } = keptLog();
    const app = createApp({
      onAppStart: () => logger.info("started"),
      onMessage: async () => {
        logger.info({ threadId: "another" }, "about another");
        await new Message("done").send();
      },
    });
    await using served = await serveApp(app, { logger: log });
    expect(idsOf(said("started") as Line)).toEqual({ sessionId: undefined, threadId: undefined, turnId: undefined });
    using person = new Person(served.url);
    await person.ask("hello");
    expect(said("about another")?.["threadId"]).toBe("another");
  });

  it("refuses what is no sentence, and says how it is written", () => {
    expect(() => logger.info({ tokens: 1 } as never)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
    expect(() => logger.info(7 as never, "seven")).toThrow(/logger\.info: the values must be an object/);
  });
});

describe("our own lines about a chat", () => {
  it("carry its thread: an error of a handler also its turn", async () => {
    const { log, lines } = keptLog();
    const app = createApp({
      onMessage: () => {
        throw new Error("broken");
      },
    });
    await using served = await serveApp(app, { logger: log });
    using person = new Person(served.url);
    person.client.sendMessage("hello");
    await expect.poll(() => lines.find(({ msg }) => msg === "onMessage threw an error")).toBeDefined();
    const [session] = served.server.host.registry.sessions;
    const { turnIds } = await person.until((overview) => overview.turnIds.length > 0);
    expect(idsOf(lines.find(({ msg }) => msg === "onMessage threw an error") as Line)).toEqual({
      sessionId: session?.id,
      threadId: session?.threadId,
      turnId: turnIds.at(-1),
    });
  });

  it("about the store of all chats carry none, whoever's write it was", async () => {
    const { log, lines } = keptLog();
    const memory = createMemoryDataLayer();
    let isAway = true;
    const write: typeof memory.write = (batch) => (isAway ? Promise.reject(new Error("away")) : memory.write(batch));
    const dataLayer = new Proxy(memory, { get: (layer, name) => (name === "write" ? write : Reflect.get(layer, name, layer)) });
    const app = createApp({ onMessage: () => new Message("done").send() });
    await using served = await serveApp(app, { logger: log, dataLayer });
    using person = new Person(served.url);
    person.client.sendMessage("hello");
    const find = (words: string) => lines.find(({ msg }) => msg.startsWith(words));
    await expect.poll(() => find("the store cannot be written"), { timeout: 10_000 }).toBeDefined();
    isAway = false;
    await expect.poll(() => find("the store can be written again"), { timeout: 10_000 }).toBeDefined();
    for (const words of ["the store cannot be written", "the store can be written again"])
      expect(idsOf(find(words) as Line)).toEqual({ sessionId: undefined, threadId: undefined, turnId: undefined });
    expect(find("a write to the data layer failed")?.["threadId"]).toBe(person.client.store.getOverview().thread.id);
  });
});
