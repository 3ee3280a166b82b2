import { describe, expect, it } from "vitest";
import { chatSettings, input } from "../../../index.ts";
import { fromChainlitSettings } from "./settings-from-chainlit.ts";

const { form } = chatSettings({
  first: input.tab("First", {
    on: input.switch({ label: "On" }),
    heat: input.slider({ label: "Heat" }),
    limit: input.number({ label: "Limit" }),
    voice: input.radio({ label: "Voice", values: ["low", "high"] }),
    text: input.text({ label: "Text" }),
  }),
  second: input.tab("Second", {
    tags: input.tags({ label: "Tags" }),
    day: input.date({ label: "Day" }),
    stay: input.dateRange({ label: "Stay" }),
  }),
});

describe("what Chainlit's clients send for a setting", () => {
  it.each([
    [
      { on: true, tags: ["a"] },
      { on: true, tags: ["a"] },
    ],
    [
      { heat: "3.5", limit: "0" },
      { heat: 3.5, limit: 0 },
    ],
    [
      { limit: "", text: "", voice: "" },
      { limit: null, text: null, voice: null },
    ],
    [{ limit: "many" }, { limit: "many" }],
    [{ gone: 1, limit: 2 }, { limit: 2 }],
    [
      { day: null, stay: null },
      { day: null, stay: null },
    ],
    [
      { day: "", stay: [] },
      { day: null, stay: null },
    ],
    [{ stay: ["2026-03-01T00:00:00.000Z", "2026-03-04"] }, { stay: ["2026-03-01", "2026-03-04"] }],
  ])("%j means %j", (given, meant) => {
    expect(fromChainlitSettings(form, given)).toEqual(meant);
  });

  it.each([
    ["Los Angeles", "2026-03-01T08:00:00.000Z"],
    ["Honolulu", "2026-03-01T10:00:00.000Z"],
    ["London", "2026-03-01T00:00:00.000Z"],
    ["Kolkata", "2026-02-28T18:30:00.000Z"],
    ["Auckland, in summer", "2026-02-28T11:00:00.000Z"],
    ["anywhere, with its offset", "2026-03-01T00:00:00-08:00"],
    ["the form itself", "2026-03-01"],
  ])("the first of March is that day in %s", (_place, instant) => {
    expect(fromChainlitSettings(form, { day: instant })).toEqual({ day: "2026-03-01" });
  });

  it("without a form it is left as it is", () => {
    expect(fromChainlitSettings(undefined, { a: 1 })).toEqual({ a: 1 });
    expect(fromChainlitSettings(form, "nothing")).toBe("nothing");
  });
});
