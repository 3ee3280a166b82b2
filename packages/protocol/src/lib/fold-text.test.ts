import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { findWords, foldText, hasWords, searchWords } from "./fold-text.ts";

describe("what is searched for", () => {
  it.each([
    ["Straße", "strasse"],
    ["STRASSE", "straße"],
    ["GROẞ", "gross"],
    ["İstanbul", "istanbul"],
    ["ISTANBUL", "ıstanbul"],
    ["Ｃａｆé １２", "cafe 12"],
    ["cafe\u0301", "CAFÉ"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["Ёлка", "елка"],
    ["مُحَمَّد", "محمد"],
    ["שָׁלוֹם", "שלום"],
    ["ﾊﾟﾝ", "パン"],
    ["한국어", "\u1112\u1161\u11AB\u1100\u116E\u11A8\u110B\u1165"],
    ["zero\u200Bwidth", "zerowidth"],
    ["ﬁne", "FINE"],
    ["東京タワーへ行く", "京タ"],
  ])("is found: %s by %s", (text, query) => {
    expect(hasWords(text, searchWords(query))).toBe(true);
  });

  it.each([
    ["かき", "がき"],
    ["กา", "กี"],
    ["resume", "resume now"],
  ])("is not found where it means something else: %s by %s", (text, query) => {
    expect(hasWords(text, searchWords(query))).toBe(false);
  });

  it("is every word of a query, each once", () => {
    expect(searchWords("  Two\u3000words two\n\u00AD ")).toEqual(["two", "words"]);
    expect(searchWords("a b c d e f g h i j k l")).toHaveLength(10);
  });

  it.each([
    ["marks in two heights", `a${"\u0301\u0323".repeat(100_000)}`],
    ["marks of two kinds, each kind in a row", `a${"\u0301".repeat(100_000)}${"\u0323".repeat(100_000)}`],
    ["marks that are written as letters", "\u0301\uFF9E".repeat(100_000)],
    ["marks with invisible characters between them", `${"\u0E48\u0E38".repeat(10)}\u200B`.repeat(9_000)],
  ])("is read in proportion to its length, also where it is nothing but marks: %s", (_, text) => {
    const began = performance.now();
    foldText(text);
    // Each took from twenty seconds to a minute.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(findWords(`${text} word`, ["word"])).toEqual([{ start: text.length + 1, end: text.length + 5 }]);
  });

  it("stands at places of the text as it was written", () => {
    const text = "Die Straße nach İstanbul, İSTANBUL";
    expect(findWords(text, searchWords("strasse istanbul")).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Straße",
      "İstanbul",
      "İSTANBUL",
    ]);
    expect(findWords("aaaa", ["aa"])).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
    expect(findWords("ß", ["s"])).toEqual([{ start: 0, end: 1 }]);
    expect(findWords("one two one", ["one"], 1)).toEqual([{ start: 0, end: 3 }]);
    expect(findWords("abc", [])).toEqual([]);
  });

  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(
        "ß",
        "ẞ",
        "Σ",
        "ς",
        "İ",
        "ı",
        "e\u0301",
        "\u0301",
        "ﾊ",
        "ﾞ",
        "한",
        "\u1112",
        "\u1161",
        "\u11AB",
        "か",
        "\u3099",
        " ",
        "A",
        "\0",
      ),
    }),
  );
  it.each(["か\0ﾞ", "\u1112\u0301\u1161", "가\u11A8", "ㄱㅏㅁ", "e\u200B\u0301", "\u1100\u00AD\u1161"])(
    "is found where something unseen stands within a letter: %j",
    (text) => {
      expect(findWords(text, searchWords(text)).length).toBeGreaterThan(0);
    },
  );

  test.prop([texts])("folds the same letter by letter as at once, and folded once is folded", (text) => {
    const folded = foldText(text);
    expect(foldText(folded)).toBe(folded);
    const [first = ""] = searchWords(text);
    if (first !== "") expect(findWords(text, [first]).length).toBeGreaterThan(0);
  });
});
