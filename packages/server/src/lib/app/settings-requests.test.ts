// What a person does with the settings form, and what the app hears of it. Rows LC-*, CS-* are those of the feature catalogue.
import { ChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type App, chatSettings, createApp, input, Message, userSession } from "../../index.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";

const settings = chatSettings({
  model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
  heat: input.slider({ label: "Heat", min: 0, max: 2, step: 0.1, initial: 1 }),
  note: input.text({ label: "Note" }),
  fixed: input.text({ label: "Fixed", initial: "as it is", disabled: true }),
});
const INITIAL = { model: "small", heat: 1, note: null, fixed: "as it is" };

function withForm(): App {
  const app = createApp();
  app.onChatStart(() => settings.send());
  return app;
}

async function refusal(work: Promise<unknown>): Promise<Partial<ChatError>> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChatError)) throw new Error("It was not refused.");
  return error;
}

describe("saving the settings form", () => {
  it("commits what the form allows, keeps the rest, and tells onSettingsUpdate all of it (LC-16)", async () => {
    const app = withForm();
    const told: unknown[] = [];
    app.onSettingsUpdate((values) => void told.push(values, userSession.chatSettings, userSession.get("chat_settings"), settings.current));
    await using chat = await openChat(app);
    await chat.changeSettings({ model: "large", fixed: "mine" });
    const all = { ...INITIAL, model: "large" };
    expect(chat.settings).toEqual(all);
    expect(told).toEqual([all, all, all, all]);
  });

  it("commits nothing when one field is wrong, and says which", async () => {
    const app = withForm();
    const told: unknown[] = [];
    app.onSettingsUpdate((values) => void told.push(values));
    await using chat = await openChat(app);
    const error = await refusal(chat.changeSettings({ model: "huge", heat: 0.5, nowhere: 1 }));
    expect(error).toMatchObject({ code: "INVALID_VALUES", fields: { model: expect.any(String), nowhere: expect.any(String) } });
    expect(error.fields).not.toHaveProperty("heat");
    expect(chat.settings).toEqual(INITIAL);
    expect(told).toEqual([]);
  });

  it("also when the form's schema is stricter than its inputs", async () => {
    const strict = chatSettings(
      z.object({
        name: z
          .string()
          .default("Ada")
          .refine((name) => name !== "nobody", "Somebody, please."),
      }),
    );
    const app = createApp();
    app.onChatStart(() => strict.send());
    await using chat = await openChat(app);
    expect(await refusal(chat.changeSettings({ name: "nobody" }))).toMatchObject({
      code: "INVALID_VALUES",
      fields: { name: "Somebody, please." },
    });
    expect(chat.settings).toEqual({ name: "Ada" });
  });

  it("does not wait for the handler, and the next message does not either", async () => {
    const app = withForm();
    const gate = createGate();
    app.onSettingsUpdate(() => gate.opened);
    app.onMessage(() => new Message(`with ${String(userSession.chatSettings.model)}`).send());
    await using chat = await openChat(app);
    const saved = chat.changeSettings({ model: "large" });
    await expect.poll(() => chat.settings).toMatchObject({ model: "large" });
    const answer = chat.send("hello");
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("with large");
    gate.open();
    await Promise.all([saved, answer]);
  });

  it("shows what the handler throws, and keeps what was saved", async () => {
    const app = withForm();
    app.onSettingsUpdate(() => {
      throw new ChatError("UNAVAILABLE", "That model is away.");
    });
    await using chat = await openChat(app);
    await chat.changeSettings({ model: "large" });
    expect([...chat.state.turns.values()].map(({ turn }) => turn.error?.message)).toContain("That model is away.");
    expect(chat.settings).toMatchObject({ model: "large" });
  });

  it("is refused in a chat without a form, and when it is larger than a message may be", async () => {
    await using bare = await openChat(createApp());
    expect(await refusal(bare.changeSettings({ a: 1 }))).toMatchObject({ code: "NOT_SUPPORTED" });
    await using chat = await openChat(withForm());
    expect(await refusal(chat.changeSettings({ note: "x".repeat(300_000) }))).toMatchObject({ code: "TOO_LARGE" });
  });
});

describe("the open form", () => {
  it("tells onSettingsEdit what stands in it, and nothing of it is saved (LC-17)", async () => {
    const app = withForm();
    const told: unknown[] = [];
    app.onSettingsEdit((values) => void told.push(values));
    await using chat = await openChat(app);
    // A half-typed value and one that is not the person's to change are as they are saved.
    await chat.editSettings({ model: "large", heat: "0.", fixed: "mine" });
    expect(told).toEqual([{ ...INITIAL, model: "large" }]);
    expect(chat.settings).toEqual(INITIAL);
  });

  it("may be given other inputs while it is filled in (CS-2)", async () => {
    const app = withForm();
    const withLength = chatSettings({
      model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
      length: input.slider({ label: "Length" }),
    });
    app.onSettingsEdit((values) => {
      if (values.model === "large") withLength.refresh({ model: "large" });
    });
    await using chat = await openChat(app);
    await chat.editSettings({ model: "large" });
    expect(chat.settingsForm?.tabs[0]?.inputs.map(({ id, initial }) => [id, initial])).toEqual([
      ["model", "large"],
      ["length", 0],
    ]);
    expect(chat.settings).toEqual(INITIAL);
    await chat.changeSettings({ model: "large", length: 3 });
    expect(chat.settings).toEqual({ model: "large", length: 3 });
  });

  it("is heard one state at a time: a slow handler is overtaken by the newest, and says nothing any more", async () => {
    const app = withForm();
    const begun: unknown[] = [];
    const gate = createGate();
    const late: unknown[] = [];
    app.onSettingsEdit(async (values, { signal }) => {
      begun.push(values.heat);
      if (values.heat !== 0.1) return;
      await gate.opened;
      late.push(signal.aborted);
      settings.refresh({ note: "too late" });
    });
    await using chat = await openChat(app);
    const edits = [0.1, 0.2, 0.3, 0.4].map((heat) => chat.editSettings({ heat }));
    expect(begun).toEqual([0.1]);
    gate.open();
    await Promise.all(edits);
    expect(begun).toEqual([0.1, 0.4]);
    expect(late).toEqual([true]);
    expect(chat.settingsForm?.tabs[0]?.inputs.find(({ id }) => id === "note")?.initial).toBeNull();
  });

  it("leaves no turn behind for each key that is pressed, but one that said something or failed", async () => {
    const app = withForm();
    app.onSettingsEdit(async ({ note }) => {
      if (note === "say") await new Message("said").send();
      if (note === "fail") throw new Error("no");
    });
    await using chat = await openChat(app);
    const before = chat.state.turns.size;
    for (const note of ["s", "sa"]) await chat.editSettings({ note });
    expect(chat.state.turns.size).toBe(before);
    await chat.editSettings({ note: "say" });
    await chat.editSettings({ note: "fail" });
    expect(chat.state.turns.size).toBe(before + 2);
  });

  it("costs nothing in an app that does not listen", async () => {
    await using chat = await openChat(withForm());
    const { seq } = chat.state;
    await chat.editSettings({ model: "large" });
    expect(chat.state.seq).toBe(seq);
  });
});

describe("what a new chat's form begins with", () => {
  it("is what the person keeps for all chats, then what the author gives, then what the inputs say", async () => {
    const app = createApp();
    app.onChatStart(() => settings.send({ model: "large", heat: 0.5 }));
    await using chat = await openChat(app, { keptSettings: { heat: 1.5, fixed: "mine", gone: 1 } });
    expect(chat.settings).toEqual({ model: "large", heat: 1.5, note: null, fixed: "as it is" });
  });

  it("is none of the kept values that the form, or its schema, does not allow", async () => {
    const app = withForm();
    await using chat = await openChat(app, { keptSettings: { model: "huge", heat: "hot", note: 5 } });
    expect(chat.settings).toEqual(INITIAL);
    const strict = createApp();
    const low = chatSettings(z.object({ from: z.int().default(1), to: z.int().default(2) }).refine(({ from, to }) => from < to, "Order!"));
    strict.onChatStart(() => low.send());
    await using other = await openChat(strict, { keptSettings: { from: 9 } });
    expect(other.settings).toEqual({ from: 1, to: 2 });
  });

  it("stays what was saved when the form is sent again; set() is how an author changes it", async () => {
    const app = withForm();
    app.onMessage(async (message) => {
      if (message.content === "send") await settings.send({ heat: 0 });
      if (message.content === "set") await settings.set({ heat: 0 });
      if (message.content === "wrong") await settings.set({ heat: 9 });
    });
    await using chat = await openChat(app);
    await chat.changeSettings({ heat: 2 });
    await chat.send("send");
    expect(chat.settings).toMatchObject({ heat: 2 });
    await chat.send("set");
    expect(chat.settings).toMatchObject({ heat: 0 });
    await chat.send("wrong");
    expect(chat.settings).toMatchObject({ heat: 0 });
  });
});
