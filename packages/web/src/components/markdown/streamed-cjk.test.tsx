// @vitest-environment happy-dom
import { act } from "react";
import { describe, expect, it } from "vitest";
import { StreamingMarkdown } from "./streaming-markdown.tsx";
import { mount } from "./test-support.tsx";
import { createTextSource } from "./text-source.ts";

async function nextFrame(): Promise<void> {
  await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
}

/** What each block says, marks and all. */
const blocks: readonly (readonly [string, (words: string) => string, string])[] = [
  ["a paragraph", (words) => words, "p"],
  ["an item", (words) => `- ${words}`, "li"],
  ["a heading", (words) => `## ${words}`, ".md-h2"],
  ["a quote", (words) => `> ${words}`, "blockquote"],
  ["a cell", (words) => `| a | b |\n|---|---|\n| ${words} | x |`, "td"],
  ["the head of a table", (words) => `| ${words} | b |\n|---|---|\n| 1 | 2 |`, "th"],
  ["a callout", (words) => `:::note\n${words}\n:::`, ".md-callout"],
  ["a footnote", (words) => `See[^1].\n\n[^1]: ${words}`, "section, .md-footnotes, li"],
];

const WORDS = "这是**“模式”**。另见~~（旧）~~与 https://example.com/guide，大约~5元，***“全部”***。";
const READ = "这是“模式”。另见（旧）与 https://example.com/guide，大约~5元，“全部”。";

describe("a text in Chinese", () => {
  it.each(blocks)("shows bold, deleted and linked words in %s, while it is written and after", async (_, make, selector) => {
    const whole = make(WORDS);
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    for (let at = 0; at < whole.length; at += 3) {
      source.append(whole.slice(at, at + 3));
      await nextFrame();
      expect(live.element.querySelector(".md-live")?.textContent ?? "").not.toMatch(/\*/);
    }
    source.append("\n\nend");
    source.close();
    await nextFrame();
    const block = Array.from(live.element.querySelectorAll(selector)).find((element) => element.textContent?.includes("模式"));
    expect(block?.textContent).toContain(READ);
    expect(block?.querySelector("strong")?.textContent).toBe("“模式”");
    expect(block?.querySelector("em > strong")?.textContent).toBe("“全部”");
    expect(block?.querySelector("del")?.textContent).toBe("（旧）");
    expect(block?.querySelector('a[href^="https"]')?.getAttribute("href")).toBe("https://example.com/guide");
  });

  it("is settled bit by bit, so that a long paragraph without a space costs no more at its end", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    for (let count = 0; count < 120; count += 1) {
      source.append("这是一段没有空格的文字，一直写下去。");
      await nextFrame();
    }
    const paragraph = live.element.querySelector("p");
    expect(paragraph?.textContent).toBe("这是一段没有空格的文字，一直写下去。".repeat(120));
    expect(paragraph?.childNodes.length).toBeGreaterThan(2);
  });
});
