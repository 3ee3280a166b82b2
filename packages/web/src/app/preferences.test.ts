import { describe, expect, it } from "vitest";
import { toPreferences } from "./preferences.ts";

describe("what a person prefers", () => {
  it("is read as it was kept", () => {
    const kept = { version: 1, theme: "dark", density: "compact", textSize: "large", motion: "reduced", sendKey: "modEnter" };
    expect(toPreferences({ ...kept, singleKeys: false, language: "ar" })).toEqual({
      theme: "dark",
      density: "compact",
      textSize: "large",
      motion: "reduced",
      sendKey: "modEnter",
      singleKeys: false,
      language: "ar",
    });
  });

  it("is at its default where it is not readable, and altogether when another version kept it", () => {
    const defaults = toPreferences(undefined);
    expect(defaults).toMatchObject({ theme: "system", sendKey: "enter", singleKeys: true, language: undefined });
    expect(toPreferences({ version: 1, theme: "neon", textSize: 3, language: "<script>" })).toEqual(defaults);
    expect(toPreferences({ version: 2, theme: "dark" })).toEqual(defaults);
    expect(toPreferences("dark")).toEqual(defaults);
  });

  it("leaves the theme to the app until one was chosen", () => {
    expect(toPreferences(undefined, { theme: "dark" }).theme).toBe("dark");
    expect(toPreferences({ version: 1, language: "ar" }, { theme: "dark" }).theme).toBe("dark");
    expect(toPreferences({ version: 1, theme: "system" }, { theme: "dark" }).theme).toBe("system");
  });

  it("let Enter begin a line where a finger points, unless the person chose otherwise", () => {
    expect(toPreferences(undefined, { coarse: true }).sendKey).toBe("modEnter");
    expect(toPreferences({ version: 1, sendKey: "enter" }, { coarse: true }).sendKey).toBe("enter");
    expect(toPreferences(undefined, { coarse: false }).sendKey).toBe("enter");
  });
});
