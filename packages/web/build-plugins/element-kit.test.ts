// The table of what a custom element may import, against the modules behind it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const here = (file: string) => path.join(import.meta.dirname, "../element-kit", file);
const shims = JSON.parse(readFileSync(here("shims.json"), "utf8")) as Record<string, string | { shared: true }>;

describe("what a custom element may import", () => {
  it("has a file for each name, but for what is the page's own", () => {
    const files = Object.values(shims).filter((file) => typeof file === "string");
    expect(files.filter((file) => !existsSync(here(`src/${file}`)))).toEqual([]);
    expect(Object.keys(shims).filter((name) => typeof shims[name] === "object")).toEqual([
      "react",
      "react/jsx-runtime",
      "react-dom",
      "react-dom/client",
    ]);
  });
});
