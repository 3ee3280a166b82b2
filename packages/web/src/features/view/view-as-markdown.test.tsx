// @vitest-environment happy-dom
// The text form of a view, read by what reads messages: plain words of a view are these words in it, and nothing else.
import type { ViewNode } from "@colloquy/protocol";
import { viewToText } from "@colloquy/protocol";
import { fc, test } from "@fast-check/vitest";
import { beforeAll, describe, expect, it } from "vitest";
import { htmlSanitiser } from "../../components/markdown/html-sanitiser.ts";
import { StaticMarkdown } from "../../components/markdown/static-markdown.tsx";
import { mount } from "../../components/markdown/test-support.tsx";

beforeAll(() => htmlSanitiser.load());

const HOSTILE = [
  "![x](https://evil.example/p.png)",
  "[here](https://evil.example)",
  "[here]: https://evil.example",
  "[here][1]",
  "<img src=x onerror=alert(1)>",
  "<https://evil.example>",
  "https://evil.example",
  "www.evil.example",
  "me@evil.example",
  "**bold**",
  "__bold__",
  "_it_ *it*",
  "~~gone~~",
  "`code`",
  "```",
  "# h",
  "> q",
  "- [x] t",
  "1. one",
  "---",
  "===",
  "| a | b |\n| --- | --- |",
  "$x$ $$",
  "\\[x\\]",
  "\\(x\\)",
  "\\",
  "&lt;b&gt; &#42;",
  "[^1]",
  "[^1]: note",
  "::: note",
  "    code",
  "\tcode",
  "](",
  "!",
  "[",
  "]",
  ":",
  "(",
  ")",
  "\n",
  "\r\n",
  " ",
  "word",
  "snake_case",
  "mailto:a@b.c",
  "12$",
];

const words = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(""));

/** The words in every place that takes plain ones. */
function everywhere(said: string): ViewNode {
  const action = { id: "00000000-0000-4000-8000-000000000001" as never, name: "a", payload: {}, label: said };
  return {
    type: "Column",
    children: [
      { type: "Card", title: said, subtitle: said, children: [{ type: "Text", text: said }] },
      { type: "Tabs", children: [{ type: "Tab", label: said, children: [{ type: "Badge", text: said }] }] },
      { type: "Details", summary: said, children: [{ type: "Icon", name: "ship", label: said }] },
      { type: "Heading", text: said },
      { type: "Facts", items: [[said, said]] },
      { type: "Table", caption: said, columns: [{ key: "a", label: said }], rows: [[said], ["end"]] },
      {
        type: "List",
        children: [
          { type: "Text", text: said },
          { type: "Button", action },
        ],
      },
      {
        type: "Row",
        children: [
          { type: "Badge", text: said },
          { type: "Text", text: said },
          { type: "Button", action, disabled: true },
        ],
      },
      { type: "Chart", title: said, spec: { kind: "bar", x: "x", y: "y", description: said, data: [{ x: said, y: 1 }] } as never },
      { type: "Progress", label: said, value: 0.5 },
      { type: "Status", state: "done", text: said, detail: said },
      { type: "Divider", label: said },
      { type: "Link", href: "https://ferry.example/", text: said },
      { type: "Image", src: "/public/a.png", alt: said },
      { type: "Code", text: said, language: said },
      {
        type: "Form",
        submit: said,
        children: [
          { type: "Field", field: { type: "text", key: "a", label: said } },
          { type: "Field", field: { type: "choice", key: "b", label: said, options: [{ value: "a", label: said }] } as never },
        ],
      },
    ],
  };
}

/** What stands in the rendered text that a word could have made. */
const MADE =
  "a, img, em, del, strong, code:not(pre code), h1, h2, h4, h5, h6, blockquote, input, hr, math, .katex, [data-math], sup, ol, script, iframe";

function madeBy(said: string): string[] {
  using shown = mount(<StaticMarkdown text={viewToText(everywhere(said))} allowHtml latex />);
  return Array.from(
    shown.element.querySelectorAll(MADE),
    (made) => `${made.tagName} ${made.getAttribute("href") ?? made.getAttribute("src") ?? ""}`,
  );
}

describe("a view as Markdown", () => {
  const harmless = madeBy.bind(undefined, "word");

  it.each(HOSTILE.filter((said) => said.trim() !== ""))("has nothing but these words where they are plain ones: %j", (said) => {
    expect(madeBy(said)).toEqual(harmless());
  });

  test.prop([words.filter((said) => said.trim() !== "")], { numRuns: 60 })(
    "has no link, picture, tag or bold word that the view has not",
    (said) => {
      expect(madeBy(said)).toEqual(harmless());
    },
  );

  test.prop([words], { numRuns: 60 })("reads as the words of the view", (said) => {
    using shown = mount(<StaticMarkdown text={viewToText({ type: "Text", text: said })} latex />);
    // Words with an empty line between them are two paragraphs, and nothing stands between those.
    const plain = (text: string) => text.replace(/[\s\u00a0]+/g, "");
    expect(plain(shown.element.textContent)).toBe(plain(said));
  });
});
