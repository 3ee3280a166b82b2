import { ChatError, type SettingInput } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type FormSchema, inputsOfSchema, validateWith } from "./schema-form.ts";

function draw(shape: z.ZodRawShape): SettingInput[] {
  return inputsOfSchema(z.object(shape));
}

describe("a form drawn from a schema", () => {
  it("gives each field the input that fits its type", () => {
    const inputs = draw({
      dark: z.boolean().default(true),
      heat: z.number().min(0).max(2).multipleOf(0.1).default(1),
      maxTokens: z.int().min(1).optional(),
      model: z.enum(["small", "large"]).default("large"),
      tools: z.array(z.enum(["web", "files"])).default([]),
      topics: z.array(z.string()).default(["ferries"]),
      from: z.iso.date().optional(),
      stay: z.tuple([z.iso.date(), z.iso.date()]).optional(),
      prompt: z.string().max(500).nullable().default(null),
    });
    expect(inputs).toMatchObject([
      { id: "dark", type: "switch", label: "Dark", initial: true },
      { id: "heat", type: "slider", min: 0, max: 2, step: 0.1, initial: 1 },
      { id: "maxTokens", type: "number", label: "Max tokens", min: 1, step: 1, initial: null },
      { id: "model", type: "select", initial: "large", items: [{ value: "small" }, { value: "large" }] },
      { id: "tools", type: "multiselect", initial: [], items: [{ value: "web" }, { value: "files" }] },
      { id: "topics", type: "tags", initial: ["ferries"] },
      { id: "from", type: "date", initial: null },
      { id: "stay", type: "date-range", initial: null },
      { id: "prompt", type: "text", maxLength: 500, initial: null },
    ]);
    expect(inputs[2]).not.toHaveProperty("max");
  });

  it("takes words and wishes from the schema's metadata", () => {
    const [voice, prompt, limit] = draw({
      voice: z.enum(["low", "high"]).meta({ title: "Which voice", description: "How it sounds", input: "radio" }),
      prompt: z.string().meta({ input: "multiline", placeholder: "You are…" }),
      limit: z.number().min(0).max(9).meta({ input: "number" }),
    });
    expect(voice).toMatchObject({ type: "radio", label: "Which voice", description: "How it sounds" });
    expect(prompt).toMatchObject({ type: "text", multiline: true, placeholder: "You are…" });
    expect(limit).toMatchObject({ type: "number", min: 0, max: 9 });
  });

  it("refuses what no input can be drawn for, and says which", () => {
    expect(() => draw({ fine: z.boolean(), deep: z.object({ a: z.string() }) })).toThrow('The setting "deep" has a type');
    expect(() => inputsOfSchema(z.string())).toThrow("must be an object");
  });

  it("says so when the library cannot tell its JSON Schema", () => {
    const plain: FormSchema = { "~standard": { version: 1, vendor: "somebody", validate: (value) => ({ value }) } };
    expect(() => inputsOfSchema(plain)).toThrow("Schemas of somebody do not tell their JSON Schema");
  });
});

it("what the schema alone can know is told at its field", async () => {
  const schema = z.object({ word: z.string().refine((word) => word !== "never", "Anything but that.") });
  await expect(validateWith(schema, { word: "never" })).rejects.toMatchObject({
    code: "INVALID_VALUES",
    fields: { word: "Anything but that." },
  });
  await expect(validateWith(schema, { word: "now" })).resolves.toEqual({ word: "now" });
  expect(await validateWith(schema, {}).catch((error: unknown) => error instanceof ChatError && Object.keys(error.fields ?? {}))).toEqual([
    "word",
  ]);
});
