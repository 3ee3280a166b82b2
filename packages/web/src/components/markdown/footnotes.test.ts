import { describe, expect, it } from "vitest";
import { BlockSplitter } from "./block-splitter.ts";
import { Container } from "./block-tree.ts";

function read(text: string, size = text.length): BlockSplitter {
  const splitter = new BlockSplitter({ latex: false, html: false });
  for (let at = 0; at < text.length; at += size) splitter.feed(text.slice(at, at + size));
  splitter.end();
  return splitter;
}

/** The labels that are shown, in the order of their numbers, each with how often it is referred to. */
function shown({ definitions: { footnotes } }: BlockSplitter): string[] {
  return footnotes.section.children.map((child, index) => {
    const label = child instanceof Container && child.data.kind === "footnote" ? child.data.label : "?";
    expect(footnotes.numberOf(label)).toBe(index + 1);
    return `${label} ${footnotes.placesOf(label).length}`;
  });
}

describe("footnotes", () => {
  it.each([
    ["x[^b] y[^a]\n\n[^a]: one\n[^b]: two", ["b 1", "a 1"]],
    ["[^a]: one\n\nx[^a] and again[^A]", ["a 2"]],
    ["x[^none] y[^a]\n\n[^a]: one", ["a 1"]],
    ["x\n\n[^a]: nobody asks\n[^b]: refers[^a]", []],
    ["x[^a]\n\n[^a]: refers[^b]\n[^b]: and[^c] back[^a]\n[^c]: end", ["a 2", "b 1", "c 1"]],
    ["x[^a]\n\n[^a]: one\n[^a]: the second of a label[^c]\n[^c]: end", ["a 1"]],
    ["`[^a]` \\[^a]\n\n[^a]: one", []],
    ["| x[^a] | b |\n|---|---|\n| y[^b] | z[^a] |\n\n[^b]: two\n[^a]: one", ["a 2", "b 1"]],
    ["# Head[^a]\n\n> quote[^b]\n\n[^a]: one\n\n    two\n[^b]: b", ["a 1", "b 1"]],
  ])("of %j are %j", (text, expected) => {
    for (const size of [text.length, 1, 3]) expect(shown(read(text, size))).toEqual(expected);
  });

  it("keep their numbers while the text comes in, before what they say is there", () => {
    const splitter = new BlockSplitter({ latex: false, html: false });
    const { footnotes } = splitter.definitions;
    splitter.feed("x[^b] y[^a]\n\n");
    expect([footnotes.numberOf("b"), footnotes.numberOf("a"), footnotes.isDefined("b")]).toEqual([1, 2, false]);
    splitter.feed("[^a]: one\n");
    expect([footnotes.numberOf("b"), footnotes.numberOf("a"), footnotes.isDefined("a")]).toEqual([1, 2, true]);
    splitter.end();
    expect([footnotes.numberOf("b"), footnotes.numberOf("a")]).toEqual([undefined, 1]);
  });

  it("are read anew where a text was replaced", () => {
    const splitter = new BlockSplitter({ latex: false, html: false });
    const old = "x[^b]\n\ny\n\nz[^a]\n\n[^a]: one\n[^b]: two\n";
    splitter.feed(old);
    const text = "x[^b]\n\ny\n\nother\n\n[^b]: new\n";
    splitter.feed(text.slice(splitter.rewind(11)));
    splitter.end();
    expect(shown(splitter)).toEqual(["b 1"]);
  });
});
