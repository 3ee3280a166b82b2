// The memory after the server was started again. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { userSession } from "./user-session.ts";

class Client {}

/** An app that writes down which handlers ran, and what they found. */
function resumingApp() {
  const app = createApp();
  const log: unknown[] = [];
  app.onChatStart(() => void log.push("start"));
  app.onChatResume(() => void log.push(["resume", userSession.get("counter")]));
  return { app, log };
}

describe("a server that was started again", () => {
  it("has what can be saved, and runs onSessionRestore once so that the rest can be made again (US-36, US-45)", async () => {
    const { app, log } = resumingApp();
    app.onSessionRestore(() => {
      log.push(["restore", userSession.get("counter"), userSession.has("socket")]);
      userSession.set("socket", new Client());
    });
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    await inHandler(app, chat, () => {
      userSession.set("counter", 7);
      userSession.set("socket", new Client());
    });
    await chat[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
    again.disconnect();
    again.reconnect();
    expect(await inHandler(app, again, () => userSession.get("socket"))).toBeInstanceOf(Client);
    expect(log).toEqual(["start", ["restore", 7, false]]);
  });

  it("because its app file changed keeps the values, with a store of this process too, and ends no chat (US-56)", async () => {
    const { app, log } = resumingApp();
    app.onChatEnd(() => void log.push("end"));
    const parts = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
    const chat = await openChat(app, parts);
    await inHandler(app, chat, () => userSession.set("counter", 7));
    await chat.host.stop({ drainMs: 0, watch: true });
    const changed = resumingApp();
    await using again = await openChat(changed.app, { ...parts, sessionId: chat.session.id });
    expect(await inHandler(changed.app, again, () => userSession.get("counter"))).toBe(7);
    expect([log, changed.log]).toEqual([["start"], [["resume", 7]]]);
  });
});
