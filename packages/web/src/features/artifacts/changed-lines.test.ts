import { diffLines } from "diff";
import { describe, expect, it } from "vitest";
import { toChangedLines } from "./changed-lines.ts";

const text = (...lines: string[]) => `${lines.join("\n")}\n`;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
const shown = (before: string, after: string) =>
  toChangedLines(diffLines(before, after)).map((line) => (line.kind === "left-out" ? `… ${line.count}` : `${line.kind} ${line.text}`));

describe("the lines of a change", () => {
  it("are those that were added and removed, with three of the others around them", () => {
    const before = text(...numbers(1, 20));
    const after = text(...numbers(1, 9), "another", ...numbers(11, 20));
    expect(shown(before, after)).toEqual([
      "… 6",
      ...["same line 7", "same line 8", "same line 9"],
      ...["removed line 10", "added another"],
      ...["same line 11", "same line 12", "same line 13"],
      "… 7",
    ]);
  });

  it("leave out nothing where that would save no line", () => {
    expect(shown(text("a", "b"), text("a", "b", "c"))).toEqual(["same a", "same b", "added c"]);
    expect(shown(text(...numbers(1, 4)), text(...numbers(1, 4), "c"))).toHaveLength(5);
    expect(shown(text(...numbers(1, 5)), text(...numbers(1, 5), "c"))).toEqual([
      "… 2",
      ...numbers(3, 5).map((line) => `same ${line}`),
      "added c",
    ]);
  });
});
