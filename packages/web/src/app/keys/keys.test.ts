import { describe, expect, it } from "vitest";
import { isSingleKey, toAria, toCombo, toLabel } from "./combo.ts";
import { combosOf, findShortcut, giveCombo, isNeeded, toKeyChoices } from "./key-choices.ts";
import { SHORTCUT_NAMES, SHORTCUTS } from "./shortcuts.ts";

const press = (key: string, code = "", held: Partial<Record<"ctrlKey" | "altKey" | "shiftKey" | "metaKey", boolean>> = {}) =>
  toCombo({ key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held });

describe("a combination of keys", () => {
  it("is known by what is held and what is pressed", () => {
    expect(press("k", "KeyK", { ctrlKey: true })).toBe("mod+k");
    expect(press("O", "KeyO", { ctrlKey: true, shiftKey: true })).toBe("mod+shift+o");
    expect(press("ArrowUp", "ArrowUp", { altKey: true })).toBe("alt+arrowup");
    expect(press("Escape", "Escape", { shiftKey: true })).toBe("shift+escape");
  });

  it("with a sign is the sign that Shift makes of a key alone, and the key itself under Ctrl", () => {
    expect(press("?", "Slash", { shiftKey: true })).toBe("?");
    expect(press(":", "Semicolon", { ctrlKey: true, shiftKey: true })).toBe("mod+shift+;");
  });

  it("is the same on a keyboard that writes no Latin letters", () => {
    expect(press("л", "KeyK", { ctrlKey: true })).toBe("mod+k");
  });

  it("is none while only Ctrl is down, or with a key that belongs to the system", () => {
    expect(press("Control", "ControlLeft", { ctrlKey: true })).toBeUndefined();
    expect(press("k", "KeyK", { metaKey: true })).toBeUndefined();
  });

  it("is written for people and for screen readers", () => {
    expect(toLabel("mod+shift+o")).toBe("Ctrl Shift O");
    expect(toLabel("alt+arrowup")).toBe("Alt ↑");
    expect(toAria("mod+shift+o")).toBe("Control+Shift+O");
    expect(toAria("alt+arrowup")).toBe("Alt+ArrowUp");
    expect(toAria("shift+escape")).toBe("Shift+Escape");
  });
});

describe("the shortcuts", () => {
  it("are each one's own: no combination stands for two", () => {
    const combos = SHORTCUT_NAMES.flatMap((name) => [...SHORTCUTS[name].combos]);
    expect(new Set(combos).size).toBe(combos.length);
  });

  it("go over to whoever is given them", () => {
    const choices = giveCombo({}, "sidebar", "mod+k");
    expect(combosOf("sidebar", choices, true)).toEqual(["mod+k"]);
    expect(combosOf("search", choices, true)).toEqual([]);
    expect(findShortcut("mod+k", choices)).toBe("sidebar");
    expect(findShortcut("mod+b", choices)).toBeUndefined();
  });

  it("keep what is not taken from them", () => {
    const choices = giveCombo({}, "sheet", "/");
    expect(combosOf("composer", choices, true)).toEqual(["shift+escape"]);
  });

  it("of one key are off for who wants none", () => {
    expect(SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].combos.some(isSingleKey))).toEqual(["sheet", "composer"]);
    expect(combosOf("composer", {}, false)).toEqual(["shift+escape"]);
    expect(findShortcut("?", {}, false)).toBeUndefined();
  });

  it("are never what one writes with", () => {
    for (const combo of ["enter", "tab", "arrowup", "shift+arrowleft", "mod+c", "space"]) expect(isNeeded(combo), combo).toBe(true);
    for (const combo of ["mod+shift+c", "alt+arrowup", "g"]) expect(isNeeded(combo), combo).toBe(false);
  });

  it("are read as they were kept, and left out where they are not readable", () => {
    expect(toKeyChoices({ version: 1, search: ["mod+p"], sidebar: [], gone: ["mod+x"], stop: "escape" })).toEqual({
      search: ["mod+p"],
      sidebar: [],
    });
    expect(toKeyChoices({ version: 2, search: ["mod+p"] })).toEqual({});
    expect(toKeyChoices(null)).toEqual({});
  });
});
