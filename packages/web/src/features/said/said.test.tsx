// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import { mathLoader } from "../../components/markdown/math.ts";
import { StaticMarkdown } from "../../components/markdown/static-markdown.tsx";
import { mount } from "../../components/markdown/test-support.tsx";
import { attacks, findHarm } from "../../components/markdown/unsafe.fixture.ts";
import { toQuote } from "./quote.ts";
import { toRichHtml } from "./rich-copy.ts";
import { toSpoken } from "./spoken.ts";

beforeAll(() => mathLoader.load());

const TEXT = `## The *ferry*

It costs $x^2$ pounds, see [the plan](https://ferry.example/plan) and \`boat.ts\`.[^1]

| Harbour | Time |
|:--|--:|
| Kinloch | 12:30 |

1. Go aboard
2. Sit down
   - by the window

- [x] paid

\`\`\`ts
const a = 1;
if (a < 2) go();
\`\`\`

$$
e = mc^2
$$

:::note[Just so you know]
Bring a coat.
:::

[^1]: In summer.
`;

describe("what was said, taken out of the page", () => {
  it("as rich text has headings, tables, lists, code and formulas as they were written, and nothing of the page around them", () => {
    using shown = mount(<StaticMarkdown text={TEXT} latex />);
    const html = toRichHtml([shown.element]);
    const read = document.createElement("div");
    read.innerHTML = html;
    expect(read.querySelectorAll("button, svg, figure, section, div, [class], [id], [role]").length).toBe(0);
    expect(read.querySelector("h2")?.textContent).toBe("The ferry");
    expect(read.querySelector("a")?.outerHTML).toBe('<a href="https://ferry.example/plan">the plan</a>');
    expect(read.querySelector("pre code")?.textContent).toBe("const a = 1;\nif (a < 2) go();");
    expect(Array.from(read.querySelectorAll("th, td"), (cell) => cell.textContent)).toEqual(["Harbour", "Time", "Kinloch", "12:30"]);
    expect(read.querySelector<HTMLElement>("td:last-child")?.style.textAlign).toBe("end");
    expect(read.querySelector("ol > li > ul > li")?.textContent).toBe("by the window");
    expect(read.textContent).toContain("It costs $x^2$ pounds");
    expect(read.textContent).toContain("$$e = mc^2$$");
    expect(read.textContent).toContain("☑ paid");
    expect(read.querySelector("blockquote")?.textContent).toContain("Bring a coat.");
    expect(read.querySelector("sup")?.textContent).toBe("[1]");
  });

  it("as a quote is Markdown, with its marks before every line", () => {
    using shown = mount(<StaticMarkdown text={TEXT} latex />);
    expect(toQuote(shown.element).split("\n").slice(0, 19)).toEqual([
      "> The ferry",
      ">",
      "> It costs $x^2$ pounds, see the plan and `boat.ts`.[1]",
      ">",
      "> Harbour | Time",
      "> Kinloch | 12:30",
      ">",
      "> 1. Go aboard",
      "> 2. Sit down",
      ">   - by the window",
      ">",
      "> - ☑ paid",
      ">",
      "> ```",
      "> const a = 1;",
      "> if (a < 2) go();",
      "> ```",
      ">",
      "> $$e = mc^2$$",
    ]);
    expect(toQuote(document.createElement("p"))).toBe("");
  });

  it("read aloud is its words: no signs, no code, no addresses, in pieces a voice can take", () => {
    using shown = mount(<StaticMarkdown text={TEXT} latex />);
    const words = { code: "Code.", formula: "formula" };
    expect(toSpoken(shown.element, words, "en")).toEqual([
      "The ferry",
      "It costs formula pounds, see the plan and boat.ts.",
      "Harbour, Time",
      "Kinloch, 12:30",
      "Go aboard",
      "Sit down",
      "by the window",
      "paid",
      "Code.",
      "formula",
      "Just so you know",
      "Bring a coat.",
      "In summer.",
    ]);
    using long = mount(<StaticMarkdown text={`Look at https://a.example/very/long?x=1. ${"A sentence of some words. ".repeat(40)}`} />);
    const pieces = toSpoken(long.element, words, "en");
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.every((piece) => piece.length <= 240 && piece.endsWith("."))).toBe(true);
    expect(pieces[0]).toMatch(/^Look at a\.example\. A sentence/);
  });

  it.each(attacks)("holds nothing that runs where it is pasted: %s", (text) => {
    using shown = mount(<StaticMarkdown text={text} latex />);
    const pasted = document.createElement("div");
    pasted.innerHTML = toRichHtml([shown.element]);
    // What the page itself gives a link, and the styles of ours that draw tables and code elsewhere.
    for (const link of pasted.querySelectorAll("a")) link.rel = "noopener noreferrer";
    for (const styled of pasted.querySelectorAll("table, th, td, pre, blockquote")) styled.removeAttribute("style");
    expect(findHarm(pasted)).toEqual([]);
  });
});
