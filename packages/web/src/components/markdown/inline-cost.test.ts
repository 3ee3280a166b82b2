// @vitest-environment happy-dom
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Definitions } from "./definitions.ts";
import { hostilePiece, hostilePieces, nestings, repeated } from "./hostile.fixture.ts";
import { labelsIn, parseInline } from "./inline.ts";
import { readLive } from "./inline-live.ts";

const options = { latex: true, html: true };
const KB = 1024;

function cost(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/**
 * How much more four times the text costs. The best of several tries is taken, and what is too short to be measured counts as nothing,
 * so that other work on the machine fails no test; what grows with the square costs sixteen times as much, however often it is tried.
 */
function growth(make: (length: number) => string, work: (text: string) => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 16 && best > 8; tries += 1) {
    const fourfold = cost(() => work(make(100 * KB)));
    if (fourfold < 60) return 0;
    best = Math.min(best, fourfold / cost(() => work(make(25 * KB))));
  }
  return best;
}

const read = (text: string) => {
  parseInline(text, options, new Definitions());
  labelsIn(text);
  new Definitions().take(text, 0);
};
const readTail = (text: string) => {
  readLive(text, options, new Definitions());
};
describe("what reading a line costs", () => {
  it.each(hostilePieces)("grows with the text and no faster: %j repeated", (piece) => {
    const make = (length: number) => repeated(piece, length);
    expect(growth(make, read)).toBeLessThan(8);
    expect(growth(make, readTail)).toBeLessThan(8);
  });

  it.each(nestings)("grows with the text and no faster: %j around itself, then %j", (opener, closer) => {
    const make = (length: number) => {
      const count = Math.floor(length / (opener.length + closer.length));
      return opener.repeat(count) + closer.repeat(count);
    };
    expect(growth(make, read)).toBeLessThan(8);
    expect(growth(make, readTail)).toBeLessThan(8);
  });

  it("grows with the text and no faster, whatever is repeated", { timeout: 180_000 }, () => {
    fc.assert(
      fc.property(hostilePiece, (piece) => {
        const make = (length: number) => repeated(piece, length);
        expect(growth(make, read)).toBeLessThan(8);
        expect(growth(make, readTail)).toBeLessThan(8);
      }),
      { numRuns: 40 },
    );
  });

  it("is little for the longest message there can be", () => {
    for (const piece of ["**x [a](", "a.", "a.@", "[a](b", "<a b='", "*a_ "]) {
      expect(cost(() => read(repeated(piece, 200 * KB)))).toBeLessThan(5_000);
    }
  });
});

describe("marks around marks", () => {
  it("nest so deep and no deeper, so that no page is lost to them", () => {
    const depth = (nodes: readonly unknown[]): number =>
      nodes.reduce<number>(
        (most, node) => Math.max(most, node instanceof Object && "children" in node ? 1 + depth(node.children as unknown[]) : 0),
        0,
      );
    for (const [opener, closer] of nestings) {
      expect(depth(parseInline(opener.repeat(5_000) + closer.repeat(5_000), options, new Definitions()))).toBeLessThanOrEqual(60);
      expect(depth(readLive(opener.repeat(5_000), options, new Definitions()).nodes)).toBeLessThanOrEqual(60);
    }
  });

  it("keep the words that stand inside too many of them", () => {
    const nodes = parseInline(`${"*a **b ".repeat(500)}end${"** *".repeat(500)}`, options, new Definitions());
    expect(JSON.stringify(nodes)).toContain("end");
  });
});
