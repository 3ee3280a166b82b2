// What the code of a custom element may ask for, and what it may not.
import { ChatError, type ClientRequest, decodeRequest, type ElementId, newId, type ServerEvent, type TurnId } from "@colloquy/protocol";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  type ActionContext,
  askElement,
  CustomElement,
  type CustomElementOptions,
  createApp,
  elementSidebar,
  Image,
  Message,
} from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { openChat } from "../testing/open-chat.ts";
import type { TestChat } from "../testing/test-chat.ts";
import { dispatch } from "./dispatch.ts";

interface Ticket {
  seats: number;
  note?: string;
}

/** Shows a ticket with each answer; the one that was made last can be changed by a message. */
function ticketApp(options: Partial<CustomElementOptions<Ticket>> = {}) {
  const app = createApp();
  let ticket: CustomElement<Ticket> | undefined;
  app.onMessage(async ({ content }) => {
    if (content === "note" && ticket) {
      ticket.props.note = "by the app";
      await ticket.update();
    } else if (content === "seats" && ticket) {
      await new Message(`${ticket.props.seats} seats`).send();
    } else {
      ticket = new CustomElement({ name: "Ticket", props: { seats: 2 }, ...options });
      await new Message({ content: `For ${content}:`, elements: [ticket] }).send();
    }
  });
  const calls: { readonly payload: unknown; readonly context: ActionContext<unknown> }[] = [];
  app.action("book", z.object({ seats: z.number().max(4) }), ({ seats }, context) => {
    calls.push({ payload: { seats }, context });
    return { booked: seats };
  });
  app.actionCallback("plain", (action, context) => {
    calls.push({ payload: action.payload, context });
  });
  app.actionCallback("refuse", () => {
    throw new ChatError("NOT_SUPPORTED", "Not on Sundays.");
  });
  return { app, calls };
}

/** As a page that is written by hand. */
function ask({ session, host }: TestChat, request: ClientRequest) {
  return dispatch({ session, driver: host.driver, limits: { messageLength: 1000, queuedMessages: 50 }, leave: () => undefined }, request);
}

describe("an element that its page has taken out", () => {
  /** What a page and the app may do with it, in any order and without waiting for each other. */
  const DOINGS = ["deleteElement", "updateElement", "app update", "app message update", "pause"] as const;
  type Doing = (typeof DOINGS)[number];

  async function doAll(doings: readonly Doing[], away: boolean): Promise<void> {
    const stores = await createDurableStores();
    const app = createApp();
    let ticket: CustomElement<Ticket> | undefined;
    let message: Message | undefined;
    app.onMessage(async ({ content }) => {
      if (content !== "show") return void (await new Message(content).send());
      ticket = new CustomElement({ name: "Ticket", props: { seats: 0 } });
      message = await new Message({ content: "Yours:", elements: [ticket] }).send();
    });
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    await chat.send("show");
    const elementId = ticket?.id ?? newId<ElementId>();
    if (away) for (let turn = 0; turn < 21; turn += 1) await chat.send("on");
    await chat.session.recorder.flush();
    let isOut = false;
    const doing = doings.map(async (what, at) => {
      if (what === "deleteElement") {
        isOut = true;
        await ask(chat, { type: "deleteElement", elementId });
      } else if (what === "updateElement") await ask(chat, { type: "updateElement", elementId, props: { seats: at } });
      else if (what === "app update" && ticket) {
        ticket.props.seats = 100 + at;
        await ticket.update();
      } else if (what === "app message update" && ticket && message && !away) {
        ticket.props.seats = 100 + at;
        await message.update();
      } else await chat.session.recorder.flush();
    });
    await Promise.allSettled(doing);
    if (!isOut) await ask(chat, { type: "deleteElement", elementId });
    await Promise.allSettled([ask(chat, { type: "updateElement", elementId, props: { seats: 9 } }), ticket?.update()]);
    await chat.session.recorder.flush();
    const { threadId } = chat.session;
    expect(chat.session.state.elements.get(elementId)).toBeUndefined();
    expect(await chat.session.services.dataLayer.loadElement(threadId, elementId)).toBeUndefined();
    await chat[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", threadId });
    await expect(ask(again, { type: "updateElement", elementId, props: { seats: 9 } })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(again.elements()).toEqual([]);
  }

  it("stays out when it is changed twice in the same moment", async () => {
    await doAll(["deleteElement", "updateElement", "updateElement"], false);
    await doAll(["updateElement", "deleteElement", "updateElement", "app update", "app message update"], false);
    await doAll(["deleteElement", "updateElement", "updateElement", "app update"], true);
  });

  test.prop([fc.array(fc.constantFrom(...DOINGS), { minLength: 1, maxLength: 8 })], { numRuns: 25 })(
    "stays out, whatever page and app do to it in which order, and after a restart",
    (doings) => doAll(doings, false),
  );
});

describe("updateElement", () => {
  it("gives an element other props, for every page, after a reload and after a restart", async () => {
    const stores = await createDurableStores();
    const { app } = ticketApp();
    const first = await openChat(app, { ...stores(), owner: "visitor:a" });
    await first.send("Kinloch");
    await first.customElement("Ticket").updateElement({ seats: 3 });
    expect(first.customElement("Ticket").props).toEqual({ seats: 3 });
    const { threadId } = first.session;
    const [element] = first.elements();
    expect(await first.session.services.dataLayer.loadElement(threadId, element?.id ?? newId())).toMatchObject({ props: { seats: 3 } });
    await first[Symbol.asyncDispose]();
    await using again = await openChat(ticketApp().app, { ...stores(), owner: "visitor:a", threadId });
    expect(again.customElement("Ticket").props).toEqual({ seats: 3 });
    await again.customElement("Ticket").updateElement({ seats: 4 });
    expect(again.customElement("Ticket").props).toEqual({ seats: 4 });
  });

  it("and the app change different props of the same element without undoing each other", async () => {
    await using chat = await openChat(ticketApp().app);
    await chat.send("Kinloch");
    await chat.customElement("Ticket").updateElement({ seats: 3 });
    expect(await chat.send("seats")).toBe("3 seats");
    await chat.send("note");
    expect(chat.customElement("Ticket").props).toEqual({ seats: 3, note: "by the app" });
    await chat.customElement("Ticket").updateElement({ seats: 1 });
    await chat.send("note");
    expect(chat.customElement("Ticket").props).toEqual({ seats: 1, note: "by the app" });
  });

  it("changes an element that has left the window of the chat, and the app sees it", async () => {
    await using chat = await openChat(ticketApp().app);
    await chat.send("Kinloch");
    const element = chat.customElement("Ticket");
    const [id] = chat.elements().map((shown) => shown.id);
    for (let turn = 0; turn < 25; turn += 1) await chat.send("seats");
    expect(chat.session.state.elements.size).toBe(0);
    await element.updateElement({ seats: 3 });
    await chat.send("note");
    await chat.session.recorder.flush();
    const stored = await chat.session.services.dataLayer.loadElement(chat.session.threadId, id ?? newId());
    expect(stored?.props).toEqual({ seats: 3, note: "by the app" });
  });

  it("and the app's update tell every page what is different in large props, and the whole of small ones", async () => {
    const app = createApp();
    let plan: CustomElement<{ seats: string[]; chosen?: number }> | undefined;
    app.onMessage(async ({ content }) => {
      if (plan) {
        plan.props.seats[1] = content;
        await plan.update();
      } else {
        plan = new CustomElement({ name: "Plan", props: { seats: Array.from({ length: 50 }, (_, at) => `Seat ${at}`) } });
        await plan.send();
      }
    });
    await using chat = await openChat(app);
    await chat.send("show");
    const seats = plan?.props.seats ?? [];
    const told: ServerEvent[] = [];
    const outlet = {
      supports: new Set<never>(),
      send: (events: readonly ServerEvent[]) => void told.push(...events),
      closed: () => undefined,
    };
    chat.host.registry.attach(chat.session, outlet);
    await chat.customElement("Plan").updateElement({ seats, chosen: 7 });
    await chat.send("Ada");
    await chat.customElement("Plan").updateElement({ seats: ["one"] });
    const elementId = plan?.id;
    expect(told.filter(({ type }) => type.startsWith("element-"))).toMatchObject([
      { type: "element-patch", elementId, patch: [["set", ["chosen"], 7]] },
      { type: "element-patch", elementId, patch: [["set", ["seats", 1], "Ada"]] },
      { type: "element-set", element: { id: elementId, props: { seats: ["one"] } } },
    ]);
    const stored = await chat.session.services.dataLayer.loadElement(chat.session.threadId, elementId ?? newId());
    expect(stored?.props).toEqual({ seats: ["one"] });
  });

  it("takes 256 Ki characters of plain JSON and no more", async () => {
    await using chat = await openChat(ticketApp().app);
    await chat.send("Kinloch");
    const fits = { text: "x".repeat(256 * 1024 - '{"text":""}'.length) };
    await chat.customElement("Ticket").updateElement(fits);
    await expect(chat.customElement("Ticket").updateElement({ text: `${fits.text}x` })).rejects.toMatchObject({ code: "TOO_LARGE" });
    expect(chat.customElement("Ticket").props).toEqual(fits);
  });

  it("changes no element of another kind", async () => {
    const app = createApp();
    app.onMessage(async () => {
      await new Message({ content: "A picture", elements: [new Image({ url: "https://a.example/a.png", alt: "a" })] }).send();
    });
    await using chat = await openChat(app);
    await chat.send("show");
    const [picture] = chat.elements();
    for (const type of ["updateElement", "deleteElement"] as const)
      await expect(ask(chat, { type, elementId: picture?.id as ElementId, props: { alt: "b" } })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    expect(chat.elements()[0]).toMatchObject({ props: { alt: "a" } });
  });

  it.each([
    '{ "__proto__": { "admin": true } }',
    '{ "a": { "__proto__": 1 } }',
    `${'{ "a": '.repeat(100)}1${" }".repeat(100)}`,
    "[]",
    '"text"',
    "null",
  ])("does not take %.30s as props", (props) => {
    const request = `{ "type": "updateElement", "elementId": "${newId()}", "props": ${props} }`;
    expect(() => decodeRequest(JSON.parse(request))).toThrow(expect.objectContaining({ code: "BAD_REQUEST" }));
  });
});

describe("deleteElement", () => {
  it("takes the element out of the chat and of storage, and the app does not bring it back by changing it", async () => {
    const dataLayer = createMemoryDataLayer();
    await using chat = await openChat(ticketApp().app, { dataLayer, owner: "visitor:a" });
    await chat.send("Kinloch");
    const [id] = chat.elements().map((element) => element.id);
    const element = chat.customElement("Ticket");
    await element.deleteElement();
    await chat.send("note");
    // The page that asked did not hear that it was done, and asks again.
    await element.deleteElement();
    expect(chat.elements()).toEqual([]);
    expect(await dataLayer.loadElement(chat.session.threadId, id ?? newId())).toBeUndefined();
    await expect(element.updateElement({ seats: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(element.callAction({ name: "plain" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("of one that has left the window is not undone by a change that was on its way through the store", async () => {
    const dataLayer = createMemoryDataLayer();
    await using chat = await openChat(ticketApp().app, { dataLayer, owner: "visitor:a" });
    await chat.send("Kinloch");
    const [id = newId<ElementId>()] = chat.elements().map((element) => element.id);
    const { threadId } = chat.session;
    for (let turn = 0; turn < 25; turn += 1) await chat.send("seats");
    expect(chat.session.state.elements.size).toBe(0);
    const deletions: Promise<unknown>[] = [];
    const load = dataLayer.loadElement.bind(dataLayer);
    dataLayer.loadElement = async (...which) => {
      const stored = await load(...which);
      // The change has read the store; now the other page takes the element away.
      if (deletions.length === 0) {
        dataLayer.loadElement = load;
        deletions.push(ask(chat, { type: "deleteElement", elementId: id }));
        await deletions[0];
      }
      return stored;
    };
    await expect(ask(chat, { type: "updateElement", elementId: id, props: { seats: 9 } })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(deletions).toHaveLength(1);
    expect(await load(threadId, id)).toBeUndefined();
  });

  it("takes back the question that is asked with it, so that the app does not wait for ever", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const answer = await askElement("How many?", new CustomElement({ name: "Ticket", props: { seats: 2 } }));
      await new Message(answer === undefined ? "No ticket, then." : `${answer["seats"]}`).send();
    });
    await using chat = await openChat(app);
    expect(await chat.send("Kinloch")).toBe("How many?");
    await chat.customElement("Ticket").deleteElement();
    expect(chat.session.state.asks.size).toBe(0);
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("No ticket, then.");
    expect(chat.elements()).toEqual([]);
  });
});

describe("callAction", () => {
  it("runs an action of the app with what it was called with, and returns what that returns", async () => {
    const { app, calls } = ticketApp();
    await using chat = await openChat(app);
    await chat.send("Kinloch");
    expect(await chat.customElement("Ticket").callAction({ name: "book", payload: { seats: 2 } })).toEqual({ booked: 2 });
    expect(await chat.customElement("Ticket").callAction({ name: "plain" })).toBeUndefined();
    expect(calls.map(({ payload }) => payload)).toEqual([{ seats: 2 }, {}]);
    const [call] = calls;
    expect([call?.context.message.content, call?.context.action.name, call?.context.action.payload]).toEqual([
      "For Kinloch:",
      "book",
      { seats: 2 },
    ]);
  });

  it("refuses what the action's schema does not take, before the handler runs", async () => {
    const { app, calls } = ticketApp();
    await using chat = await openChat(app);
    await chat.send("Kinloch");
    for (const payload of [{ seats: 5 }, { seats: "2" }, undefined, [], "x"])
      await expect(chat.customElement("Ticket").callAction({ name: "book", payload })).rejects.toMatchObject({ code: "INVALID_VALUES" });
    await expect(chat.customElement("Ticket").callAction({ name: "plain", payload: "x".repeat(64 * 1024) })).rejects.toMatchObject({
      code: "TOO_LARGE",
    });
    expect(calls).toEqual([]);
  });

  it("knows only actions that are registered, and throws what they throw", async () => {
    await using chat = await openChat(ticketApp().app);
    await chat.send("Kinloch");
    const ticket = chat.customElement("Ticket");
    for (const name of ["none", "toString", "constructor", "__proto__"])
      await expect(ticket.callAction({ name })).rejects.toMatchObject({ code: "NOT_FOUND", message: `The app has no action ${name}.` });
    await expect(ticket.callAction({ name: "refuse" })).rejects.toMatchObject({ code: "NOT_SUPPORTED", message: "Not on Sundays." });
  });

  it("of a sandboxed element runs only what its author named, of a trusted one all, or what was named", async () => {
    const sandboxed = ticketApp({ sandbox: true });
    await using chat = await openChat(sandboxed.app);
    await chat.send("Kinloch");
    expect(chat.elements()[0]).toMatchObject({ type: "custom", sandbox: true });
    await expect(chat.customElement("Ticket").callAction({ name: "plain" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(sandboxed.calls).toEqual([]);
    const { app } = ticketApp();
    const book = app.action("book", z.object({ seats: z.number() }), ({ seats }) => seats);
    for (const sandbox of [true, false]) {
      const named = ticketApp({ sandbox, actions: [book, "other"] });
      await using other = await openChat(named.app);
      await other.send("Kinloch");
      expect(await other.customElement("Ticket").callAction({ name: "book", payload: { seats: 1 } })).toEqual({ booked: 1 });
      await expect(other.customElement("Ticket").callAction({ name: "plain" })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await other.customElement("Ticket").updateElement({ seats: 9 });
      await expect(other.customElement("Ticket").callAction({ name: "plain" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  it("that is sent again is the same call, and two that say the same are two", async () => {
    const { app, calls } = ticketApp();
    await using chat = await openChat(app);
    await chat.send("Kinloch");
    const [element] = chat.elements();
    const turnId = newId<TurnId>();
    const call = { type: "callAction", elementId: element?.id as ElementId, name: "plain", turnId } as const;
    await Promise.all([ask(chat, call), ask(chat, call)]);
    await ask(chat, call);
    expect(calls).toHaveLength(1);
    await Promise.all([ask(chat, { ...call, turnId: newId() }), ask(chat, { ...call, turnId: newId() })]);
    expect(calls).toHaveLength(3);
  });

  it("from the panel beside the chat is about the last message", async () => {
    const { app, calls } = ticketApp();
    app.onMessage(async () => {
      await elementSidebar.setElements([new CustomElement({ name: "Ticket" })]);
      await new Message("See beside.").send();
    });
    await using chat = await openChat(app);
    await chat.send("Kinloch");
    await chat.customElement("Ticket").callAction({ name: "plain" });
    expect(calls[0]?.context.message.content).toBe("See beside.");
  });
});
