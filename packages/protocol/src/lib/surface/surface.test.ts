import { describe, expect, it } from "vitest";
import { defaultProfile } from "./chat-profile.ts";
import { chosenModes, type Mode } from "./mode.ts";
import { inputsOf, settingInputSchema } from "./setting-input.ts";

const MODEL: Mode = {
  id: "model",
  name: "Model",
  options: [
    { id: "small", name: "Small" },
    { id: "large", name: "Large", default: true },
  ],
};

describe("what goes with a message", () => {
  it("is the chosen option of each mode, else its default, else its first", () => {
    const plain: Mode = { id: "tone", name: "Tone", options: [{ id: "kind", name: "Kind" }] };
    expect(chosenModes([MODEL, plain], {})).toEqual({ model: "large", tone: "kind" });
    expect(chosenModes([MODEL, plain], { model: "small" })).toEqual({ model: "small", tone: "kind" });
  });

  it("is never an option that is not offered any more, nor something every object has", () => {
    expect(chosenModes([MODEL], { model: "huge" })).toEqual({ model: "large" });
    expect(chosenModes([{ ...MODEL, id: "toString" }], {})).toEqual({ toString: "large" });
  });

  it("leaves a mode without options out", () => {
    expect(chosenModes([{ id: "empty", name: "Empty", options: [] }], {})).toEqual({});
  });
});

it("a chat begins with the profile marked as default, else with the first, else with none", () => {
  expect(defaultProfile([{ name: "A" }, { name: "B", default: true }])?.name).toBe("B");
  expect(defaultProfile([{ name: "A" }, { name: "B" }])?.name).toBe("A");
  expect(defaultProfile([])).toBeUndefined();
});

describe("an input of the settings form", () => {
  it("takes days as days, and no instants", () => {
    const date = { type: "date", id: "from", label: "From", initial: "2026-02-28" };
    expect(settingInputSchema.safeParse(date).success).toBe(true);
    expect(settingInputSchema.safeParse({ ...date, initial: "2026-02-28T00:00:00Z" }).success).toBe(false);
    expect(settingInputSchema.safeParse({ ...date, initial: "2026-13-01" }).success).toBe(false);
  });

  it("is found whatever tab it is under", () => {
    const input = (id: string) => ({ type: "switch" as const, id, label: id, initial: false });
    const tabs = [
      { id: "a", label: "A", inputs: [input("one")] },
      { id: "b", label: "B", inputs: [input("two"), input("three")] },
    ];
    expect(inputsOf({ tabs }).map(({ id }) => id)).toEqual(["one", "two", "three"]);
  });
});
