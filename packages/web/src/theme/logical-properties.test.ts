// One style sheet for both ways of writing: it speaks of start and end, never of left and right.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const src = path.join(import.meta.dirname, "..");
const PHYSICAL =
  /(?:^|[\s;{"])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)\b|(?:margin|padding|border|inset)(?:Left|Right)\b|\b(?:ml|mr|pl|pr|left|right)-(?:\d|\[|auto)/;

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.(css|tsx)$/.test(file) && !file.includes(".test."),
);

describe("the style sheets", () => {
  it("use logical properties only", () => {
    expect(files.length).toBeGreaterThan(60);
    const found = files.flatMap((file) =>
      readFileSync(`${src}/${file}`, "utf8")
        .split("\n")
        .map((line, index) => ({ at: `${file}:${index + 1}`, line }))
        .filter(({ line }) => PHYSICAL.test(line))
        .map(({ at, line }) => `${at} ${line.trim()}`),
    );
    // The tooltip is placed by coordinates of the viewport, which have no direction.
    expect(found.filter((one) => !one.startsWith("components/ui/tooltips.tsx"))).toEqual([]);
  });

  it("have no shorthand with a left that differs from its right", () => {
    const lopsided = files
      .filter((file) => file.endsWith(".css"))
      .flatMap((file) => {
        const text = readFileSync(`${src}/${file}`, "utf8");
        return [...text.matchAll(/\b(?:padding|margin|inset): ([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+);/g)]
          .filter(([, , end, , start]) => end !== start)
          .map(([whole]) => `${file} ${whole}`);
      });
    expect(lopsided).toEqual([]);
  });
});
