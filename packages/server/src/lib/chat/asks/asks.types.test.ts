// What must and must not compile of questions; the assertions are the compiler's.
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { type ApprovalAnswer, askApproval, askChoice, askForm } from "../../../index.ts";
import { compileAuthor } from "../../testing/compile-author.ts";

/** What a call would give; it is not called. */
type Given<Call extends () => PromiseLike<unknown>> = Awaited<ReturnType<Call>>;

describe("askChoice", () => {
  it("gives one of the values that were offered, a list of them, or also words", () => {
    const one = () => askChoice("Size?", ["small", { value: "large", label: "Large" }]);
    expectTypeOf<Given<typeof one>>().toEqualTypeOf<"small" | "large" | undefined>();
    const several = () => askChoice("Sizes?", ["small", "large"], { multiple: true, min: 1 });
    expectTypeOf<Given<typeof several>>().toEqualTypeOf<("small" | "large")[] | undefined>();
    const other = () => askChoice("Size?", ["small", "large"], { other: true });
    expectTypeOf<Given<typeof other>>().toEqualTypeOf<"small" | "large" | { readonly other: string } | undefined>();
    expect([one, several, other]).toHaveLength(3);
  });

  it("is not asked with what is no option", () => {
    // @ts-expect-error: an option has a value
    const noValue = () => askChoice("Size?", [{ label: "Large" }]);
    // @ts-expect-error: a value is a text
    const number = () => askChoice("Size?", [1, 2]);
    // @ts-expect-error: the options are a list
    const noList = () => askChoice("Size?", "small");
    // @ts-expect-error: there is no such option
    const unknown = () => askChoice("Size?", ["small"], { several: true });
    // @ts-expect-error: what was not offered is never answered
    const wrong = async () => (await askChoice("Size?", ["small", "large"])) === "medium";
    expect([noValue, number, noList, unknown, wrong]).toHaveLength(5);
  });
});

describe("askForm", () => {
  const trip = z.object({ to: z.string(), day: z.iso.date().transform((day) => new Date(day)), people: z.int().default(2) });

  it("gives what the schema makes, and begins with what it takes", () => {
    const form = () => askForm(trip, { initial: { day: "2026-11-14" }, groups: [{ label: "Who", fields: ["people"] }] });
    expectTypeOf<Given<typeof form>>().toEqualTypeOf<{ to: string; day: Date; people: number } | undefined>();
    expect(form).toBeTypeOf("function");
  });

  it("takes no schema without a JSON Schema, no other fields and no other types", () => {
    const plain = { "~standard": { version: 1, vendor: "x", validate: (value: unknown) => ({ value: value as string }) } } as const;
    // @ts-expect-error: this schema does not tell its JSON Schema
    const noJson = () => askForm(plain);
    // @ts-expect-error: that is no schema
    const noSchema = () => askForm({ to: "string" });
    // @ts-expect-error: there is no such field
    const noField = () => askForm(trip, { groups: [{ label: "Who", fields: ["from"] }] });
    // @ts-expect-error: a form begins with texts, not with what the schema makes of them
    const noText = () => askForm(trip, { initial: { day: new Date() } });
    // @ts-expect-error: the answer has no such field
    const noAnswer = async () => (await askForm(trip))?.from;
    // @ts-expect-error: it may have been left out
    const maybe = async () => (await askForm(trip)).to;
    expect([noJson, noSchema, noField, noText, noAnswer, maybe]).toHaveLength(6);
  });
});

describe("askApproval", () => {
  const input = { to: "ada", copies: 2 };

  it("gives the input as it came, or as its schema makes it", () => {
    const approval = () => askApproval({ tool: "mail", input });
    expectTypeOf<Given<typeof approval>>().toEqualTypeOf<ApprovalAnswer<{ to: string; copies: number }> | undefined>();
    const edited = () => askApproval({ tool: "mail", input, edit: z.object({ to: z.string(), copies: z.number() }), scopes: ["chat"] });
    expectTypeOf<NonNullable<Given<typeof edited>>["input"]>().toEqualTypeOf<{ to: string; copies: number }>();
    expect([approval, edited]).toHaveLength(2);
  });

  it("is not asked with another schema, another scope or without a tool", () => {
    // @ts-expect-error: what the schema makes is not what the tool takes
    const other = () => askApproval({ tool: "mail", input, edit: z.object({ to: z.number() }) });
    // @ts-expect-error: nothing is allowed for a week
    const scope = () => askApproval({ tool: "mail", input, scopes: ["week"] });
    // @ts-expect-error: a tool has a name
    const nameless = () => askApproval({ input });
    // @ts-expect-error: the input has no such field
    const field = async () => (await askApproval({ tool: "mail", input }))?.input.from;
    expect([other, scope, nameless, field]).toHaveLength(4);
  });
});

describe("AskAnswers", () => {
  const DECLARED = `import * as cl from "colloquy";
    declare module "colloquy" {
      interface AskAnswers { address: { street: string }; color: "red" | "blue" }
    }
    `;

  it("tells onAskAnswer by the key what the answer is", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`${DECLARED}
      cl.onAskAnswer((late) => {
        if (late.key === "address") { const street: string = late.answer.street; return void street; }
        if (late.key === "color") { const color: "red" | "blue" = late.answer; return void color; }
        if (late.kind === "text") return void late.answer.content;
      });
      cl.onMessage(async () => { await cl.askChoice("Color?", ["red", "blue"], { key: "color" }); });
    `);
    expect(said).toEqual([]);
  });

  it("refuses a key that was not declared, and an answer of another type", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`${DECLARED}
      cl.onMessage(async () => { await cl.askConfirm("Sure?", { key: "colour" }); });
      cl.onAskAnswer((late) => {
        if (late.key === "size") return;
        if (late.key === "address") { const town: string = late.answer.town; return void town; }
        if (late.key === "color") { const color: number = late.answer; return void color; }
      });
    `);
    expect(said.map((mistake) => /author\.ts\((\d+),/.exec(mistake)?.[1])).toEqual(["6", "8", "9", "10"]);
  });

  it("without any, leaves the key a text and goes by the kind", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`import * as cl from "colloquy";
      cl.onAskAnswer((late) => {
        const key: string | undefined = late.key;
        if (late.kind === "confirm") { const yes: boolean = late.answer; return void [key, yes]; }
        if (late.kind === "choice") { const wrong: boolean = late.answer; return void wrong; }
      });
    `);
    expect(said.map((mistake) => /author\.ts\((\d+),/.exec(mistake)?.[1])).toEqual(["5"]);
  });
});
