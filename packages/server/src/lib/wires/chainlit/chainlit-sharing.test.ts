// Chainlit's client shares a chat under the id of the chat, and anybody who has that reads it.
import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { createApp, Message } from "../../../index.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const app = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onMessage: async ({ content }) => void (await new Message(`re ${content}`).send()),
});
const NOT_FOUND = [404, { detail: "Thread not found" }];

describe("Chainlit's routes about sharing", () => {
  let served: ServedApp;
  let ada: Browser;
  let bob: Browser;
  let threadId: string;
  const put = async (who: Browser, body: object) => {
    const answer = await who.fetch("/project/thread/share", {
      method: "PUT",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    return [answer.status, await answer.json()];
  };
  beforeAll(async () => {
    served = await serveApp(app, { config: { features: { allowThreadSharing: true } } });
    [ada, bob] = [new Browser(served.url), new Browser(served.url)];
    for (const [who, name] of [
      [ada, "ada"],
      [bob, "bob"],
    ] as const)
      await who.signIn(name, "any");
    const { attached, socket } = await ada.connect();
    threadId = attached.threadId;
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "tides" } });
    const turns = () => [...(served.server.host.registry.byThread(attached.threadId)?.state.turns.values() ?? [])];
    await vi.waitUntil(() => turns().length > 0 && turns().every(({ turn }) => turn.endedAt !== undefined));
  });
  afterAll(async () => {
    for (const one of [ada, bob]) one?.[Symbol.dispose]();
    await served?.[Symbol.asyncDispose]();
  });

  it("say that chats can be shared", async () => {
    expect(await ada.get("/project/settings?language=en-US")).toMatchObject([
      200,
      { threadSharing: true, features: { allow_thread_sharing: true } },
    ]);
  });

  it("share a chat and take that back, for its owner alone", async () => {
    expect(await bob.get(`/project/share/${threadId}`)).toEqual(NOT_FOUND);
    expect(await put(bob, { threadId, isShared: true })).toEqual(NOT_FOUND);
    expect(await put(ada, { threadId, isShared: true })).toEqual([200, { success: true }]);
    expect(await put(ada, { threadId, isShared: true })).toEqual([200, { success: true }]);
    const [status, thread] = (await bob.get(`/project/share/${threadId}`)) as [
      number,
      Record<string, unknown> & { steps: { output: string }[] },
    ];
    expect([status, thread.id, thread.name, thread.userId]).toEqual([200, threadId, "tides", null]);
    expect(thread.steps.map(({ output }) => output)).toEqual(["tides", "", "re tides"]);
    expect(thread.metadata).toEqual({ is_shared: true, shared_at: expect.any(String) });
    const own = await ada.get(`/project/thread/${threadId}`);
    expect(own).toMatchObject([200, { metadata: { is_shared: true, shared_at: expect.any(String) } }]);
    const [, page] = (await ada.post("/project/threads", { pagination: { first: 5 } })) as [number, { data: unknown[] }];
    expect(page.data).toEqual([expect.objectContaining({ id: threadId, metadata: { is_shared: true, shared_at: expect.any(String) } })]);
    expect(await put(ada, { threadId, isShared: false })).toEqual([200, { success: true }]);
    expect(await bob.get(`/project/share/${threadId}`)).toEqual(NOT_FOUND);
    const [, unshared] = (await ada.get(`/project/thread/${threadId}`)) as [number, { metadata: object }];
    expect(unshared.metadata).not.toHaveProperty("shared_at");
  });

  it("are shown to who has signed in, where that is asked", async () => {
    await put(ada, { threadId, isShared: true });
    using nobody = new Browser(served.url);
    expect((await nobody.get(`/project/share/${threadId}`))[0]).toBe(401);
    await put(ada, { threadId, isShared: false });
  });

  it("let the app decide: true shows a chat that is not shared, false hides one that is", async () => {
    app.onSharedThreadView((_thread, viewer) => viewer?.identifier === "bob");
    expect((await bob.get(`/project/share/${threadId}`))[0]).toBe(200);
    app.onSharedThreadView(() => false);
    await put(ada, { threadId, isShared: true });
    expect(await bob.get(`/project/share/${threadId}`)).toEqual(NOT_FOUND);
    app.onSharedThreadView(() => undefined);
    expect((await bob.get(`/project/share/${threadId}`))[0]).toBe(200);
  });

  it("say that nothing is shared in an app that does not share", async () => {
    await using off = await serveApp(app);
    using carl = new Browser(off.url);
    await carl.signIn("carl", "any");
    const { attached, socket } = await carl.connect();
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "tides" } });
    expect(await put(carl, { threadId: attached.threadId, isShared: true })).toEqual([400, { detail: "Thread sharing is not enabled" }]);
    expect(await carl.get(`/project/share/${attached.threadId}`)).toEqual(NOT_FOUND);
    expect(await carl.get("/project/settings?language=en-US")).toMatchObject([200, { threadSharing: false }]);
  });
});
