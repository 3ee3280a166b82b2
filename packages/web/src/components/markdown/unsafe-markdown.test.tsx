// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { StaticMarkdown } from "./static-markdown.tsx";
import { StreamingMarkdown } from "./streaming-markdown.tsx";
import { mount } from "./test-support.tsx";
import { createTextSource } from "./text-source.ts";
import { attacks, findHarm } from "./unsafe.fixture.ts";

// Whether sanitised HTML blocks are harmless is asked of a real browser, in markdown.browser.test.ts: DOMPurify answers for browsers only.
describe("a text that means harm", () => {
  it.each(attacks)("leaves nothing that runs: %s", (text) => {
    using fixed = mount(<StaticMarkdown text={text} latex />);
    expect(findHarm(fixed.element)).toEqual([]);
    using live = mount(<StreamingMarkdown source={createTextSource(text)} latex />);
    expect(findHarm(live.element)).toEqual([]);
  });

  it.each([true, false])("shows harmless tags as tags only where HTML is allowed (%s)", (allowHtml) => {
    using fixed = mount(<StaticMarkdown text={"press <kbd>Ctrl</kbd> and H<sub>2</sub>O"} allowHtml={allowHtml} />);
    expect(fixed.element.querySelectorAll("kbd, sub").length).toBe(allowHtml ? 2 : 0);
    expect(fixed.element.textContent).toBe(allowHtml ? "press Ctrl and H2O" : "press <kbd>Ctrl</kbd> and H<sub>2</sub>O");
  });
});

describe("an image from another host", () => {
  it("does not load until it is asked for, unless its host is allowed", () => {
    const text = "![chart](https://images.example/c.png) ![own](/public/o.png)";
    using fixed = mount(<StaticMarkdown text={text} />);
    expect(Array.from(fixed.element.querySelectorAll("img"), (image) => image.getAttribute("src"))).toEqual(["/public/o.png"]);
    using allowed = mount(<StaticMarkdown text={text} allowImage={(url) => url.startsWith("https://images.example/")} />);
    expect(allowed.element.querySelector("img")?.getAttribute("src")).toBe("https://images.example/c.png");
  });
});
