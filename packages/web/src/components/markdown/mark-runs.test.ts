import { describe, expect, it } from "vitest";
import { BlockSplitter } from "./block-splitter.ts";
import { MarkRuns, thinMarks } from "./mark-runs.ts";

const ACUTE = "\u0301";
const marksIn = (text: string) => [...text.matchAll(/\p{M}/gu)].length;

describe("a letter with more marks than anybody writes", () => {
  it("is drawn with the first thirty of them, and every place in the text stays what it was", () => {
    const text = `Z${ACUTE.repeat(40_000)}algo, e${ACUTE} and ${"a\u{1e8d0}".repeat(3)}`;
    const drawn = thinMarks(text);
    expect(drawn).toHaveLength(text.length);
    expect(marksIn(drawn)).toBe(30 + 1 + 3);
    expect(drawn.replaceAll("\u200b", "")).toBe(`Z${ACUTE.repeat(30)}algo, e${ACUTE} and ${"a\u{1e8d0}".repeat(3)}`);
  });

  it("is the same when its marks come one by one, and a new letter begins anew", () => {
    const runs = new MarkRuns();
    const pieces = [`Z${ACUTE}`, ...Array.from({ length: 200 }, () => ACUTE), "", ACUTE.repeat(9), `b${ACUTE}`, ACUTE];
    const drawn = pieces.map((piece) => runs.read(piece)).join("");
    expect(drawn).toBe(thinMarks(pieces.join("")));
    expect(marksIn(drawn)).toBe(32);
  });

  it("leaves what people write as it is: Thai, Hindi, Hebrew with its points, Vietnamese, emoji", () => {
    const texts = ["น้ำใจที่ยิ่งใหญ่", "क्षत्रिय", "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים", "Tiếng Việt".normalize("NFD"), "👩🏽‍🚒 ❤️ 1️⃣", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤a͚̟͎ͬͣͧl̗ͪ̒g̈́o"];
    for (const text of texts) expect(thinMarks(text)).toBe(text);
  });

  it("is read in a time that grows with its length", () => {
    const took = (length: number) => {
      const text = `a${ACUTE.repeat(length)}b`;
      const began = performance.now();
      for (let n = 0; n < 20; n++) thinMarks(text);
      return performance.now() - began;
    };
    took(1_000);
    expect(took(80_000)).toBeLessThan(Math.max(took(10_000), 5) * 40);
  });

  it("is drawn so in every block of a text, also after a part of it was written anew", () => {
    const splitter = new BlockSplitter({ latex: false, html: false });
    const run = ACUTE.repeat(500);
    const text = `# H${run}\n\nP${run}\n\n- L${run}\n\n\`\`\`\nC${run}\n\`\`\`\n`;
    for (const piece of text.match(/[\s\S]{1,5}/g) ?? []) splitter.feed(piece);
    const from = splitter.rewind(text.length - 20);
    splitter.feed(text.slice(from));
    splitter.end();
    const sources: string[] = [];
    const collect = (block: object): void => {
      if ("source" in block) sources.push(String(block.source));
      if ("children" in block) for (const child of block.children as object[]) collect(child);
    };
    collect(splitter.root);
    expect(sources.map((source) => [source.replaceAll("\u200b", "")[0], marksIn(source)])).toEqual([
      ["H", 30],
      ["P", 30],
      ["L", 30],
      ["C", 30],
    ]);
  });
});
