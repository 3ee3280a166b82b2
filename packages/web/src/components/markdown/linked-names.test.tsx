// @vitest-environment happy-dom
import { act } from "react";
import { describe, expect, it } from "vitest";
import { Definitions } from "./definitions.ts";
import { parseInline } from "./inline.ts";
import type { Inline } from "./inline-node.ts";
import { LinkedNames } from "./linked-names.ts";
import { StaticMarkdown } from "./static-markdown.tsx";
import { StreamingMarkdown } from "./streaming-markdown.tsx";
import { domText, mount } from "./test-support.tsx";
import { createTextSource, type WritableTextSource } from "./text-source.ts";

const toNames = (...names: string[]) =>
  new LinkedNames(names.map((name) => ({ name, attributes: { class: "element-link", href: `/element/${encodeURIComponent(name)}` } })));

/** The text with brackets around what has become a link. */
function linked(text: string, ...names: string[]): string {
  const write = (nodes: readonly Inline[]): string =>
    nodes
      .map((node) => {
        if (node.kind === "named") return `[${node.text}]`;
        if (node.kind === "text" || node.kind === "code") return node.text;
        return "children" in node ? write(node.children) : "";
      })
      .join("");
  return write(toNames(...names).link(parseInline(text, { latex: false, html: false }, new Definitions())));
}

describe("The names of what an answer shows beside itself", () => {
  it.each([
    ["see cat image here", ["cat image"], "see [cat image] here"],
    ["see cat image and cat", ["cat", "cat image"], "see [cat image] and [cat]"],
    ["**cat image**, twice: cat image", ["cat image"], "[cat image], twice: [cat image]"],
    ["the file `sales.csv`", ["sales.csv"], "the file [sales.csv]"],
    ["a.b is not aXb", ["a.b"], "[a.b] is not aXb"],
    ["Cat image", ["cat image"], "Cat image"],
    ["concatenate cats, cat_1 and cat", ["cat"], "concatenate cats, cat_1 and [cat]"],
    ["请看猫图片吧", ["猫图片"], "请看[猫图片]吧"],
    ["고양이를 보세요", ["고양이"], "[고양이]를 보세요"],
    ["شاهد والصورة الآن", ["صورة"], "شاهد وال[صورة] الآن"],
    ["Q&amp;A sheet", ["Q&A"], "[Q&A] sheet"],
    ["a name (v2)? yes", ["name (v2)?"], "a [name (v2)?] yes"],
    ["nothing", ["", " "], "nothing"],
  ])("stand in “%s” where they are written letter by letter", (text, names, expected) => {
    expect(linked(text, ...names)).toBe(expected);
  });

  it("are words in a link of the text's own", () => {
    expect(linked("[the cat image](https://example.com)", "cat image")).toBe("the cat image");
  });

  it("become links while the text is written, as they are in the end", async () => {
    const text =
      "Here is cat image and cat, and **cat image**. Then `cat` ends.\n\n- a cat image\n\n| a | b |\n|---|---|\n| cat | cat image |\n";
    const names = toNames("cat", "cat image");
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} names={names} />);
    const seen = new Set<string>();
    for (const piece of text.match(/[\s\S]{1,3}/g) ?? []) {
      await write(source, piece);
      for (const link of live.element.querySelectorAll(".md-live a.element-link")) seen.add(link.textContent);
    }
    expect([...seen].sort()).toEqual(["cat", "cat image"]);
    source.close();
    await nextFrame();
    using whole = mount(<StaticMarkdown text={text} names={names} />);
    expect(whole.element.querySelectorAll("a.element-link")).toHaveLength(7);
    expect(domText(live.element)).toBe(domText(whole.element));
  });

  it("become links in a paragraph so long that what was read is not read again", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} names={toNames("cat image")} />);
    for (let count = 0; count < 400; count += 1) await write(source, count % 10 === 9 ? " cat image" : ` word${count}`);
    expect(live.element.querySelectorAll(".md-live a.element-link")).toHaveLength(39);
    await write(source, " on");
    expect(live.element.querySelectorAll(".md-live a.element-link")).toHaveLength(40);
  });

  it("that come while the text is written are links in all of it", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "The cat image.\n\nAgain the cat image");
    live.rerender(<StreamingMarkdown source={source} names={toNames("cat image")} />);
    await write(source, " is", " here");
    expect(live.element.querySelectorAll("a.element-link")).toHaveLength(2);
  });

  it("cost a text without them nothing: each word is one change of one text node", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} names={toNames("cat image")} />);
    await write(source, "It", " begins");
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((more) => void records.push(...more));
    observer.observe(live.element, { subtree: true, childList: true, characterData: true });
    for (let count = 0; count < 50; count += 1) await write(source, ` word${count}`);
    observer.disconnect();
    expect(records.map(({ type }) => type)).toEqual(Array.from({ length: 50 }, () => "characterData"));
  });
});

async function nextFrame(): Promise<void> {
  await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
}

async function write(source: WritableTextSource, ...pieces: string[]): Promise<void> {
  for (const piece of pieces) {
    source.append(piece);
    await nextFrame();
  }
}
