// The handlers that belong to the app, not to a chat: they run once per process.
import { describe, expect, it } from "vitest";
import { userSession } from "../chat/user-session.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp, HANDLER_NAMES } from "./app.ts";

/** Notes when the app and its chats begin and end. */
function noting(log: string[]) {
  const app = createApp();
  app.onAppStart(() => void log.push("onAppStart"));
  app.onAppStop(() => void log.push("onAppStop"));
  app.onChatStart(() => void log.push("onChatStart"));
  app.onChatEnd(() => void log.push("onChatEnd"));
  return app;
}

describe("the handlers of the app", () => {
  it("run once each: onAppStart before anybody, outside of any chat, and onAppStop after the last chat (LC-21, LC-22)", async () => {
    const log: string[] = [];
    const app = noting(log);
    app.onAppStart(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`onAppStart ${userSession.get("x", "nothing")}`);
    });
    const chat = await openChat(app).catch((error: { code: string }) => error.code);
    expect(chat).toBe("NO_CHAT_CONTEXT");
    app.onAppStart(() => void log.push("onAppStart"));
    {
      await using first = await openChat(app);
      await using second = await openChat(app, { host: first.host });
      expect(second.host).toBe(first.host);
    }
    expect(log).toEqual(["onAppStart", "onChatStart", "onChatStart", "onChatEnd", "onChatEnd", "onAppStop"]);
  });

  it("keep the server from starting when onAppStart fails, and the stores are closed (LC-21)", async () => {
    const closed: string[] = [];
    const dataLayer = { ...createMemoryDataLayer(), close: async () => void closed.push("data layer") };
    const app = createApp({ onAppStart: () => Promise.reject(new Error("no database")) });
    await expect(openChat(app, { dataLayer })).rejects.toThrow("no database");
    expect(closed).toEqual(["data layer"]);
  });

  it("run onClusterStart once after onAppStart and before anybody, and keep the server from starting when it fails", async () => {
    const log: string[] = [];
    const app = noting(log);
    app.onClusterStart(() => void log.push(`onClusterStart ${userSession.get("x", "nothing")}`));
    await expect(openChat(app)).rejects.toMatchObject({ code: "NO_CHAT_CONTEXT" });
    app.onClusterStart(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.push("onClusterStart");
    });
    {
      await using first = await openChat(app);
      await using _second = await openChat(app, { host: first.host });
    }
    expect(log.slice(0, 4)).toEqual(["onAppStart", "onAppStart", "onClusterStart", "onChatStart"]);
    expect(log.filter((said) => said === "onClusterStart")).toHaveLength(1);
  });

  it("close the stores also when onAppStop fails, and the log says that it did (LC-22)", async () => {
    const said: string[] = [];
    const logger: Logger = { ...silentLogger, error: (_fields, message) => void said.push(message) };
    const closed: string[] = [];
    const dataLayer = { ...createMemoryDataLayer(), close: async () => void closed.push("data layer") };
    const chat = await openChat(createApp({ onAppStop: () => Promise.reject(new Error("no")) }), { dataLayer, logger });
    await chat[Symbol.asyncDispose]();
    expect(closed).toEqual(["data layer"]);
    expect(said).toEqual(["onAppStop threw an error"]);
  });

  it("can be given again, and the later one runs (LC-1); each is handed back to be called in a test", async () => {
    const log: string[] = [];
    const app = createApp({ onChatStart: () => void log.push("first") });
    const second = () => void log.push("second");
    expect(app.onChatStart(second)).toBe(second);
    await using _chat = await openChat(app);
    expect(log).toEqual(["second"]);
    expect(
      Object.entries(createApp())
        .filter(([name, value]) => typeof value === "function" && name !== "addAuthProvider")
        .map(([name]) => name)
        .sort(),
    ).toEqual([...HANDLER_NAMES, "action", "actionCallback", "messageAction"].sort());
  });
});
