import { searchWords } from "@colloquy/protocol";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { toSnippet } from "./snippet.ts";

const marked = (text: string, query: string) => {
  const snippet = toSnippet(text, searchWords(query));
  return snippet.hits.map(([start, end]) => snippet.text.slice(start, end));
};

describe("the part of a message that a search shows", () => {
  it("is around the first of the words, from the beginning of one, in one line", () => {
    const text = `${"word ".repeat(50)}\n\nthe needle\nis here ${"and on ".repeat(50)}`;
    const snippet = toSnippet(text, ["needle"]);
    expect(snippet.text).toMatch(/^word .*the needle is here and on /);
    expect(snippet.text).not.toContain("\n");
    expect(snippet.cut).toEqual({ before: true, after: true });
    expect(marked(text, "NEEDLE on")[0]).toBe("needle");
  });

  it("is all of a short message", () => {
    expect(toSnippet("Eine Straße", ["strasse"])).toEqual({ text: "Eine Straße", hits: [[5, 11]], cut: { before: false, after: false } });
    expect(marked("東京タワーへ", "タワー")).toEqual(["タワー"]);
  });

  const parts = fc.constantFrom("👍🏽", "e\u0301", "word ", "ß", "東京", "İ", "\n", "needle", "👩‍👩‍👧");
  test.prop([fc.array(parts, { maxLength: 200 }).map((all) => all.join(""))])(
    "cuts no letter in two and marks what was looked for",
    (text) => {
      const snippet = toSnippet(text, ["needle"]);
      expect(snippet.text).not.toMatch(/\p{Surrogate}/u);
      expect(snippet.text).not.toMatch(/^\p{M}/u);
      expect(marked(text, "needle").length > 0).toBe(text.includes("needle"));
      expect(new Set(marked(text, "needle")).size).toBeLessThan(2);
    },
  );
});
