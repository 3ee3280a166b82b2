import { commandSchema, modeSchema } from "@colloquy/protocol";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { parse } from "./surface-controls.ts";

const commands = z.array(commandSchema);
const EITHER = z.array(z.union([z.string(), z.object({ label: z.string() })]));

it.each([
  ["a field that is missing", "commands", commands, [{ icon: "image" }], "commands[0].id is missing."],
  ["a wrong kind", "commands", commands, [{ id: "a" }, { id: "b", icon: 3 }], "commands[1].icon must be a text."],
  ["an empty name", "commands", commands, [{ id: "" }], "commands[0].id must not be empty."],
  ["a name that is too long", "commands", commands, [{ id: "a".repeat(201) }], "commands[0].id must be at most 200 characters."],
  ["no list at all", "commands", commands, 3, "commands must be a list."],
  ["nothing at all", "commands", commands, undefined, "commands is missing."],
  [
    "a place further in",
    "modes",
    z.array(modeSchema),
    [{ id: "m", name: "M", options: [{ id: "a" }] }],
    "modes[0].options[0].name is missing.",
  ],
  ["the nearest of several shapes", "starters", EITHER, [{ label: 3 }], "starters[0].label must be a text."],
])("what an author gave is told with its place: %s", (_what, name, schema, given, sentence) => {
  const wrong = () => parse<unknown>(name, schema as z.ZodMiniType<unknown>, given);
  expect(wrong).toThrow(expect.objectContaining({ code: "BAD_INPUT", message: `The ${name} are not valid: ${sentence}` }));
});

it("a name of two words is a place too", () => {
  expect(() => parse("chat profiles", z.array(z.object({ name: z.string() })), [{}])).toThrow("chatProfiles[0].name is missing.");
});
