// Buttons, functions of the page and window messages over Chainlit's wire. Rows AC-*, LC-18.
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { Action, askAction, ChatError, callFunction, createApp, Message, sendWindowMessage } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

describe("Chainlit's client and the buttons of a message", () => {
  it("are told, run by its route, come later and go one by one and all at once (AC-1 to AC-4)", async () => {
    const app = createApp();
    let message: Message | undefined;
    const add = app.action("add", z.object({ n: z.number() }), async ({ n }, { action }) => {
      await action.remove();
      await new Message(`added ${n}`).send();
      return { sum: n + 1 };
    });
    app.actionCallback(
      "more",
      async (_action, context) => void (await new Action({ name: "late", label: "Late" }).send({ forId: context.message.id })),
    );
    app.actionCallback("clear", (_action, context) => context.message.removeActions());
    app.onMessage(async () => {
      message = await new Message({
        content: "Here",
        actions: [
          add({ n: 2 }, { label: "Add", tooltip: "It adds", icon: "plus", style: "primary" }),
          new Action({ name: "more" }),
          new Action({ name: "clear" }),
        ],
      }).send();
    });
    await using served = await serveApp(app);
    const who = new Browser(served.url);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.hears("Here");
    await client.until(() => client.actions.length === 3);
    expect(client.actions[0]).toEqual({
      id: expect.any(String),
      name: "add",
      payload: { n: 2 },
      label: "Add",
      tooltip: "It adds",
      icon: "plus",
      forId: message?.id,
    });
    // The payload is the button's, whatever a client makes of it.
    Object.assign(client.actions[0] ?? {}, { payload: { n: 1_000_000 } });
    expect(await client.press("Add", who)).toEqual([200, { success: true, response: { sum: 3 } }]);
    await client.hears("added 2");
    await client.until(() => client.actions.length === 2);
    expect(await client.press("more", who)).toEqual([200, { success: true, response: null }]);
    await client.until(() => client.actions.length === 3);
    expect(client.actions.map(({ name }) => name)).toEqual(["more", "clear", "late"]);
    await client.press("clear", who);
    await client.until(() => client.actions.length === 0);
  });

  it("are there once after the network was away, also those that changed meanwhile", async () => {
    const app = createApp();
    let message: Message | undefined;
    app.onMessage(async () => {
      message = await new Message({ content: "Here", actions: [new Action({ name: "a" }), new Action({ name: "b" })] }).send();
    });
    app.actionCallback("a", (action) => action.remove());
    await using served = await serveApp(app);
    const who = new Browser(served.url);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.hears("Here");
    await client.until(() => client.actions.length === 2);
    client.cut();
    expect(await client.press("a", who)).toEqual([200, { success: true, response: null }]);
    client.reconnect();
    await client.until(() => client.actions.length === 1);
    expect(client.actions.map(({ name, forId }) => [name, forId])).toEqual([["b", message?.id]]);
  });

  it("that fail say so in words that its page shows; a stranger's session is not there", async () => {
    const app = createApp();
    let ran = 0;
    app.onMessage(() =>
      new Message({
        content: "Here",
        actions: [new Action({ name: "fails" }), new Action({ name: "checked", payload: { id: "x" } }), new Action({ name: "gone" })],
      }).send(),
    );
    app.actionCallback("fails", () => {
      ran++;
      throw new ChatError("FORBIDDEN", "Not on Sundays.");
    });
    app.action("checked", z.object({ id: z.number("An id is a number.") }), () => void ran++);
    await using served = await serveApp(app);
    const who = new Browser(served.url);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.hears("Here");
    await client.until(() => client.actions.length === 3);
    expect(await client.press("fails", who)).toEqual([403, { detail: "Not on Sundays." }]);
    expect(await client.press("checked", who)).toEqual([422, { detail: expect.stringContaining("An id is a number.") }]);
    expect(await client.press("gone", who)).toEqual([404, { detail: "No callback found for action gone" }]);
    expect(await client.press("nothing", who)).toEqual([422, expect.anything()]);
    expect(ran).toBe(1);
    using stranger = new TheirClient(served.url);
    await stranger.until(() => stranger.socket.connected);
    stranger.actions.push(...client.actions);
    expect((await stranger.press("fails", who))[0]).toBe(404);
    Object.assign(stranger, { sessionId: crypto.randomUUID() });
    expect(await stranger.press("fails", who)).toEqual([404, { detail: "Session not found" }]);
    expect(ran).toBe(1);
  });

  it("of a question answer it also when they are pressed as others are", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const pressed = await askAction("Go on?", [{ name: "yes" }]);
      await new Message(`pressed ${pressed?.name}`).send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.actions.length === 1);
    expect(await client.press("yes", new Browser(served.url))).toEqual([200, { success: true, response: null }]);
    await client.hears("pressed yes");
  });
});

describe("Chainlit's client and functions of the page", () => {
  it("answers by its acknowledgement, and is told when it is over; one after the other", async () => {
    const app = createApp();
    app.onMessage(async ({ content }) => {
      if (content === "late")
        return void (await new Message({ content: await callFunction("late", {}, { timeout: 0.2 }).catch(String) }).send());
      const both = await Promise.all([callFunction("one", { n: 1 }), callFunction("two")]);
      await new Message(JSON.stringify(both)).send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.call?.name === "two");
    client.call?.answer({ b: [null] });
    await client.until(() => client.call?.name === "one");
    expect(client.call?.args).toEqual({ n: 1 });
    client.cut();
    const before = client.call;
    client.reconnect();
    await client.until(() => client.call !== before && client.call?.name === "one");
    client.call?.answer(null);
    await client.hears('[null,{"b":[null]}]');
    expect(client.call).toBeUndefined();
    client.send("late");
    await client.until(() => client.names.includes("call_fn_timeout"));
    await client.until(() => client.texts.some((text) => text.includes("did not answer late in time")));
  });

  it("passes on window messages both ways (LC-18)", async () => {
    const app = createApp();
    app.onWindowMessage((data) => sendWindowMessage({ heard: data }));
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    await client.until(() => client.socket.connected);
    for (const data of ["text", { a: 1 }, null]) client.socket.emit("window_message", data);
    await client.until(() => client.windowMessages.length === 3);
    expect(client.windowMessages).toEqual([{ heard: "text" }, { heard: { a: 1 } }, { heard: null }]);
    client.socket.emit("window_message", JSON.parse('{"__proto__": {"x": 1}}'));
    client.socket.emit("window_message", "after");
    await client.until(() => client.windowMessages.length === 4);
    expect(client.texts).toEqual([]);
  });
});
