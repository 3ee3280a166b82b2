import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../chart.ts";
import { parseView } from "./parse-view.ts";
import type { ViewNode } from "./view.ts";
import { viewToPlainText, viewToText } from "./view-to-text.ts";

const action = (label: string) => ({ id: "00000000-0000-4000-8000-000000000001" as never, name: "book", payload: {}, label });
const text = (words: string): ViewNode => ({ type: "Text", text: words });

describe("a view in words", () => {
  it("of a chart says nothing where a row has no such column, whatever the column is called", () => {
    const spec: ChartSpec = { kind: "bar", data: [{ a: 1 }], x: "__proto__", y: ["a", "toString", "a"], series: "constructor" };
    expect(viewToPlainText({ type: "Chart", spec })).toContain("| – | – | 1 | – |");
  });

  it("reads as what it shows, in its order", () => {
    const view: ViewNode = {
      type: "Card",
      title: "Kinloch, 12:30",
      subtitle: "On time",
      children: [
        {
          type: "Facts",
          items: [
            ["Seats", 4],
            ["Price", "£12"],
            ["Deck", null],
          ],
        },
        {
          type: "Row",
          children: [
            { type: "Badge", text: "New" },
            { type: "Status", state: "done", text: "Booked", detail: "at noon" },
          ],
        },
        { type: "List", ordered: true, children: [text("Bow"), { type: "Column", children: [text("Stern"), text("Aft")] }] },
        {
          type: "Table",
          columns: [
            { key: "a", label: "From" },
            { key: "b", label: "Cars", align: "end" },
          ],
          rows: [["A|B", 2]],
        },
        { type: "Code", text: "a ``` b", language: "ts" },
        { type: "Progress", label: "Loading", value: 0.42 },
        {
          type: "Form",
          action: action("Save") as never,
          children: [{ type: "Field", field: { type: "text", key: "name", label: "Name" } }],
        },
        {
          type: "Row",
          children: [
            { type: "Button", action: action("Book") as never },
            { type: "Link", href: "https://a.example", text: "More" },
          ],
        },
      ],
    };
    expect(viewToText(view)).toBe(`**Kinloch, 12:30**
On time

- Seats: 4
- Price: £12
- Deck: –

(New)  ✓ Booked – at noon

1. Bow
2. Stern
   
   Aft

| From | Cars |
| --- | --: |
| A\\|B | 2 |

\`\`\`\`ts
a \`\`\` b
\`\`\`\`

Loading: 42 %

Name: [      ]

[Save]

[Book]  [More](https://a.example)`);
  });

  it("is broken by no word in it: what ends a link, a line or a cell ends nothing else", () => {
    const view: ViewNode = {
      type: "Column",
      children: [
        { type: "Link", text: "here](https://evil.example) [now\nor \\", href: "https://ferry.example/a (b)" },
        { type: "Image", alt: "a ] b", src: "/public/a.png" },
        {
          type: "Facts",
          items: [
            ["Name\n- Price", "one\ntwo"],
            ["Seats", 4],
          ],
        },
        { type: "Table", columns: [{ key: "a", label: "Path" }], rows: [["C:\\a\\|b"], ["ends\\"], ["C:\\a"]] },
      ],
    };
    expect(viewToText(view).split("\n")).toEqual([
      "[here&#93;&#40;https\\://evil.example) &#91;now or \\\\](https://ferry.example/a%20%28b%29)",
      "",
      "![a &#93; b](/public/a.png)",
      "",
      "- Name - Price: one",
      "  two",
      "- Seats: 4",
      "",
      "| Path |",
      "| --- |",
      "| C:\\\\a\\\\\\|b |",
      "| ends\\\\ |",
      "| C:\\\\a |",
    ]);
  });

  it("has nothing of what only decorates, and passes over what it does not know", () => {
    expect(viewToText({ type: "Row", children: [{ type: "Icon", name: "ship" }, text("a"), { type: "Marquee" } as never] })).toBe("a");
    expect(viewToText({ type: "Image", src: "/public/a.png", alt: "" })).toBe("");
  });

  test.prop([fc.array(fc.string(), { minLength: 1, maxLength: 5 })])("has every word of it", (words) => {
    const view = { type: "Column", children: words.map((word) => ({ type: "Text", text: word })) };
    const parsed = parseView(view);
    const shown = parsed.ok ? viewToPlainText(parsed.view) : "";
    for (const word of words) expect(shown).toContain(word.trim() === "" ? "" : word);
  });
});
