import { ChatError, type SettingInput, type SettingsForm } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { checkSettings, initialSettings, stillValid } from "./settings-check.ts";

const items = [
  { label: "A", value: "a" },
  { label: "B", value: "b" },
];
const INPUTS: SettingInput[] = [
  { type: "switch", id: "dark", label: "Dark", initial: false },
  { type: "slider", id: "heat", label: "Heat", initial: 1, min: 0, max: 2, step: 0.1 },
  { type: "select", id: "model", label: "Model", initial: "a", items },
  { type: "radio", id: "voice", label: "Voice", initial: null, items },
  { type: "multiselect", id: "tools", label: "Tools", initial: [], items },
  { type: "tags", id: "tags", label: "Tags", initial: [] },
  { type: "text", id: "prompt", label: "Prompt", initial: null, maxLength: 5 },
  { type: "text", id: "free", label: "Free", initial: null },
  { type: "number", id: "limit", label: "Limit", initial: null, min: 1 },
  { type: "date", id: "from", label: "From", initial: null, min: "2026-01-01" },
  { type: "date-range", id: "stay", label: "Stay", initial: null, max: "2026-12-31" },
  { type: "text", id: "fixed", label: "Fixed", initial: "as it is", disabled: true },
];
const FORM: SettingsForm = {
  tabs: [
    { id: "one", label: "One", inputs: INPUTS.slice(0, 5) },
    { id: "two", label: "Two", inputs: INPUTS.slice(5) },
  ],
};

function fieldsOf(given: Record<string, unknown>): unknown {
  try {
    checkSettings(FORM, given);
  } catch (error) {
    if (error instanceof ChatError && error.code === "INVALID_VALUES") return error.fields;
    throw error;
  }
  return undefined;
}

it("the message of an error names the fields that are wrong, for who sees nothing else", () => {
  expect(() => checkSettings(FORM, { heat: 9, limit: 0, dark: true })).toThrow("Some fields need another value: heat, limit.");
});

it("a form begins with what its inputs begin with, whatever tab they are under", () => {
  expect(initialSettings(FORM)).toMatchObject({ dark: false, heat: 1, model: "a", voice: null, tags: [], fixed: "as it is" });
});

it("values of the right type and within bounds are taken as they are", () => {
  const given = {
    dark: true,
    heat: 0.3,
    model: "b",
    voice: null,
    tools: ["a", "b"],
    tags: ["new"],
    prompt: "hello",
    limit: 5,
    from: "2026-03-01",
    stay: ["2026-03-01", "2026-03-01"],
  };
  expect(checkSettings(FORM, given)).toEqual(given);
  expect(checkSettings(FORM, { prompt: null, limit: null, from: null, stay: null })).toEqual({
    prompt: null,
    limit: null,
    from: null,
    stay: null,
  });
});

describe("a value that does not fit is told at its field", () => {
  it.each([
    [{ dark: "true" }, "on or off"],
    [{ heat: "1" }, "a number"],
    [{ heat: 3 }, "At most 2"],
    [{ heat: Number.NaN }, "a number"],
    [{ model: "c" }, "one of the list"],
    [{ model: null }, "one of the list"],
    [{ tools: ["a", "z"] }, "from the list"],
    [{ tools: ["a", "a"] }, "from the list"],
    [{ tags: "word" }, "list of words"],
    [{ tags: Array.from({ length: 201 }, (_, index) => `${index}`) }, "At most 200 words"],
    [{ tags: ["x".repeat(501)] }, "list of words"],
    [{ free: "x".repeat(100_001) }, "At most 100000 characters"],
    [{ prompt: "too long" }, "At most 5 characters"],
    [{ limit: 0 }, "At least 1"],
    [{ from: "2025-12-31" }, "Not before 2026-01-01"],
    [{ from: "2026-02-30" }, "a day"],
    [{ stay: ["2026-03-02", "2026-03-01"] }, "before the first"],
    [{ stay: ["2026-03-02", "2027-03-01"] }, "Not after"],
    [{ stay: ["2026-03-02"] }, "a first and a last day"],
    [{ nowhere: 1 }, "no such setting"],
  ])("%j", (given, sentence) => {
    const [id = ""] = Object.keys(given);
    expect(fieldsOf(given)).toEqual({ [id]: expect.stringContaining(sentence) });
  });

  it("for all wrong fields at once", () => {
    expect(fieldsOf({ dark: 1, heat: 9, model: "a" })).toEqual({ dark: expect.any(String), heat: expect.any(String) });
  });
});

it("a disabled input is the author's to change, not the person's", () => {
  expect(checkSettings(FORM, { fixed: "changed", dark: true })).toEqual({ dark: true });
  expect(checkSettings(FORM, { fixed: "changed" }, "author")).toEqual({ fixed: "changed" });
});

it("of older values those stay that the form still allows", () => {
  expect(stillValid(FORM, { dark: true, heat: 5, gone: 1, model: "a" })).toEqual({ dark: true, model: "a" });
});
