// Settings, commands and modes over Chainlit's wire, in both directions. Rows CS-*, CM-*, MO-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { TheirClient } from "../../../../test/their-client.ts";
import { type App, chatSettings, createApp, input, Message, setCommands, setModes, showToast } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

const settings = chatSettings({
  model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
  limit: input.number({ label: "Limit", min: 1 }),
  day: input.date({ label: "Day" }),
  note: input.text({ label: "Note" }),
});

/** Says which settings, command and modes it was asked with. */
function furnished(): App {
  const app = createApp();
  app.onChatStart(async () => {
    await settings.send();
    setCommands([{ id: "Picture", description: "Draw it", button: true }]);
    setModes([{ id: "tone", name: "Tone", options: ["plain", "warm"].map((id) => ({ id, name: id })) }]);
    await new Message("Hello!").send();
  });
  app.onMessage(async ({ command, modes }) => {
    await new Message(JSON.stringify({ command, modes, settings: settings.current })).send();
  });
  app.onSettingsUpdate(({ model }) => showToast(`saved ${String(model)}`));
  app.onSettingsEdit((draft) => {
    if (draft.model === "large") settings.refresh({ model: "large", note: "big" });
  });
  return app;
}

const payloadsOf = (client: TheirClient, name: string) => client.payloads.filter((_, index) => client.names[index] === name);
const lastOf = (client: TheirClient, name: string) => payloadsOf(client, name).at(-1);
const initials = (form: unknown) =>
  Object.fromEntries((form as { id: string; initial: unknown }[]).map(({ id, initial }) => [id, initial]));
const told = (client: TheirClient) => JSON.parse(client.texts.at(-1) ?? "") as Record<string, unknown>;

async function greeted(client: TheirClient): Promise<void> {
  await client.hears("Hello!");
}

/** Sends a message with what their message box adds to it, and waits for the answer. */
async function ask(client: TheirClient, more: Parameters<TheirClient["send"]>[1]): Promise<Record<string, unknown>> {
  const before = client.texts.length;
  client.send("hello", more);
  await client.until(() => client.texts.length > before + 1 && !client.loading);
  return told(client);
}

describe("Chainlit's client", () => {
  it("is shown the form, the commands and the modes", async () => {
    await using served = await serveApp(furnished());
    using client = new TheirClient(served.url);
    await greeted(client);
    expect(initials(lastOf(client, "chat_settings"))).toEqual({ model: "small", limit: null, day: null, note: null });
    expect(lastOf(client, "set_commands")).toMatchObject([{ id: "Picture", description: "Draw it", icon: "", button: true }]);
    expect(lastOf(client, "set_modes")).toMatchObject([{ id: "tone", options: [{ default: true }, { default: false }] }]);
  });

  it("saves settings: numbers that it holds as texts, days as instants, and what the form does not have (CS-11, CS-16)", async () => {
    await using served = await serveApp(furnished());
    using client = new TheirClient(served.url);
    await greeted(client);
    client.socket.emit("chat_settings_change", { model: "large", limit: "5", day: "2026-03-01T08:00:00.000Z", note: "", old: 1 });
    await client.until(() => client.count("toast") > 0);
    expect(lastOf(client, "toast")).toEqual({ message: "saved large", type: "info" });
    expect(await ask(client, {})).toMatchObject({ settings: { model: "large", limit: 5, day: "2026-03-01", note: null } });
  });

  it("is told what is wrong with which field, and shown what is saved; nothing was", async () => {
    await using served = await serveApp(furnished());
    using client = new TheirClient(served.url);
    await greeted(client);
    client.socket.emit("chat_settings_change", { model: "large", limit: "none" });
    await client.hears("The settings were not saved.\n- Limit: This must be a number.");
    expect(client.count("chat_settings")).toBe(2);
    expect(initials(lastOf(client, "chat_settings"))).toMatchObject({ model: "small" });
    expect(client.count("toast")).toBe(0);
  });

  it("is shown what the app sets, and what the person saved on another page", async () => {
    const app = furnished();
    app.onMessage(async () => {
      await settings.set({ limit: 3 });
      await new Message("set").send();
    });
    await using served = await serveApp(app);
    const { cookie } = await served.signIn({ identifier: "ada" });
    using client = new TheirClient(served.url, { cookie });
    await greeted(client);
    client.send("go");
    await client.hears("set");
    expect(initials(lastOf(client, "chat_settings"))).toMatchObject({ limit: 3 });
    const shown = client.count("chat_settings");
    using other = new TheirClient(served.url, { cookie, threadId: client.threadId });
    await other.hears("set");
    other.socket.emit("chat_settings_change", { model: "large", limit: 4 });
    await client.until(() => client.count("chat_settings") > shown);
    expect(initials(lastOf(client, "chat_settings"))).toMatchObject({ model: "large", limit: 4 });
  });

  it("fills in the form, and is shown it anew with what the app puts into it; nothing is saved (CS-2)", async () => {
    await using served = await serveApp(furnished());
    using client = new TheirClient(served.url);
    await greeted(client);
    client.socket.emit("chat_settings_edit", { model: "large", limit: "", note: "" });
    await client.until(() => client.count("chat_settings") === 2);
    expect(initials(lastOf(client, "chat_settings"))).toEqual({ model: "large", limit: null, day: null, note: "big" });
    expect(await ask(client, {})).toMatchObject({ settings: { model: "small", note: null } });
  });

  it("sends a command and modes with its message; what it chose in a picker stays chosen (CM-5, MO-3)", async () => {
    await using served = await serveApp(furnished());
    using client = new TheirClient(served.url);
    await greeted(client);
    const shown = client.count("set_modes");
    expect(await ask(client, { command: "Picture", modes: { tone: "warm" } })).toMatchObject({
      command: "Picture",
      modes: { tone: "warm" },
    });
    const told = await ask(client, { command: "Rule", modes: { tone: "loud" } });
    expect(told).toMatchObject({ modes: { tone: "warm" } });
    expect(told).not.toHaveProperty("command");
    // Its pickers know what they show; to set them again would lose what a person is choosing.
    expect(client.count("set_modes")).toBe(shown);
  });

  it("has all of it again after a reconnect, with what is saved and chosen", async () => {
    await using served = await serveApp(furnished());
    using client = new TheirClient(served.url);
    await greeted(client);
    client.socket.emit("chat_settings_change", { model: "large" });
    await client.until(() => client.count("toast") > 0);
    await ask(client, { modes: { tone: "warm" } });
    using other = new TheirClient(served.url, { sessionId: client.sessionId, threadId: client.threadId });
    await other.until(() => other.count("set_modes") > 0 && other.count("chat_settings") > 0);
    expect(initials(lastOf(other, "chat_settings"))).toMatchObject({ model: "large" });
    expect(lastOf(other, "set_modes")).toMatchObject([{ options: [{ default: false }, { default: true }] }]);
    expect(lastOf(other, "set_commands")).toMatchObject([{ id: "Picture" }]);
  });

  it("that holds the form of another chat is not bothered", async () => {
    await using served = await serveApp(createApp({ onChatStart: () => new Message("Hello!").send() }));
    using client = new TheirClient(served.url);
    await greeted(client);
    client.socket.emit("chat_settings_change", { model: "large" });
    client.socket.emit("chat_settings_edit", { model: "large" });
    await client.socket.timeout(5000).emitWithAck("stop", {});
    expect(client.texts).toEqual(["Hello!"]);
  });
});
