// Asking with a form: what is sent is checked by the form and by the schema, and the handler is given what the schema makes of it.
import { type Ask, type AskAnswer, type AskId, type ChatError, newId } from "@colloquy/protocol";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { createApp } from "../../app/app.ts";
import { dispatch } from "../../app/dispatch.ts";
import { createManualClock } from "../../manual-clock.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { attach } from "../../testing/test-elements.ts";
import { Message } from "../message.ts";
import { userSession } from "../user-session.ts";
import { askApproval } from "./ask-approval.ts";
import { askForm } from "./ask-form.ts";

const trip = z.object({
  to: z.string().min(2),
  day: z.iso.date().transform((day) => new Date(day)),
  people: z.int().min(1).default(2),
  stops: z.array(z.object({ pier: z.string() })).default([]),
});

function app(ask: () => Promise<unknown>) {
  const made = createApp();
  made.onMessage(async () => {
    const given = await ask().catch((error: { code: string; message: string }) => `${error.code}: ${error.message}`);
    await new Message(`Given ${JSON.stringify(given) ?? "nothing"}`).send();
  });
  return made;
}

function openAsk(chat: TestChat): Ask {
  const [ask] = chat.state.asks.values();
  if (!ask) throw new Error("Nothing is asked.");
  return ask;
}

function give(chat: TestChat, askId: AskId, answer: AskAnswer) {
  const { session, host } = chat;
  const limits = { messageLength: 1000, queuedMessages: 50 };
  return dispatch({ session, driver: host.driver, limits, leave: () => undefined }, { type: "answerAsk", askId, answer });
}

const form = (values: Record<string, unknown> | null): AskAnswer => ({ kind: "form", values });

async function answer(chat: TestChat, given: AskAnswer) {
  await give(chat, openAsk(chat).id, given);
  await chat.settled();
  return chat.messages.at(-1)?.text;
}

describe("a form", () => {
  it("gives what the schema makes of the answer", async () => {
    await using chat = await openChat(app(() => askForm(trip, { question: "Where to?", submit: "Book" })));
    await chat.send("hi");
    expect(openAsk(chat)).toMatchObject({ kind: "form", submit: "Book", deadlineAt: null, form: { fields: [{ key: "to" }, {}, {}, {}] } });
    const said = await answer(chat, form({ to: "Sanday", day: "2026-11-14", stops: [{ pier: "Kinloch" }] }));
    expect(said).toBe('Given {"to":"Sanday","day":"2026-11-14T00:00:00.000Z","people":2,"stops":[{"pier":"Kinloch"}]}');
  });

  it("stays open over a wrong answer, and says at which field it is wrong", async () => {
    const even = trip.refine(({ people }) => people % 2 === 0, { path: ["people"], message: "Only in pairs." });
    await using chat = await openChat(app(() => askForm(even)));
    await chat.send("hi");
    const { id } = openAsk(chat);
    await expect(give(chat, id, form({ to: "S", stops: [{}], more: 1 }))).rejects.toMatchObject({
      code: "INVALID_VALUES",
      fields: {
        to: "At least 2 characters.",
        day: "Fill this in.",
        "stops.0.pier": "Fill this in.",
        more: "This is not asked for.",
      },
    });
    // What only the schema knows.
    const odd = { to: "Sanday", day: "2026-11-14", people: 3 };
    await expect(give(chat, id, form(odd))).rejects.toMatchObject({ code: "INVALID_VALUES", fields: { people: "Only in pairs." } });
    await expect(give(chat, id, form(null))).rejects.toMatchObject({ code: "INVALID_VALUES" });
    expect(openAsk(chat).id).toBe(id);
    expect(await answer(chat, form({ ...odd, people: 4 }))).toContain('"people":4');
  });

  it("begins with what it is given, and what is only read cannot be sent otherwise", async () => {
    const schema = z.object({ id: z.string().meta({ readOnly: true }), name: z.string() });
    await using chat = await openChat(app(() => askForm(schema, { initial: { id: "S-7", name: "Maren" }, skippable: true })));
    await chat.send("hi");
    expect(openAsk(chat)).toMatchObject({ initial: { id: "S-7", name: "Maren" }, skippable: true });
    const wrong = give(chat, openAsk(chat).id, form({ id: "S-8", name: "Maren" }));
    await expect(wrong).rejects.toMatchObject({ fields: { id: "This cannot be changed." } });
    expect(await answer(chat, form(null))).toBe("Given nothing");
  });

  it("gives files that are read when they are needed, and takes none of another chat", async () => {
    const schema = z.object({ table: z.file().mime(["text/csv", "text/plain"]).max(100) });
    const made = app(async () => {
      const given = await askForm(schema);
      return [given?.table.name, given?.table.size, await given?.table.text(), (await given?.table.bytes())?.length];
    });
    await using chat = await openChat(made);
    await using other = await openChat(made, { host: chat.host });
    await chat.send("hi");
    const [key = newId()] = await attach(chat.session, [{ name: "a.csv", content: "a,b\n1,2\n" }]);
    const [foreign = newId()] = await attach(other.session, [{ name: "b.csv", content: "x" }]);
    const said = { name: "lie.png", mime: "text/csv", size: 1 };
    const { id } = openAsk(chat);
    await expect(give(chat, id, form({ table: { ...said, key: foreign } }))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await answer(chat, form({ table: { ...said, key } }))).toBe('Given ["a.csv",8,"a,b\\n1,2\\n",8]');
    expect(chat.elements().map(({ name }) => name)).toContain("a.csv");
  });

  it("judges a file by what the server found in it, not by what is said of it", async () => {
    await using chat = await openChat(app(() => askForm(z.object({ photo: z.file().mime("image/png") }))));
    await chat.send("hi");
    const [key = newId()] = await attach(chat.session, [{ name: "a.csv", content: "a,b\n1,2\n" }]);
    const lie = form({ photo: { key, name: "a.png", mime: "image/png", size: 8 } });
    await expect(give(chat, openAsk(chat).id, lie)).rejects.toMatchObject({ fields: { photo: "Another kind of file is asked for." } });
  });

  it("is refused at the call for a schema that no form can ask for", async () => {
    await using chat = await openChat(app(() => askForm(z.object({ day: z.date() }))));
    expect(await chat.send("hi")).toMatch(/^Given "BAD_APP: askForm: the field \\"day\\" is something that no form can ask for/);
    expect(chat.state.asks.size).toBe(0);
  });

  it("finds its answer again when the turn is tried again", async () => {
    let fails = true;
    const made = createApp();
    made.onMessage(async () => {
      const given = await askForm(trip, { key: "trip" });
      if (fails) throw new Error("no");
      await new Message(`To ${given?.to} on ${given?.day.getUTCDate()}`).send();
    });
    await using chat = await openChat(made);
    await chat.send("hi");
    const { turnId } = openAsk(chat);
    await answer(chat, form({ to: "Sanday", day: "2026-11-14" }));
    fails = false;
    expect(await chat.regenerate(turnId)).toBe("To Sanday on 14");
  });
});

describe("a schema with code of the author's own", () => {
  it("has its say once for each answer: a seat that was free is not asked for again", async () => {
    const taken = new Set(["1A"]);
    const seat = z.object({ seat: z.string().refine((one) => taken.size < taken.add(one).size, "It is taken.") });
    await using chat = await openChat(app(() => askForm(seat)));
    await chat.send("hi");
    await expect(give(chat, openAsk(chat).id, form({ seat: "1A" }))).rejects.toMatchObject({ fields: { seat: "It is taken." } });
    expect(await answer(chat, form({ seat: "2B" }))).toBe('Given {"seat":"2B"}');
  });

  it("has its say once for the changed input of a tool", async () => {
    const taken = new Set(["1A"]);
    const seat = z.object({ seat: z.string().refine((one) => taken.size < taken.add(one).size, "It is taken.") });
    await using chat = await openChat(app(() => askApproval({ tool: "Book", input: { seat: "1A" }, edit: seat })));
    await chat.send("hi");
    const changed = await answer(chat, { kind: "approval", decision: "once", input: { seat: "2B" } });
    expect(changed).toBe('Given {"approved":true,"decision":"once","input":{"seat":"2B"}}');
  });

  it("knows the person and the values of the chat that asks", async () => {
    const made = createApp();
    const own = z.object({ word: z.string().refine((word) => word === userSession.get("word"), "Not the word.") });
    made.onMessage(async () => {
      userSession.set("word", "heron");
      const given = await askForm(own);
      const approved = await askApproval({ tool: "Say", input: { word: "tern" }, edit: own });
      await new Message(`${given?.word} ${approved?.input.word}`).send();
    });
    await using chat = await openChat(made);
    await chat.send("hi");
    await expect(give(chat, openAsk(chat).id, form({ word: "gull" }))).rejects.toMatchObject({ fields: { word: "Not the word." } });
    await answer(chat, form({ word: "heron" }));
    expect(await answer(chat, { kind: "approval", decision: "once", input: { word: "heron" } })).toBe("heron heron");
  });
});

describe("a form that is answered after a restart", () => {
  it("reaches onAskAnswer, checked against the form alone", async () => {
    const made = () => {
      const one = createApp();
      one.onMessage(async () => void (await askForm(trip, { key: "trip", question: "Where to?" })));
      one.onAskAnswer(async ({ key, kind, answer: given }) => void (await new Message(`${key} ${kind} ${JSON.stringify(given)}`).send()));
      return one;
    };
    const stores = await createDurableStores();
    const before = await openChat(made(), { ...stores(), owner: "visitor:a" });
    await before.send("hi");
    const { id } = openAsk(before);
    await before[Symbol.asyncDispose]();
    await using chat = await openChat(made(), { ...stores(), owner: "visitor:a", sessionId: before.session.id });
    await expect(give(chat, id, form({ to: "S", day: "2026-11-14" }))).rejects.toMatchObject({ fields: { to: "At least 2 characters." } });
    await give(chat, id, form({ to: "Sanday", day: "2026-11-14" }));
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe('trip form {"to":"Sanday","day":"2026-11-14"}');
  });
});

describe("the input of a tool that may be changed", () => {
  const schema = z.object({ vessel: z.string().min(3), hours: z.int().max(8) });
  const asked = () => askApproval({ tool: "Book", input: { vessel: "Tern", hours: 4 }, edit: schema });

  it("is changed as a form, and checked by the schema", async () => {
    await using chat = await openChat(app(asked));
    await chat.send("hi");
    const ask = openAsk(chat);
    expect(ask).toMatchObject({
      kind: "approval",
      edit: {
        fields: [
          { key: "vessel", type: "text" },
          { key: "hours", max: 8 },
        ],
      },
    });
    const wrong = { kind: "approval", decision: "once", input: { vessel: "Tern", hours: 9 } } as const;
    await expect(give(chat, ask.id, wrong)).rejects.toMatchObject({ code: "INVALID_VALUES", fields: { hours: "At most 8." } });
    expect(await answer(chat, { kind: "approval", decision: "once", input: { vessel: "Fulmar", hours: 8 } })).toContain(
      '"vessel":"Fulmar"',
    );
  });
});

it("the answer has the type that the schema makes, and what begins the form the type that it takes", () => {
  const ask = () => askForm(trip, { initial: { day: "2026-11-14" }, steps: [{ label: "All", fields: ["to", "day", "people", "stops"] }] });
  expectTypeOf<Awaited<ReturnType<typeof ask>>>().toEqualTypeOf<
    { to: string; day: Date; people: number; stops: { pier: string }[] } | undefined
  >();
  // @ts-expect-error: a form begins with texts, not with what the schema makes of them
  const wrongInitial = () => askForm(trip, { initial: { day: new Date() } });
  // @ts-expect-error: there is no such field
  const wrongStep = () => askForm(trip, { steps: [{ label: "All", fields: ["from"] }] });
  const plain = { "~standard": { version: 1, vendor: "x", validate: (value: unknown) => ({ value: value as string }) } } as const;
  // @ts-expect-error: this schema does not tell its JSON Schema
  const wrongSchema = () => askForm(plain);
  expect([ask, wrongInitial, wrongStep, wrongSchema]).toHaveLength(4);
});

describe("a field that nobody can change", () => {
  const schema = z.object({
    room: z.string().meta({ readOnly: true }),
    guest: z.object({ id: z.int().meta({ readOnly: true }), name: z.string() }),
  });
  const initial = { room: "Tern", guest: { id: 7 } };

  it("comes back with its value though the page leaves it out", async () => {
    await using chat = await openChat(app(() => askForm(schema, { initial: initial as never })));
    await chat.send("hi");
    expect(await answer(chat, form({ guest: { name: "Ada" } }))).toBe('Given {"room":"Tern","guest":{"id":7,"name":"Ada"}}');
  });

  it("comes back in the changed input of a tool, too", async () => {
    const input = { room: "Tern", guest: { id: 7, name: "Bob" } };
    await using chat = await openChat(app(() => askApproval({ tool: "Book", input, edit: schema })));
    await chat.send("hi");
    const said = await answer(chat, { kind: "approval", decision: "once", input: { guest: { name: "Ada" } } });
    expect(said).toContain('"input":{"room":"Tern","guest":{"id":7,"name":"Ada"}}');
  });
});

describe("a schema that comes to no end", () => {
  it("does not hold the answer for ever: who sent it is told, and can send it again", async () => {
    let isStuck = true;
    const schema = z.object({ seat: z.string().refine(() => (isStuck ? new Promise<boolean>(() => undefined) : true)) });
    const clock = createManualClock();
    await using chat = await openChat(
      app(() => askForm(schema)),
      { clock },
    );
    const sent = chat.send("hi");
    await clock.advance(1);
    await sent;
    const stuck = give(chat, openAsk(chat).id, form({ seat: "1A" })).catch((error: unknown) => error);
    await clock.advance(10_000);
    expect(await stuck).toMatchObject({ code: "BAD_APP", message: "What was sent could not be checked within 10 seconds." });
    isStuck = false;
    expect(await answer(chat, form({ seat: "1A" }))).toBe('Given {"seat":"1A"}');
  });
});

describe("a field that is called as what every object has", () => {
  it.each(["constructor", "toString", "__proto__"])("%s says what is wrong with it", async (name) => {
    const issues = [{ message: "Not so.", path: [name] }];
    const schema = z.object({ word: z.string() });
    const judged = { "~standard": { ...schema["~standard"], validate: () => ({ issues }) } } as unknown as typeof schema;
    await using chat = await openChat(app(() => askForm(judged)));
    await chat.send("hi");
    const error = await give(chat, openAsk(chat).id, form({ word: "a" })).catch((thrown: unknown) => thrown as ChatError);
    expect(Object.entries((error as ChatError).fields ?? {})).toEqual([[name, "Not so."]]);
  });
});
