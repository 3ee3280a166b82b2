// @vitest-environment happy-dom
import { act, Profiler, type ReactNode, StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { StreamingMarkdown } from "./streaming-markdown.tsx";
import { domText, mount } from "./test-support.tsx";
import { createTextSource, type WritableTextSource } from "./text-source.ts";

async function nextFrame(): Promise<void> {
  await act(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
}

async function write(source: WritableTextSource, ...pieces: string[]): Promise<void> {
  for (const piece of pieces) {
    source.append(piece);
    await nextFrame();
  }
}

function watch(element: Element): { take(): MutationRecord[] } & Disposable {
  let seen: MutationRecord[] = [];
  const observer = new MutationObserver((records) => {
    seen.push(...records);
  });
  observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
  const take = () => {
    const records = [...seen, ...observer.takeRecords()];
    seen = [];
    return records;
  };
  return { take, [Symbol.dispose]: () => observer.disconnect() };
}

function words(count: number): string[] {
  return Array.from({ length: count }, (_, index) => ` word${index}`);
}

describe("the block that is being written", () => {
  it("changes one text node for each token of plain prose, however long the paragraph", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "It", " begins");
    using watcher = watch(live.element);
    for (const word of words(400)) {
      await write(source, word);
      expect(watcher.take().length).toBe(1);
    }
    expect(live.element.textContent).toBe(`It begins${words(400).join("")}`);
  });

  it("renders nothing for words, and once for each block that ends", async () => {
    const source = createTextSource();
    let inside = 0;
    let outside = 0;
    const counted = (node: ReactNode) => (
      <Profiler
        id="page"
        onRender={() => {
          outside += 1;
        }}
      >
        <p>beside</p>
        <Profiler
          id="answer"
          onRender={() => {
            inside += 1;
          }}
        >
          {node}
        </Profiler>
      </Profiler>
    );
    using _ = mount(counted(<StreamingMarkdown source={source} />));
    const atStart = { inside, outside };
    const blocks = 25;
    for (let block = 0; block < blocks; block += 1) await write(source, ...words(40), " **bold**", " `code`", "\n\n");
    source.close();
    await nextFrame();
    expect(inside - atStart.inside).toBeLessThanOrEqual(blocks + 2);
    // The outer profiler also hears of the commits within the inner one, and of nothing else.
    expect(outside - atStart.outside).toBe(inside - atStart.inside);
  });

  it("never shows the marks of bold, code, links and the like while they are being written", async () => {
    const text = "A **bold word**, *soft*, ***both***, ~~gone~~, `code`, __strong__ and [a *label*](https://example.org/path_x) end.";
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    for (const character of text) {
      await write(source, character);
      expect(live.element.textContent).not.toMatch(/[*~`[\]()_]|https/);
    }
    expect(live.element.querySelector("strong")?.textContent).toBe("bold word");
    expect(live.element.querySelector("a")?.getAttribute("href")).toBe("https://example.org/path_x");
  });

  it("shows bold text as bold before it is closed", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "so **very", " bold", " it");
    expect(live.element.querySelector("strong")?.textContent).toBe("very bold it");
  });

  it("keeps every finished block's nodes, deep ones too, until the end", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(
      source,
      "First.\n\n- one\n- two\n  - deep\n\n> quote\n> more\n\n```js\nx\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
    );
    const sealed = [...live.element.querySelectorAll("p, li, ul, blockquote, figure, tr")].filter((node) => !node.closest(".md-slot"));
    expect(sealed.length).toBeGreaterThan(10);
    await write(source, "| 5 | 6 |\n", "\nThen ", "**more**", "\n\n1. a", "\n2. b\n\n", "# End\n");
    source.close();
    await nextFrame();
    for (const node of sealed) expect(live.element.contains(node)).toBe(true);
  });

  it("takes a text replaced by the server, keeping the blocks before the difference", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "Same one.\n\nSame two.\n\nSame three.\n\nOld **end");
    const first = live.element.querySelector("p");
    source.replace("Same one.\n\nSame two.\n\nSame three.\n\nNew *end* and\n\nmore");
    await nextFrame();
    expect(live.element.querySelector("p")).toBe(first);
    await write(source, " words");
    source.close();
    await nextFrame();
    expect([...live.element.querySelectorAll("p")].map((p) => p.textContent)).toEqual([
      "Same one.",
      "Same two.",
      "Same three.",
      "New end and",
      "more words",
    ]);
  });

  it.each(["", "other", "# Title\n\nSame one.\n\nx", "Same one.\n\n- a\n- b"])(
    "shows the replaced text %j as if it had been written so",
    async (text) => {
      const source = createTextSource("Same one.\n\n- a\n- b\n- c\n\nend");
      using live = mount(<StreamingMarkdown source={source} />);
      source.replace(text);
      source.close();
      await nextFrame();
      using fresh = mount(<StreamingMarkdown source={source} />);
      expect(domText(live.element)).toBe(domText(fresh.element));
    },
  );

  it("goes on where it was when it is unmounted and mounted again, as StrictMode does", async () => {
    const source = createTextSource("Before the mount");
    {
      using live = mount(
        <StrictMode>
          <StreamingMarkdown source={source} />
        </StrictMode>,
      );
      await write(source, " and", " after\n\nnext");
      expect(live.element.textContent).toBe("Before the mount and afternext");
    }
    source.append(" while away");
    using again = mount(
      <StrictMode>
        <StreamingMarkdown source={source} />
      </StrictMode>,
    );
    expect(again.element.textContent).toBe("Before the mount and afternext while away");
  });

  it("turns a name into a link when its definition comes later, without replacing the paragraph", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "See [the log][log].\n\n");
    const paragraph = live.element.querySelector("p");
    expect(paragraph?.querySelector("a")).toBeNull();
    await write(source, "[log]: https://example.org/log\n\n");
    expect(live.element.querySelector("p")).toBe(paragraph);
    expect(paragraph?.querySelector("a")?.href).toBe("https://example.org/log");
  });

  it("shows a footnote's number at once, its link when the footnote comes, and what was written when none did", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "a[^Late] b[^none]", ".\n\nmore", "\n\n");
    const first = () => live.element.querySelector("p");
    expect(first()?.textContent).toBe("a1 b2.");
    expect(first()?.querySelector("a")).toBeNull();
    await write(source, "[^late]: said\n");
    expect(first()?.querySelector("a")?.textContent).toBe("1");
    source.close();
    await nextFrame();
    expect(first()?.textContent).toBe("a1 b[^none].");
    const target = first()?.querySelector("a")?.getAttribute("href")?.slice(1);
    expect(live.element.querySelector(".md-footnotes li")?.id).toBe(target);
  });

  it("marks one block as the live one, and none when the source has closed", async () => {
    const source = createTextSource();
    using live = mount(<StreamingMarkdown source={source} />);
    await write(source, "# T\n\n- a\n- b", "b");
    expect(live.element.querySelectorAll(".md-live").length).toBe(1);
    expect(live.element.querySelector(".md-live")?.textContent).toBe("bb");
    source.close();
    await nextFrame();
    expect(live.element.querySelector(".md-live, .md-slot")).toBeNull();
  });
});
