import { type Element, newId, type ServerEvent, type TurnId, type ViewNode, WINDOW_TURNS } from "@colloquy/protocol";
import { action, askForm, createApp, Message, userSession } from "colloquy";
import { openChat, type TestChat } from "colloquy/testing";
import { Badge, Button, Card, Column, Facts, Field, Form, List, Row, Text, type View } from "colloquy/view";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createMemorySessionStore } from "../../session-store/drivers/memory.ts";

/** Every fact that a page of this chat is sent. */
function watched(chat: TestChat): ServerEvent[] {
  const events: ServerEvent[] = [];
  chat.host.registry.attach(chat.session, {
    supports: new Set(["streaming"]),
    send: (sent) => void events.push(...sent),
    closed: () => undefined,
  });
  return events;
}

const elementFacts = (events: readonly ServerEvent[]) => events.filter(({ type }) => type.startsWith("element-"));

describe("a view of a message", () => {
  it("has two buttons where one action is shown twice, which stay the same ones while the view changes", async () => {
    const app = createApp();
    const pressed: string[] = [];
    const go = app.action("go", async ({ message }) => {
      pressed.push("go");
      message.view = Column({}, Text({ text: "Gone" }), Button({ action: one }, "Above"), Button({ action: one }, "Below"));
      await message.update();
    });
    const one = go();
    app.onMessage(async () => {
      await new Message({ view: Column({}, Button({ action: one, disabled: true }, "Above"), Button({ action: one }, "Below")) }).send();
    });
    await using chat = await openChat(app);
    await chat.send("show");
    const ids = () => chat.actions().map(({ id }) => id);
    const before = ids();
    expect(new Set(before).size).toBe(2);
    expect(before[0]).toBe(one.id);
    // The one above cannot be pressed, and is another one.
    await chat.press("Below");
    expect(pressed).toEqual(["go"]);
    expect(ids()).toEqual(before);
  });

  it("has no form whose field is in its payload, which nobody can change on the page", async () => {
    const app = createApp();
    const save = app.action("save-form", z.object({ id: z.number() }), () => undefined);
    const refused: unknown[] = [];
    app.onMessage(async () => {
      try {
        new Message({ view: Card({}, Form({ action: save, payload: { id: 7 } }, Field({ name: "id", kind: "number" }))) });
      } catch (error) {
        refused.push(error);
      }
    });
    await using chat = await openChat(app);
    await chat.send("show");
    expect(refused).toMatchObject([
      { code: "BAD_INPUT", message: expect.stringContaining('Form: "id" is one of its fields, and in its payload') },
    ]);
  });

  it("is shown with it, changes by what is different, and goes", async () => {
    const app = createApp();
    const rows = Array.from({ length: 40 }, (_, at) => Text({ text: `A sailing that is long enough to be worth a patch: ${at}` }));
    let message: Message | undefined;
    app.onMessage(async ({ content }) => {
      if (content === "show") message = await new Message({ content: "Look", view: Column({}, rows) }).send();
      if (!message) return;
      if (content === "change") message.view = Column({}, rows.with(3, Text({ text: "Cancelled" })));
      if (content === "grow") message.view = Column({}, rows.with(3, Text({ text: "Cancelled" })), Badge({ text: "New" }));
      if (content === "other") message.view = Text({ text: "Only this" });
      if (content === "hide") message.view = undefined;
      await message.update();
    });
    await using chat = await openChat(app);
    await chat.send("show");
    const [shown] = chat.elements() as readonly Element[] as [Element];
    expect(shown).toMatchObject({ type: "view", forId: message?.id, props: { view: { type: "Column" } } });
    const events = watched(chat);
    const sent = async (what: string) => {
      events.length = 0;
      await chat.send(what);
      return elementFacts(events);
    };
    expect(await sent("change")).toMatchObject([
      { type: "element-patch", elementId: shown.id, patch: [["set", ["view", "children", 3, "text"], "Cancelled"]] },
    ]);
    expect(await sent("change")).toEqual([]);
    expect(await sent("grow")).toMatchObject([
      { type: "element-patch", patch: [["splice", ["view", "children"], 40, 0, [{ type: "Badge", text: "New" }]]] },
    ]);
    expect(message?.view).toEqual(chat.view());
    expect(await sent("other")).toMatchObject([
      { type: "element-set", element: { id: shown.id, props: { view: { type: "Text", text: "Only this" } } } },
    ]);
    expect(await sent("hide")).toMatchObject([{ type: "element-removed", elementId: shown.id }]);
    expect(chat.view()).toBeUndefined();
    expect(message?.view).toBeUndefined();
  });

  it("grows with a stream by what is new: text by its end, a list by its next item", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const said = "This paragraph is long, as those of a model are, and it goes on for a while. ";
      const message = new Message({ view: Column({}, Text({ text: said })) });
      await message.send();
      message.view = Column({}, Text({ text: `${said}And on.` }), List({ key: "list" }));
      await message.update();
      for (let at = 1; at <= 3; at += 1) {
        message.view = Column(
          {},
          Text({ text: `${said}And on.` }),
          List(
            { key: "list" },
            Array.from({ length: at }, (_, n) => Text({ text: `Item ${n}` })),
          ),
        );
        await message.update();
      }
    });
    await using chat = await openChat(app);
    const events = watched(chat);
    await chat.send("go");
    const patches = elementFacts(events).flatMap((event) => (event.type === "element-patch" ? event.patch : []));
    expect(patches).toContainEqual(["append", ["view", "children", 0, "text"], "And on."]);
    expect(patches).toContainEqual(["splice", ["view", "children", 1, "children"], 1, 0, [{ type: "Text", text: "Item 1" }]]);
    expect(patches).toContainEqual(["splice", ["view", "children", 1, "children"], 2, 0, [{ type: "Text", text: "Item 2" }]]);
  });

  it("is written as it then is, and there again when its chat is opened anew; an old one changes in its place", async () => {
    const stores = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore() };
    const app = createApp();
    const booked = action("life-booked", async ({ message }) => {
      message.view = Card({ title: "Booked" }, Badge({ text: "Paid" }));
      await message.update();
      return message.view?.type;
    });
    app.actionCallback("life-booked", async (_, { message }) => {
      message.view = Card({ title: "Booked" }, Badge({ text: "Paid" }));
      await message.update();
    });
    app.onMessage(async ({ content }) => {
      if (content !== "show") return void (await new Message("More").send());
      await new Message({ content: "Here", view: Card({ title: "A sailing" }, Button({ action: booked({ label: "Book" }) })) }).send();
    });
    const first = await openChat(app, { ...stores, owner: "visitor:a" });
    await first.send("show");
    const old = first.messages.at(-1);
    for (let n = 0; n < WINDOW_TURNS; n += 1) await first.send(`message ${n}`);
    expect(first.view()).toBeUndefined();
    const { threadId } = first.session;
    await first[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores, owner: "visitor:a", threadId });
    const events = watched(again);
    const [stored] = await stores.dataLayer.loadElements(threadId, { stepIds: [old?.id ?? ("" as never)] });
    const view = stored?.props?.["view"] as Extract<ViewNode, { type: "Card" }>;
    const [button] = view.children as [Extract<ViewNode, { type: "Button" }>];
    await pressOld(again, old?.id, button.action.id);
    expect(elementFacts(events)).toMatchObject([{ type: "element-set", ofMessage: true, element: { id: stored?.id, forId: old?.id } }]);
    await again.session.recorder.flush();
    const [changed] = await stores.dataLayer.loadElements(threadId, { stepIds: [old?.id ?? ("" as never)] });
    expect(changed?.props).toEqual({ view: { type: "Card", title: "Booked", children: [{ type: "Badge", text: "Paid" }] } });
  });

  it("comes back from its JSON, and is frozen", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const message = await new Message({ content: "a", view: Facts({ items: { Seats: 4 } }) }).send();
      const json = JSON.parse(JSON.stringify(message)) as ReturnType<Message["toJSON"]>;
      const copy = Message.fromJSON({ ...json, id: crypto.randomUUID() });
      await copy.send();
      expect(copy.view).toEqual(message.view);
      expect(() => Object.assign(message.view ?? {}, { items: [] })).toThrow(TypeError);
    });
    await using chat = await openChat(app);
    await chat.send("go");
    expect(chat.errors).toEqual([]);
    expect(chat.messages.filter(({ view }) => view === "- Seats: 4")).toHaveLength(2);
  });
});

describe("what an author gives to a view", () => {
  it("stays the author's: it can be changed afterwards, and the view does not change with it", async () => {
    const app = createApp();
    const saved = { tags: ["quiet"] };
    const payload = { seats: [{ row: 1 }] };
    const book = app.action("book", z.object({ seats: z.array(z.object({ row: z.number() })) }), async () => undefined);
    app.onMessage(async () => {
      const form = Form(
        { action: book, payload, initial: { ...saved } as never },
        Field({ name: "tags", kind: "choices", options: ["quiet"] }),
      );
      const message = await new Message({ view: Column({}, form, Button({ action: book(payload) }, "Book")) }).send();
      const shown = JSON.stringify(message.view);
      saved.tags.push("window");
      payload.seats[0] = { row: 2 };
      payload.seats.push({ row: 3 });
      expect(JSON.stringify(message.view)).toBe(shown);
    });
    await using chat = await openChat(app);
    await chat.send("go");
    expect(chat.errors).toEqual([]);
    expect(saved.tags).toEqual(["quiet", "window"]);
    expect(payload.seats).toEqual([{ row: 2 }, { row: 3 }]);
  });
});

describe("buttons and forms in a view", () => {
  it("are pressed and filled in by name; what the schema refuses is said at the fields", async () => {
    const app = createApp();
    const seen: unknown[] = [];
    const book = app.action("book", z.object({ sailing: z.number() }), async ({ sailing }, { message }) => {
      seen.push(sailing);
      message.view = Card({ title: "Booked" });
      await message.update();
      return "done";
    });
    const save = app.action("save", z.object({ id: z.number(), email: z.email(), seats: z.number().max(4).default(1) }), async (values) => {
      seen.push(values);
      return values.email;
    });
    app.onMessage(async ({ content }) => {
      const view =
        content === "book"
          ? Card(
              { title: "Kinloch" },
              Row({}, Button({ action: book({ sailing: 7 }) }, "Book"), Button({ action: book({ sailing: 8 }), disabled: true }, "Full")),
            )
          : Form(
              { action: save, payload: { id: 7 }, submit: "Save" },
              Field({ name: "email", format: "email", required: true }),
              Field({ name: "seats", kind: "number" }),
            );
      await new Message({ view }).send();
    });
    await using chat = await openChat(app);
    await chat.send("book");
    expect(chat.actions().map(({ label }) => label)).toEqual(["Book", "Full"]);
    await expect(chat.press("Full")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await chat.press("Book")).toBe("done");
    expect(chat.view()).toEqual({ type: "Card", title: "Booked" });
    await expect(chat.press("Book")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await chat.send("form");
    expect(chat.messages.at(-1)?.view).toBe("Email: [      ]\n\nSeats: [      ]\n\n[Save]");
    await expect(chat.submit("Save", {})).rejects.toMatchObject({ code: "INVALID_VALUES", fields: { email: expect.any(String) } });
    await expect(chat.submit("Save", { email: "no" })).rejects.toMatchObject({ fields: { email: expect.any(String) } });
    await expect(chat.submit("Save", { email: "a@b.example", seats: 9 })).rejects.toMatchObject({ fields: { seats: expect.any(String) } });
    // What the form does not ask for cannot be sent.
    expect(await chat.submit("Save", { email: "a@b.example", seats: 2, id: 99 })).toBe("a@b.example");
    expect(seen).toEqual([7, { id: 7, email: "a@b.example", seats: 2 }]);
  });

  it("say Send where a form has no words of its own", async () => {
    const app = createApp();
    const seen: unknown[] = [];
    const add = app.action("add-passenger", z.object({ name: z.string() }), async (values) => void seen.push(values));
    app.onMessage(async () => void (await new Message({ view: Form({ action: add }) }).send()));
    await using chat = await openChat(app);
    await chat.send("go");
    expect(chat.messages.at(-1)?.view).toBe("Name: [      ]\n\n[Send]");
    await chat.submit("Send", { name: "Ada" });
    expect(seen).toEqual([{ name: "Ada" }]);
  });

  it("which could never be sent are told of in the log while developing, and shown all the same", async () => {
    const app = createApp();
    const add = app.action("add", z.object({ name: z.string(), seats: z.number().optional(), sailing: z.number() }), async () => undefined);
    const name = Field({ name: "name" });
    app.onMessage(async ({ content }) => {
      const views: Readonly<Record<string, () => View>> = {
        unknown: () => Card({}, Form({ action: add, payload: { sailing: 7 } }, name, Field({ name: "nmae" }))),
        missing: () => Form({ action: add }, name),
        unheard: () => Form({ submit: "Go" }, name),
        whole: () => Form({ action: add, payload: { sailing: 7 } }, name),
      };
      const view = views[content];
      if (view) await new Message({ view: view() }).send();
      else await askForm(z.object({ name: z.string() }), { view: Card({}, Form({}, Field({ name: "name" }))) });
    });
    const told: string[] = [];
    const tell = (_: unknown, words?: string) => void told.push(words ?? "");
    const ignore = () => undefined;
    const logger = { debug: ignore, info: ignore, warn: tell, error: tell };
    await using chat = await openChat(app, { logger });
    for (const text of ["unknown", "missing", "unheard", "whole"]) {
      await chat.send(text);
      expect(chat.view()).toBeDefined();
    }
    await chat.send("ask");
    await chat.fill({ name: "Ada" });
    expect(chat.errors).toEqual([]);
    expect(told).toEqual([
      'Form: the action "add" takes no "nmae", which one of its Fields is for. What it takes: name, seats, sailing.',
      'Form: the action "add" needs "sailing", and no Field is for it: the form could never be sent. Add the Field, or put the value into payload.',
      "Form: it has Fields and nobody to send them to. Give it an action, or give its view to askForm(schema, { view }).",
    ]);
  });

  it("whose handler is gone say so", async () => {
    const app = createApp();
    const elsewhere = createApp().action("gone", async () => undefined);
    app.onMessage(async () => void (await new Message({ view: Button({ action: elsewhere() }, "Go") }).send()));
    await using chat = await openChat(app);
    await chat.send("go");
    await expect(chat.press("Go")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "This button belongs to an older version of the app.",
    });
  });

  it("answer a question, with the fields of its schema", async () => {
    const app = createApp();
    const schema = z.object({ to: z.string().min(2), day: z.iso.date() });
    app.onMessage(async ({ content }) => {
      const form =
        content === "all" ? Form({ submit: "Go" }) : Form({}, Row({}, Field({ name: "to", label: "Where to?" }), Field({ name: "day" })));
      const trip = await askForm(schema, { question: "Your trip", view: Card({ title: "A trip" }, form) });
      userSession.set("trip", trip);
      await new Message(`To ${trip?.to}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("all");
    await expect(chat.submit("Go", {})).rejects.toMatchObject({ code: "NOT_FOUND", fix: "Fill it in with chat.fill(…)." });
    await expect(chat.submit("Stop", {})).rejects.toThrow('There is no form with a button "Stop"');
    expect(chat.view()).toMatchObject({
      type: "Card",
      children: [{ type: "Form", children: [{ field: { key: "to", minLength: 2 } }, { field: { key: "day", format: "date" } }] }],
    });
    await expect(chat.fill({ to: "x", day: "2026-10-03" })).rejects.toMatchObject({ fields: { to: expect.any(String) } });
    expect((await chat.fill({ to: "Oban", day: "2026-10-03" })).said).toBe("To Oban");
    await chat.send("own");
    expect(chat.view()).toMatchObject({
      children: [{ children: [{ children: [{ field: { label: "Where to?", minLength: 2 } }, { field: { format: "date" } }] }] }],
    });
    await chat.fill({ to: "Kinloch", day: "2026-10-03" });
  });

  it("of which nobody could answer the question are refused", async () => {
    const app = createApp();
    const errors: unknown[] = [];
    app.onMessage(async () => {
      for (const view of [
        Card({ title: "a" }),
        Row({}, Form({}), Form({})),
        Form({}, Field({ name: "other" })),
        Form({}, Field({ name: "to" })),
      ])
        await askForm(z.object({ to: z.string(), day: z.iso.date() }), { view }).catch((error: unknown) => errors.push(error));
    });
    await using chat = await openChat(app);
    await chat.send("go");
    expect(errors).toMatchObject([
      { code: "BAD_INPUT", message: expect.stringContaining("this one has 0") },
      { message: expect.stringContaining("this one has 2") },
      { message: expect.stringContaining('a field "other"') },
      { message: expect.stringContaining('no field "day"') },
    ]);
  });
});

/** As the page presses what it has scrolled back to. */
async function pressOld(chat: TestChat, stepId: Element["forId"], actionId: string): Promise<void> {
  const { dispatch } = await import("../../app/dispatch.ts");
  await dispatch(
    { session: chat.session, driver: chat.host.driver, limits: { messageLength: 1_000, queuedMessages: 10 }, leave: () => undefined },
    { type: "runAction", stepId: stepId ?? ("" as never), actionId: actionId as never, turnId: newId<TurnId>() },
  );
}
