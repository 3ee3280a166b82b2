// Forms from schemas of the other libraries, as these are: what they write, what they refuse and what they make of an answer.
import type { AskAnswer } from "@colloquy/protocol";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { doIn } from "../../testing/do-in-chat.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { Message } from "../message.ts";
import { askForm } from "./ask-form.ts";

function app(ask: () => PromiseLike<unknown>) {
  const made = createApp();
  made.onMessage(async () => {
    try {
      await new Message(`Given ${JSON.stringify(await ask())}`).send();
    } catch (error) {
      const { code, message, fix } = error as { code: string; message: string; fix: string };
      await new Message(`${code} ${message} ${fix}`).send();
    }
  });
  return made;
}

const fieldsOf = ({ asks: [ask] }: TestChat) => (ask?.kind === "form" ? ask.form.fields : []);

async function refusedFields(chat: TestChat, values: Record<string, unknown>): Promise<string[]> {
  const [ask] = chat.asks;
  const answer: AskAnswer = { kind: "form", values };
  const given = ask && doIn(chat, { type: "answerAsk", askId: ask.id, answer });
  const error = await given?.then(
    () => undefined,
    (thrown: { fields?: object }) => thrown,
  );
  return Object.keys(error?.fields ?? {});
}

const GOOD = { to: "Sanday", day: "2026-11-14", people: 2, size: "small", stops: [{ pier: "Kinloch" }] };

describe("a form of valibot", () => {
  const trip = v.object({
    to: v.pipe(v.string(), v.minLength(2), v.title("Where to")),
    day: v.pipe(
      v.string(),
      v.isoDate(),
      v.transform((day) => new Date(day)),
    ),
    people: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 2),
    size: v.picklist(["small", "large"]),
    stops: v.array(v.object({ pier: v.string() })),
    pay: v.variant("by", [v.object({ by: v.literal("card"), number: v.string() }), v.object({ by: v.literal("cash") })]),
  });
  const ask = () => askForm(toStandardJsonSchema(trip));

  it("is drawn, judged and typed by its schema", async () => {
    await using chat = await openChat(app(ask));
    await chat.send("hi");
    expect(fieldsOf(chat)).toMatchObject([
      { key: "to", type: "text", label: "Where to", minLength: 2 },
      { key: "day", type: "text", format: "date" },
      { key: "people", type: "number", integer: true, min: 1, default: 2 },
      { key: "size", type: "choice" },
      { key: "stops", type: "list", item: { type: "group", fields: [{ key: "pier" }] } },
      { key: "pay", type: "variants", tag: "by" },
    ]);
    const wrong = { ...GOOD, to: "S", size: "huge", stops: [{ pier: 1 }], pay: { by: "card" } };
    expect(await refusedFields(chat, wrong)).toEqual(["to", "size", "stops.0.pier", "pay.number"]);
    await chat.fill({ ...GOOD, pay: { by: "cash" } });
    expect(chat.messages.at(-1)?.text).toBe(
      'Given {"to":"Sanday","day":"2026-11-14T00:00:00.000Z","people":2,"size":"small","stops":[{"pier":"Kinloch"}],"pay":{"by":"cash"}}',
    );
    expectTypeOf<NonNullable<Awaited<ReturnType<typeof ask>>>["day"]>().toEqualTypeOf<Date>();
    expectTypeOf<NonNullable<Awaited<ReturnType<typeof ask>>>["size"]>().toEqualTypeOf<"small" | "large">();
  });

  it("with a date is refused at the call, and says what to write; without its wrapper it does not compile", async () => {
    const dated = () => askForm(toStandardJsonSchema(v.object({ trip: v.object({ day: v.date() }) })));
    await using chat = await openChat(app(dated));
    expect(await chat.send("hi")).toMatch(/^BAD_APP askForm: the field "trip\.day" is something that no form can ask for\./);
    // @ts-expect-error: valibot tells its JSON Schema in its wrapper alone
    const bare = () => askForm(trip);
    await using other = await openChat(app(bare));
    expect(await other.send("hi")).toMatch(/^BAD_APP .*Wrap it: toStandardJsonSchema/);
  });
});

describe("a check of valibot that is code of the author's own", () => {
  it("is no reason to refuse the form, and has its say when it is sent", async () => {
    const schema = v.object({
      word: v.pipe(
        v.string(),
        v.check((word) => word !== "tern", "Not that one."),
      ),
    });
    await using chat = await openChat(app(() => askForm(toStandardJsonSchema(schema))));
    await chat.send("hi");
    expect(fieldsOf(chat)).toMatchObject([{ key: "word", type: "text" }]);
    expect(await refusedFields(chat, { word: "tern" })).toEqual(["word"]);
    await chat.fill({ word: "heron" });
    expect(chat.messages.at(-1)?.text).toBe('Given {"word":"heron"}');
  });
});

describe("a form of arktype", () => {
  const trip = type({
    to: "string >= 2",
    day: "string.date.iso.parse",
    "people?": "1 <= number.integer <= 8",
    size: "'small' | 'large'",
    stops: type({ pier: "string" }).array(),
  });
  const ask = () => askForm(trip, { initial: { people: 2 } });

  it("is drawn, judged and typed by its schema", async () => {
    await using chat = await openChat(app(ask));
    await chat.send("hi");
    const byKey = Object.fromEntries(fieldsOf(chat).map((field) => [field.key, field]));
    expect(byKey).toMatchObject({
      to: { type: "text", minLength: 2 },
      day: { type: "text", format: "date" },
      people: { type: "number", integer: true, min: 1, max: 8 },
      size: { type: "choice" },
      stops: { type: "list", item: { type: "group", fields: [{ key: "pier" }] } },
    });
    expect((await refusedFields(chat, { ...GOOD, to: "S", people: 9, size: "huge" })).sort()).toEqual(["people", "size", "to"]);
    await chat.fill(GOOD);
    expect(JSON.parse(chat.messages.at(-1)?.text.slice("Given ".length) ?? "")).toEqual({ ...GOOD, day: "2026-11-14T00:00:00.000Z" });
    expectTypeOf<NonNullable<Awaited<ReturnType<typeof ask>>>["day"]>().toEqualTypeOf<Date>();
    expectTypeOf<NonNullable<Awaited<ReturnType<typeof ask>>>["people"]>().toEqualTypeOf<number | undefined>();
  });

  it.each([
    ["a Date", type({ trip: { day: "Date" } }), /the field "trip\.day" .* write "string\.date\.iso\.parse" for "Date"/],
    ["a bigint", type({ n: "bigint" }), /the field "n" .* Write "number\.integer"/],
    ["a Map", type({ list: type({ all: "Map" }).array() }), /the field "list\[\]\.all" .* Ask for what JSON has/],
  ])("with %s is refused at the call: what a person fills in would never be one", async (_what, schema, words) => {
    await using chat = await openChat(app(() => askForm(schema as unknown as typeof trip)));
    expect(await chat.send("hi")).toMatch(/^BAD_APP askForm: /);
    expect(chat.messages.at(-1)?.text).toMatch(words);
    expect(chat.asks).toEqual([]);
  });
});
