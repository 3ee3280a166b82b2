import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockSplitter } from "./block-splitter.ts";
import type { Block } from "./block-tree.ts";
import { corpus } from "./corpus.fixture.ts";

const options = { latex: true, html: true };

/** A tree as one line: `ul(li(p:a))`. */
function outline(block: Block): string {
  if (!("children" in block)) {
    const { source } = block;
    switch (block.kind) {
      case "paragraph":
        return `p:${source}`;
      case "heading":
        return `h${block.level}:${source}`;
      case "code":
        return `code[${block.language}]:${source}`;
      default:
        return `${block.kind}:${source}`;
    }
  }
  const { data } = block;
  const name =
    data.kind === "list"
      ? data.ordered
        ? `ol${data.first}`
        : "ul"
      : data.kind === "callout"
        ? data.alert
        : data.kind === "item"
          ? "li"
          : data.kind;
  return `${name}(${block.children.map(outline).join(" ")})`;
}

function split(pieces: Iterable<string>): string {
  const splitter = new BlockSplitter(options);
  for (const piece of pieces) splitter.feed(piece);
  splitter.end();
  return outline(splitter.root).slice("root(".length, -1);
}

const lines = fc.constantFrom(
  ..."|text|more words|- a|- b|  - c|  cont|    deep|1. x|2. y|   para|> q|> - l|> > z|>|# H|##|```|```js|  ```|~~~|---|***|===|:::|:::note|::: tip|> [!NOTE]|$$|x$$|\\[|\\]|<div>|</div>|<b>|<!-- c|-->|[r]: http://x|[r]|- [ ] t|- [|+ p|10. ten|\ttab|-|*|_|1.".split(
    "|",
  ),
  "| a | b |",
  "|---|---|",
  "a | b",
  "- | -",
);

describe("the block splitter", () => {
  it("reads the same blocks however the text is cut", () => {
    const text = fc.array(lines, { maxLength: 12 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 9 }), (whole, sizes) => {
        const pieces: string[] = [];
        for (let from = 0, turn = 0; from < whole.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          pieces.push(whole.slice(from, from + size));
          from += size;
        }
        expect(split(pieces)).toBe(split([whole]));
        expect(split(whole)).toBe(split([whole]));
      }),
      { numRuns: 3_000 },
    );
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (pieces) => {
        split(pieces);
      }),
    );
  });

  it("reads the same after going back to any place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.constantFrom(...corpus), fc.nat(), (left, right, at) => {
        const same = left.slice(0, at % (left.length + 1));
        const splitter = new BlockSplitter(options);
        splitter.feed(left);
        const text = same + right;
        splitter.feed(text.slice(splitter.rewind(same.length)));
        splitter.end();
        expect(outline(splitter.root)).toBe(`root(${split([text])})`);
      }),
      { numRuns: 500 },
    );
  });

  it("goes back to the head of a table, not to the line below it", () => {
    const left = "first\n\nline\n| h |\n| - |\n| r |\n\nmore\n\nand";
    const splitter = new BlockSplitter(options);
    splitter.feed(left);
    const text = `${left.slice(0, -3)}other`;
    splitter.feed(text.slice(splitter.rewind(left.length - 3)));
    splitter.end();
    expect(outline(splitter.root)).toBe("root(p:first p:line table(row:| r |) p:more p:other)");
  });

  it.each([
    ["a\nb\n\nc", "p:a\nb p:c"],
    ["# A #\nB\n===\nC\n---", "h1:A h1:B h2:C"],
    ["- a\n  - b\n\n    c\n- d", "ul(li(p:a ul(li(p:b p:c))) li(p:d))"],
    ["3. a\n4. b", "ol3(li(p:a) li(p:b))"],
    ["The year\n1984. It rained.", "p:The year\n1984. It rained."],
    ["> a\nlazy\n\nb", "quote(p:a\nlazy) p:b"],
    ["- ```js\n  x\n\n    y\n  ```\n- z", "ul(li(code[js]:x\n\n  y) li(p:z))"],
    ["````\n```\n````", "code[]:```"],
    ["~~~py x\na", "code[py]:a"],
    ["> [!tip]\n> a\n> - b", "tip(p:a ul(li(p:b)))"],
    [":::best_practice\n**a**\n:::\nb", "best-practice(p:**a**) p:b"],
    ["::: warning\na\n\n:::\nb", "warning(p:a) p:b"],
    ["ratio a:b and ::x", "p:ratio a:b and ::x"],
    ["x\n| a |\n|---|\n| 1 |\n\ny", "p:x table(row:| 1 |) p:y"],
    ["$$\nx\n$$\n\\[ y \\]", "math:x math:y"],
    ["$$\nnever closed\n\nb", "math:never closed p:b"],
    ["<div>\na\n\nb", "html:<div>\na p:b"],
    ["[a]: /x\n'title'\nb", "p:b"],
    ["a\r\n\r\nb\r", "p:a p:b"],
    ["\ta\n\n\tb", "code[]:a\n\nb"],
  ])("reads %j", (text, expected) => {
    expect(split([text])).toBe(expected);
  });
});
