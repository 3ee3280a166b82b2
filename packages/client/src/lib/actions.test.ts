// Buttons over a real server: what a page sees of a press, here and on another page of the same person.
import type { ActionId, StepId } from "@colloquy/protocol";
import { Action, ChatError, callFunction, createApp, Message, sendWindowMessage, sleep } from "colloquy";
import { serveApp } from "colloquy/testing";
import { describe, expect, it, vi } from "vitest";
import { BadNetwork } from "../../test/bad-network.ts";
import { TestClient } from "../../test/open-client.ts";
import type { ActionView } from "./action-views.ts";
import { memoryStorage } from "./storage.ts";

/** Where the buttons of the newest message are, and what they look like. */
function buttons({ store }: TestClient): { readonly stepId: StepId; readonly views: readonly ActionView[] } {
  for (const turnId of [...store.getOverview().turnIds].reverse())
    for (const stepId of [...(store.getTurn(turnId)?.stepIds ?? [])].reverse()) {
      const views = store.getActions(stepId);
      if (views.length > 0) return { stepId, views };
    }
  throw new Error("There are no buttons.");
}

function idOf(client: TestClient, name: string): ActionId {
  const found = buttons(client).views.find(({ action }) => action.name === name);
  if (!found) throw new Error(`There is no button ${name}.`);
  return found.action.id;
}

function withGate() {
  let open = () => undefined as unknown;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("a button on the page", () => {
  it("runs here and on the person's other page, gives its value, and keeps its error until it is pressed again", async () => {
    const app = createApp();
    const gate = withGate();
    let fails = true;
    let failures = 0;
    app.onMessage(() => new Message({ content: "Go?", actions: [new Action({ name: "go" }), new Action({ name: "fail" })] }).send());
    app.actionCallback("go", async () => {
      await gate.opened;
      return { went: true };
    });
    app.actionCallback("fail", async () => {
      // Of the server itself it would mean: ask again.
      if (fails) throw new ChatError("UNAVAILABLE", `The printer is away${".".repeat(++failures)}`);
      return "printed";
    });
    await using served = await serveApp(app);
    const storage = memoryStorage();
    using client = new TestClient({ url: served.url, storage });
    await client.live();
    client.sendMessage("hello");
    await vi.waitFor(() => expect(buttons(client).views.map(({ action }) => action.name)).toEqual(["go", "fail"]));
    using other = new TestClient({ url: served.url, storage, threadId: client.store.getOverview().thread.id });
    await vi.waitFor(() => expect(buttons(other).views).toHaveLength(2));
    const { stepId } = buttons(client);
    const before = client.store.getActions(stepId);
    expect(client.store.getActions(stepId)).toBe(before);

    const value = client.runAction(stepId, idOf(client, "go"));
    expect(buttons(client).views.map(({ running }) => running)).toEqual([true, false]);
    await vi.waitFor(() => expect(buttons(other).views.map(({ running }) => running)).toEqual([true, false]));
    const joined = other.runAction(stepId, idOf(other, "go"));
    gate.open();
    expect(await value).toEqual({ went: true });
    expect(await joined).toEqual({ went: true });
    await vi.waitFor(() => expect(buttons(other).views.some(({ running }) => running)).toBe(false));

    await expect(client.runAction(stepId, idOf(client, "fail"))).rejects.toMatchObject({ message: "The printer is away." });
    expect(buttons(client).views[1]).toMatchObject({ running: false, error: { code: "INTERNAL", message: "The printer is away." } });
    expect(buttons(other).views[1]?.error).toBeUndefined();
    fails = false;
    expect(await client.runAction(stepId, idOf(client, "fail"))).toBe("printed");
    expect(buttons(client).views[1]?.error).toBeUndefined();
  });

  it("is told of its own presses, here and on another page, and of nothing else in the chat", async () => {
    const app = createApp();
    const gate = withGate();
    app.onMessage(({ content }) =>
      new Message({ content, ...(content === "hello" && { actions: [new Action({ name: "go" }), new Action({ name: "stay" })] }) }).send(),
    );
    app.actionCallback("go", () => gate.opened);
    await using served = await serveApp(app);
    const storage = memoryStorage();
    using client = new TestClient({ url: served.url, storage });
    await client.live();
    client.sendMessage("hello");
    await vi.waitFor(() => expect(buttons(client).views).toHaveLength(2));
    using other = new TestClient({ url: served.url, storage, threadId: client.store.getOverview().thread.id });
    await vi.waitFor(() => expect(buttons(other).views).toHaveLength(2));
    const { stepId, views } = buttons(other);
    const seen = views.map(({ action }) => {
      const running: boolean[] = [];
      const leave = other.store.subscribeAction(action.id, () => void running.push(other.store.getAction(action).running));
      return { running, leave };
    });
    const said = other.sendMessage("and now");
    await other.until(({ busy, pending }) => !busy && pending.length === 0 && other.store.getStep(said) !== undefined);
    expect(seen.map(({ running }) => running)).toEqual([[], []]);

    const value = client.runAction(stepId, idOf(client, "go"));
    await vi.waitFor(() => expect(seen.map(({ running }) => running)).toEqual([[true], []]));
    gate.open();
    await value;
    await vi.waitFor(() => expect(seen.map(({ running }) => running)).toEqual([[true, false], []]));

    seen[0]?.leave();
    await other.runAction(stepId, idOf(other, "go"));
    expect(seen.map(({ running }) => running)).toEqual([[true, false], []]);
  });

  it("that was pressed while the network went away has run once, and its value comes when it is back", async () => {
    const app = createApp();
    let runs = 0;
    app.onMessage(() => new Message({ content: "Go?", actions: [new Action({ name: "go" })] }).send());
    app.actionCallback("go", async () => {
      await sleep(50);
      return ++runs;
    });
    await using served = await serveApp(app);
    await using network = await BadNetwork.open(served.port);
    using client = new TestClient({ url: new URL("/", network.url).href });
    await client.live();
    client.sendMessage("hello");
    await vi.waitFor(() => expect(buttons(client).views).toHaveLength(1));
    const value = client.runAction(buttons(client).stepId, idOf(client, "go"));
    await vi.waitFor(() => expect(client.store.getOverview().runningActions).toHaveLength(1));
    network.up = false;
    network.reset();
    await client.until(({ connection }) => connection.phase !== "live");
    await vi.waitFor(() => expect(runs).toBe(1));
    network.up = true;
    expect(await value).toBe(1);
    expect(runs).toBe(1);
  });

  it("that is taken away is gone also from a message that has left the window and is still on the page", async () => {
    const app = createApp();
    app.onMessage(({ content }) =>
      new Message({ content: `re ${content}`, ...(content === "0" && { actions: [new Action({ name: "once" })] }) }).send(),
    );
    app.actionCallback("once", (action) => action.remove());
    await using served = await serveApp(app);
    using client = new TestClient({ url: served.url });
    await client.live();
    for (let count = 0; count <= 21; count += 1) {
      const id = client.sendMessage(String(count));
      await client.until(({ busy, pending }) => !busy && pending.length === 0 && client.store.getStep(id) !== undefined);
      await vi.waitFor(() => expect(client.store.getOverview().turnIds).toHaveLength(count + 1));
    }
    const { stepId } = buttons(client);
    await client.runAction(stepId, idOf(client, "once"));
    await vi.waitFor(() => expect(client.store.getActions(stepId)).toEqual([]));
  });
});

describe("functions of the page", () => {
  it("answer with what they return or throw, also when they are added after the call; the first page wins", async () => {
    const app = createApp();
    app.onMessage(async ({ content }) => {
      const value = await callFunction(content, { n: 2 }).catch((error: Error) => error.message);
      await new Message({ content: JSON.stringify(value) }).send();
    });
    await using served = await serveApp(app);
    const storage = memoryStorage();
    using client = new TestClient({ url: served.url, storage });
    await client.live();
    const texts = () =>
      client.store
        .getOverview()
        .turnIds.flatMap((id) => (client.store.getTurn(id)?.stepIds ?? []).map((step) => client.store.text(step).read()));
    client.sendMessage("double");
    await vi.waitFor(() => expect(client.store.getOverview().calls).toHaveLength(1));
    client.onCall("double", ({ n }) => Number(n) * 2);
    await vi.waitFor(() => expect(texts()).toContain("4"));
    client.onCall("fail", () => {
      throw new Error("No map here.");
    });
    client.sendMessage("fail");
    await vi.waitFor(() => expect(texts()).toContain('"The page could not run fail: No map here."'));
    using other = new TestClient({ url: served.url, storage, threadId: client.store.getOverview().thread.id });
    await other.live();
    let ran = 0;
    for (const page of [client, other]) page.onCall("once", () => ++ran);
    client.sendMessage("once");
    await vi.waitFor(() => expect(texts().filter((text) => text === "1" || text === "2")).toHaveLength(1));
    expect(client.store.getOverview().calls).toEqual([]);
  });

  it("and window messages go both ways, to every page and not to one that comes later", async () => {
    const app = createApp();
    app.onWindowMessage((data) => sendWindowMessage({ heard: data }));
    await using served = await serveApp(app);
    using client = new TestClient({ url: served.url });
    const said: unknown[] = [];
    client.onWindowMessage((data) => said.push(data));
    await client.live();
    await client.sendWindowMessage({ a: [1, null] });
    await vi.waitFor(() => expect(said).toEqual([{ heard: { a: [1, null] } }]));
  });
});
