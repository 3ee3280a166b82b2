// Settings, modes, mentions, profile and keys against the real server: both sides mean the same.
import { chatSettings, createApp, input, Message, setCommands, setModes, userSession } from "colloquy";
import { serveApp } from "colloquy/testing";
import { expect, it } from "vitest";
import { TestClient } from "../../test/open-client.ts";
import type { Overview } from "./overview.ts";
import { memoryStorage } from "./storage.ts";

const isSettled = ({ connection, ready, busy, pending }: Overview) => connection.phase === "live" && ready && !busy && pending.length === 0;

function textsOf(client: TestClient): string[] {
  const { turnIds } = client.store.getOverview();
  return turnIds.flatMap((turnId) => (client.store.getTurn(turnId)?.stepIds ?? []).map((id) => client.store.text(id).read()));
}

/** An app that tells how each message was meant. */
function meaning() {
  const app = createApp();
  const form = chatSettings({ tone: input.select({ label: "Tone", values: ["plain", "warm"], initialIndex: 0 }) });
  app.onChatStart(async () => {
    await form.send();
    setCommands([{ id: "Ticket" }]);
    setModes([
      {
        id: "model",
        name: "Model",
        options: [
          { id: "small", name: "Small" },
          { id: "large", name: "Large" },
        ],
      },
    ]);
  });
  app.mentions((query) =>
    [
      { id: "ada", label: "Ada" },
      { id: "bob", label: "Bob" },
    ].filter(({ id }) => id.startsWith(query)),
  );
  app.onMessage(async ({ command, modes, mentions }) => {
    const { tone } = form.current;
    await new Message([command ?? "-", modes["model"], mentions.map(({ id }) => id).join("+"), tone].join(" ")).send();
  });
  return app;
}

it("a message means what was chosen for it, and a chosen mode stays", async () => {
  await using served = await serveApp(meaning());
  using client = new TestClient({ url: served.url });
  await client.until(({ surface }) => surface.modes !== undefined);
  const [ada] = await client.findMentions("a");
  expect(await client.findMentions("x")).toEqual([]);
  await client.selectModes({ model: "large" });
  await client.until(({ surface }) => surface.modeChoice?.["model"] === "large");
  client.sendMessage("to @Ada", { command: "Ticket", mentions: ada ? [ada] : [] });
  await client.until((overview) => isSettled(overview) && textsOf(client).includes("Ticket large ada plain"));
  client.sendMessage("again", { modes: { model: "small" } });
  await client.until((overview) => isSettled(overview) && textsOf(client).includes("- small  plain"));
});

it("saved settings are those of the chat and of later ones; what the form does not allow is refused by field", async () => {
  await using served = await serveApp(meaning());
  const storage = memoryStorage();
  using client = new TestClient({ url: served.url, storage });
  await client.until(({ surface }) => surface.settingsForm !== undefined);
  await expect(client.changeSettings({ tone: "rude" })).rejects.toMatchObject({
    code: "INVALID_VALUES",
    fields: { tone: expect.any(String) },
  });
  await client.changeSettings({ tone: "warm" });
  await client.until(({ surface }) => surface.settings?.["tone"] === "warm");
  client.newChat();
  await client.until(({ ready, surface }) => ready && surface.settings?.["tone"] === "warm");
  client.sendMessage("hello");
  await client.until((overview) => isSettled(overview) && textsOf(client).includes("- small  warm"));
});

it("a profile that the chat cannot go on under begins a new one, with that profile; so does the chat after it", async () => {
  const app = createApp();
  app.chatProfiles(() => [{ name: "Poet" }, { name: "Coder" }]);
  app.onMessage(async () => void (await new Message(`I am the ${userSession.chatProfile}.`).send()));
  await using served = await serveApp(app);
  using client = new TestClient({ url: served.url });
  const first = await client.until(({ surface }) => surface.chatProfile === "Poet");
  expect(await client.selectProfile("Coder")).toBe(false);
  await expect(client.selectProfile("Nobody")).rejects.toMatchObject({ code: "NOT_FOUND" });
  client.newChat({ chatProfile: "Coder" });
  const second = await client.until(({ ready, surface }) => ready && surface.chatProfile === "Coder");
  expect(second.thread.id).not.toBe(first.thread.id);
  client.sendMessage("who?");
  await client.until((overview) => isSettled(overview) && textsOf(client).includes("I am the Coder."));
  client.newChat();
  await client.until(({ ready, surface, thread }) => ready && thread.id !== second.thread.id && surface.chatProfile === "Coder");
});
