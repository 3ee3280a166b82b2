// What reading and showing blocks costs: it must grow as the text does, and what a text becomes must stay within bounds.
import { describe, expect, it } from "vitest";
import { BlockSplitter } from "./block-splitter.ts";
import { Container } from "./block-tree.ts";
import { toCells } from "./table-rows.ts";

const options = { latex: true, html: true };

/** Every way a block can begin, go on or end. */
const heads = [
  "> ",
  "- ",
  "* ",
  "1. ",
  "10) ",
  "# ",
  "    ",
  "\t",
  "```js\n",
  "~~~\n",
  "$$\n",
  "\\[\n",
  ":::note\n",
  "::::tip[t]\n",
  ":::\n",
  "<div>\n",
  "<!-- ",
  "<script>",
  "[^a]: ",
  "[a]: ",
  "[a]: /x\n",
  '[a]: /x "t\n',
  "| a | b |\n|---|---|\n",
  "|",
  "|\n",
  "---\n",
  "===\n",
  "- [ ] ",
  "> [!NOTE]\n> ",
  "x\n",
  "\n",
  "x\n\n",
  "[^a] ",
  "`",
  "\\",
  "<",
  "$",
  "[",
  "](",
  "h",
  "5",
];

/** Lines that make one pattern look far ahead for an end that does not come. */
const hostile = [
  ...heads,
  ...heads.flatMap((head) => [`${head}x\n`, `${head}> `]),
  ":::note\n:::tip\n",
  "    a\n\n\n",
  "- a\n\n  b\n\n",
  "- a\n> b\n",
  "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
  "[^a]: x\n\n    y\n\n",
  "x[^a]\n\n[^a]: y\n\n",
  "# a\n",
  "a\n===\n",
  "[a]: /x\n\n[a]\n\n",
  "- - - ",
  "* * * x\n",
  "+ \n",
  "<b> ",
  "</div>\n\n",
  "\\(x ",
  "5 5 ",
  "\n \n\t\n",
];

const once = ['[a]: /x "', ":::note", "    a", "[a]:", "<!--", "- a", "| a | b |\n|---|---|\n", "# ", "[", "```js\n"];
const runs = [" ", "\n", "\t", "-", "|", "[", "`", ":", "> ", "#", "(", "x ", "\n\n", "    \n"];

const corpus: readonly { readonly name: string; readonly make: (length: number) => string }[] = [
  ...hostile.map((piece) => ({ name: JSON.stringify(piece), make: (length: number) => piece.repeat(Math.ceil(length / piece.length)) })),
  ...once.flatMap((open) =>
    runs.map((run) => ({
      name: `${JSON.stringify(open)} and a run of ${JSON.stringify(run)}`,
      make: (length: number) => `${open}${run.repeat(Math.ceil(length / run.length))}x`,
    })),
  ),
];

function read(text: string, size: number): BlockSplitter {
  const splitter = new BlockSplitter(options);
  for (let at = 0; at < text.length; at += size) {
    splitter.feed(text.slice(at, at + size));
    splitter.leaf?.takeFresh();
  }
  splitter.end();
  return splitter;
}

/** Processor time in ms: on a busy machine the clock tells how long one waited. */
function cpuOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of some runs: whatever else the process does can only add to it. */
function costOf(text: string, size: number, runs: number): number {
  return Math.min(...Array.from({ length: runs }, () => cpuOf(() => read(text, size))));
}

/**
 * The curves of a text whose cost grows faster than its length, undefined where it does not. What grows with the square does so each time and at each length; a collection of
 * garbage or a neighbour on the machine bends one curve, and not the next.
 */
function bentCurves(make: (length: number) => string, size: number): number[][] | undefined {
  const curves: number[][] = [];
  for (const length of LENGTHS) {
    if (costOf(make(length * 4), size, 1) <= NOISE_MS) return undefined;
    const curve = [1, 2, 4].map((times) => costOf(make(length * times), size, 3));
    const [first = 0, , last = 0] = curve;
    if (last <= NOISE_MS || last <= first * MOST) return undefined;
    curves.push(curve);
  }
  return curves;
}

/** The elements a text becomes, about, and how deep they stand. */
function measure(container: Container): { nodes: number; depth: number } {
  let nodes = 1;
  let depth = 0;
  for (const child of container.children) {
    const inner =
      child instanceof Container ? measure(child) : { nodes: child.kind === "row" ? child.source.split("|").length : 1, depth: 0 };
    nodes += inner.nodes;
    depth = Math.max(depth, inner.depth);
  }
  return { nodes, depth: depth + 1 };
}

const LENGTHS = [2_500, 2_500, 5_000];
/** Four times the text, four times the cost; what grows with its square costs sixteen times as much. */
const MOST = 10;
/** Below this, what is measured is the clock and the rest of the machine. */
const NOISE_MS = 25;

describe("reading blocks", () => {
  it.each([
    ["whole", Number.POSITIVE_INFINITY],
    ["in pieces of a few characters", 7],
  ] as const)("costs in proportion to the text, %s", { timeout: 240_000 }, (_, size) => {
    const bent: string[] = [];
    for (const { name, make } of corpus) {
      const curves = bentCurves(make, size);
      if (curves !== undefined)
        bent.push(`${name}: ${curves.map((curve) => curve.map((cost) => cost.toFixed(1)).join(", ")).join("; ")} ms`);
    }
    expect(bent).toEqual([]);
  });

  it.each([
    ["three thousand quotes in one another", `${">".repeat(3000)} x`],
    ["two thousand lists in one another", `${"- ".repeat(2000)}x`],
    ["a thousand alerts in one another", ":::note\n".repeat(1000)],
    ["a thousand footnotes in one another", `${"[^a]: ".repeat(1000)}x`],
    ["all of them by turns", `${"> - 1. [^a]: ".repeat(1000)}x`],
  ])("is text from a hundred levels on: %s", (_, text) => {
    for (const size of [Number.POSITIVE_INFINITY, 5]) {
      const { depth } = measure(read(text, size).root);
      expect(depth).toBeGreaterThan(90);
      // A list stands between an item and the next.
      expect(depth).toBeLessThan(210);
    }
  });

  it.each([
    ["headings", "# a\n"],
    ["items", "- *a*\n"],
    ["rows of empty cells", `${"|".repeat(101)}\n`],
    ["rules", "***\n"],
  ])("shows what a page can hold of a message full of %s, and keeps all of its text", (_, piece) => {
    const head = piece.startsWith("||") ? `${"|a".repeat(100)}|\n${"|-".repeat(100)}|\n` : "";
    const text = head + piece.repeat(200_000 / piece.length);
    for (const size of [Number.POSITIVE_INFINITY, 997]) {
      const { root } = read(text, size);
      expect(measure(root).nodes).toBeLessThan(60_000);
      const last = root.children.at(-1);
      expect(last && "source" in last && last.kind).toBe("rest");
      const rest = last && "source" in last ? last.source : "";
      expect(text.endsWith(rest)).toBe(true);
      expect(text.slice(last?.start)).toBe(rest);
    }
  });

  it("cleans no more blocks of HTML, each by itself, than a tab has the time for", () => {
    const { root } = read("<div>\n\n".repeat(25_000), Number.POSITIVE_INFINITY);
    // Thirteen thousand kept a tab busy for twenty seconds.
    expect(root.children.length).toBeLessThan(2_500);
    expect(root.children.length).toBeGreaterThan(1_000);
  });

  it("adds few cells to a short row, however many columns there are", () => {
    expect(toCells("| a |", 100)).toEqual(["a"]);
    expect(toCells("| a |", 3)).toEqual(["a", "", ""]);
    expect(toCells("| a | b | c |", 2)).toEqual(["a", "b"]);
  });
});
