import { describe, expect, it } from "vitest";
import { findFuzzy } from "./fuzzy.ts";
import { isShown, toPaletteQuery } from "./palette-query.ts";

const marked = (text: string, query: string) =>
  findFuzzy(text, query)
    ?.ranges.map(([from, to]) => text.slice(from, to))
    .join("|");

describe("finding by a few letters", () => {
  it("finds words as they stand, whatever their case", () => {
    expect(marked("Kinloch berth, loading times", "kinloch")).toBe("Kinloch");
    expect(marked("Kinloch berth, loading times", "ber")).toBe("ber");
    expect(marked("Überfahrten im März", "überfahrt")).toBe("Überfahrt");
  });

  it("finds words however their letters are written, and marks them as they stand", () => {
    expect(marked("Reise nach İstanbul", "istanbul")).toBe("İstanbul");
    expect(marked("Die Müllerstraße", "mullerstrasse")).toBe("Müllerstraße");
    expect(marked("ＦＥＲＲＹ", "ferry")).toBe("ＦＥＲＲＹ");
    expect(marked("東京タワー", "京タ")).toBe("京タ");
  });

  it("finds the first letters of words, and letters with gaps", () => {
    expect(marked("New chat", "nc")).toBe("N|c");
    expect(marked("Keyboard shortcuts", "keyshort")).toBe("Key|short");
  });

  it("finds nothing in letters that only happen to be there", () => {
    expect(findFuzzy("Letter to the harbour board", "xyz")).toBeUndefined();
    expect(findFuzzy("What the tide tables leave out", "hdsu")).toBeUndefined();
    expect(findFuzzy("abc", "z")).toBeUndefined();
  });

  it("puts the beginning of a text before the beginning of a word, and that before the rest", () => {
    const score = (text: string) => findFuzzy(text, "the")?.score ?? Number.NEGATIVE_INFINITY;
    const texts = ["Bathe here", "On the pier", "Theme: dark"];
    expect(texts.toSorted((a, b) => score(b) - score(a))).toEqual(["Theme: dark", "On the pier", "Bathe here"]);
  });

  it("takes everything when nothing is asked", () => {
    expect(findFuzzy("anything", "  ")).toEqual({ score: 0, ranges: [] });
  });
});

describe("a sign at the beginning", () => {
  it("keeps to actions, to chats or to help", () => {
    expect(toPaletteQuery("> new")).toEqual({ only: "actions", words: "new" });
    expect(toPaletteQuery(" #ferry ")).toEqual({ only: "threads", words: "ferry" });
    expect(toPaletteQuery("?")).toEqual({ only: "help", words: "" });
    expect(toPaletteQuery("a > b")).toEqual({ only: undefined, words: "a > b" });
  });

  it("shows what it says, and nothing else", () => {
    const kinds = ["threads", "messages", "actions", "settings", "profiles", "commands", "about", "help"] as const;
    const shown = (text: string) => kinds.filter((kind) => isShown(kind, toPaletteQuery(text)));
    expect(shown("")).toEqual(["threads", "actions"]);
    expect(shown("kin")).toEqual(["threads", "messages", "actions", "settings", "profiles", "commands", "about"]);
    expect(shown(">")).toEqual(["actions", "settings", "profiles", "commands"]);
    expect(shown("#")).toEqual(["threads"]);
    expect(shown("#kin")).toEqual(["threads", "messages"]);
    expect(shown("?")).toEqual(["help"]);
  });
});
