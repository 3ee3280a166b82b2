// Chainlit's clients crash on a missing key where they expect null or a string: every shape is compared as a whole.
import type { SettingInput, SettingInputType, SettingsForm } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import {
  toChainlitCategory,
  toChainlitCommand,
  toChainlitForm,
  toChainlitMode,
  toChainlitProfile,
  toChainlitStarter,
} from "./surface-to-chainlit.ts";

const items = [
  { label: "Small", value: "s" },
  { label: "Large", value: "l" },
];
/** One input of each type, and what is special about it on their wire. */
const INPUTS: { readonly [type in SettingInputType]: readonly [SettingInput & { type: type }, Record<string, unknown>] } = {
  switch: [{ type: "switch", id: "a", label: "A", initial: true }, { type: "switch" }],
  checkbox: [{ type: "checkbox", id: "a", label: "A", initial: false }, { type: "checkbox" }],
  slider: [
    { type: "slider", id: "a", label: "A", initial: 0, min: 0, max: 5, step: 0.5 },
    { type: "slider", min: 0, max: 5, step: 0.5 },
  ],
  select: [
    { type: "select", id: "a", label: "A", initial: "s", items },
    { type: "select", items },
  ],
  radio: [
    { type: "radio", id: "a", label: "A", initial: null, items },
    { type: "radio", items },
  ],
  multiselect: [
    { type: "multiselect", id: "a", label: "A", initial: ["s", "l"], items },
    { type: "multiselect", items },
  ],
  tags: [{ type: "tags", id: "a", label: "A", initial: ["x"] }, { type: "tags" }],
  text: [
    { type: "text", id: "a", label: "A", initial: "x", multiline: true, maxLength: 5 },
    { type: "textinput", placeholder: null, multiline: true },
  ],
  number: [
    { type: "number", id: "a", label: "A", initial: 7, placeholder: "How many", min: 1 },
    { type: "numberinput", placeholder: "How many" },
  ],
  date: [
    { type: "date", id: "a", label: "A", initial: "2026-03-01", min: "2026-01-01", format: "PP" },
    { type: "datepicker", mode: "single", min_date: "2026-01-01", max_date: null, format: "PP", placeholder: null },
  ],
  "date-range": [
    { type: "date-range", id: "a", label: "A", initial: ["2026-03-01", "2026-03-05"], max: "2026-12-31" },
    { type: "datepicker", mode: "range", min_date: null, max_date: "2026-12-31", format: null, placeholder: null },
  ],
};

const formOf = (...inputs: SettingInput[]): SettingsForm => ({ tabs: [{ id: "only", label: "", inputs }] });

describe("The surface on Chainlit's wire", () => {
  it.each(Object.entries(INPUTS))("has an input of type %s with every key they read", (_, [input, special]) => {
    const common = { id: "a", label: "A", initial: input.initial, tooltip: null, description: null, disabled: false };
    expect(toChainlitForm(formOf(input), {})).toEqual([{ ...common, ...special }]);
  });

  it("has inputs that begin at the committed value, an empty one too, and keep their hints", () => {
    const [text] = INPUTS.text;
    const form = formOf({ ...text, tooltip: "tip", description: "more", disabled: true }, { ...text, id: "toString" });
    expect(toChainlitForm(form, { a: null })).toMatchObject([
      { id: "a", initial: null, tooltip: "tip", description: "more", disabled: true },
      { id: "toString", initial: "x" },
    ]);
  });

  it("has tabs when the author made some, and none when there is one without a name", () => {
    const [input] = INPUTS.switch;
    expect(toChainlitForm({ tabs: [{ id: "t", label: "Look", inputs: [input] }] }, { a: false })).toEqual([
      { id: "t", label: "Look", inputs: [expect.objectContaining({ type: "switch", initial: false })] },
    ]);
    expect(toChainlitForm({ tabs: ["one", ""].map((label) => ({ id: label || "two", label, inputs: [input] })) }, {})).toEqual([
      { id: "one", label: "one", inputs: [expect.objectContaining({ id: "a" })] },
      { id: "two", label: "", inputs: [expect.objectContaining({ id: "a" })] },
    ]);
    expect(toChainlitForm({ tabs: [] }, {})).toEqual([]);
  });

  it("has commands whose icon is a string", () => {
    expect(toChainlitCommand({ id: "Search" })).toEqual({
      id: "Search",
      description: "",
      icon: "",
      button: false,
      persistent: false,
      selected: false,
    });
    const whole = { id: "Draw", description: "A picture", icon: "brush", button: true, persistent: true, selected: true };
    expect(toChainlitCommand(whole)).toEqual(whole);
  });

  it("has modes whose chosen option is the default, else the author's", () => {
    const mode = {
      id: "model",
      name: "Model",
      options: [
        { id: "a", name: "A", default: true },
        { id: "b", name: "B", description: "Better", icon: "star" },
      ],
    };
    expect(toChainlitMode(mode, undefined)).toEqual({
      id: "model",
      name: "Model",
      options: [
        { id: "a", name: "A", description: null, icon: null, default: true },
        { id: "b", name: "B", description: "Better", icon: "star", default: false },
      ],
    });
    expect(toChainlitMode(mode, "b").options.map((option) => option.default)).toEqual([false, true]);
  });

  it("has profiles and starters with null where nothing was given", () => {
    expect(toChainlitStarter({ label: "Hi", message: "Hello" })).toEqual({ label: "Hi", message: "Hello", command: null, icon: null });
    expect(toChainlitProfile({ name: "plain" })).toEqual({
      name: "plain",
      display_name: null,
      markdown_description: "",
      icon: null,
      default: false,
      starters: null,
    });
    const starters = [{ label: "Hi", message: "Hello", command: "Search", icon: "/public/hi.svg" }];
    expect(
      toChainlitProfile({ name: "full", displayName: "Full", description: "**All**", icon: "/public/full.png", default: true, starters }),
    ).toEqual({
      name: "full",
      display_name: "Full",
      markdown_description: "**All**",
      icon: "/public/full.png",
      default: true,
      starters,
    });
  });
});

describe("icons", () => {
  it("that are names of Lucide's are left out where their page draws images only", () => {
    const starter = { label: "Tides", message: "When?" };
    expect(toChainlitStarter({ ...starter, icon: "anchor" }).icon).toBeNull();
    expect(toChainlitCategory({ label: "Sea", icon: "waves", starters: [] }).icon).toBeNull();
    expect(toChainlitProfile({ name: "Pilot", icon: "ship-wheel" }).icon).toBeNull();
    for (const image of ["/public/anchor.svg", "https://example.com/a.png", "data:image/png;base64,AA=="])
      expect(toChainlitStarter({ ...starter, icon: image }).icon).toBe(image);
  });
});
