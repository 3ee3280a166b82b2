// The sheet that Tailwind is given for custom elements, and the icons that are compiled into them, against what elements write.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { rolldown } from "rolldown";
import { compile } from "tailwindcss";
import { describe, expect, it } from "vitest";
import { readElementTheme, toLucideSource } from "./element-sources.ts";

const lucide = toLucideSource();
const { resolve } = createRequire(import.meta.url);

async function toSheet(...words: string[]): Promise<string> {
  const { build } = await compile(readElementTheme(), {
    base: "/",
    loadStylesheet: async (id) => ({ path: id, base: "/", content: readFileSync(resolve(id), "utf8") }),
  });
  return build(words);
}

describe("Tailwind in a custom element", () => {
  it("knows the page's colours, corners and type by the names that elements use", async () => {
    const sheet = await toSheet(
      "bg-background",
      "text-muted-foreground",
      "bg-primary",
      "rounded-md",
      "rounded",
      "text-sm",
      "font-mono",
      "border",
    );
    for (const value of ["--background", "--muted-foreground", "--primary", "--radius-md", "--radius-xs", "--text-sm", "--font-mono"])
      expect(sheet).toContain(`var(${value})`);
    expect(sheet).toContain("border-color: var(--border)");
  });

  it("says nothing about the page around the element", async () => {
    const sheet = await toSheet("table", "hidden", "hover:grow", "md:hidden", "dark:hidden", "space-y-2", "group-hover:hidden");
    const rules = [...sheet.matchAll(/^\s*([^@\n{}]*\.[^@\n{}]*)\{/gm)].map(([, selector = ""]) => selector);
    expect(rules.length).toBeGreaterThanOrEqual(7);
    expect(rules.filter((selector) => !selector.includes(":where(.element-kit)"))).toEqual([]);
  });

  it("moves what comes and goes by the words that such elements were written with", async () => {
    const words = [
      "animate-in",
      "fade-in-0",
      "zoom-in-95",
      "slide-in-from-top-2",
      "animate-accordion-down",
      "animate-spin",
      "animate-pulse",
    ];
    const sheet = await toSheet(...words);
    for (const word of words) expect(sheet).toContain(`.${word} {`);
    for (const name of ["element-enter", "element-open", "spin", "pulse"]) expect(sheet).toContain(`@keyframes ${name}`);
  });

  it("has a class for every word of the third Tailwind that the fourth renamed or dropped, but for the opacities", async () => {
    const words = [
      "flex-shrink-0",
      "flex-grow",
      "bg-gradient-to-r",
      "overflow-ellipsis",
      "max-w-screen-md",
      "outline-none",
      "shadow",
      "ring",
      "blur",
    ];
    const sheet = await toSheet(...words);
    for (const word of words) expect(sheet).toContain(`.${word} {`);
  });
});

describe("Lucide's icons in a custom element", () => {
  it("cost what is named, under each of its names", async () => {
    const source = await lucide;
    const files: Readonly<Record<string, string>> = {
      "lucide-react": source,
      "element.js": 'import { Check, CheckIcon, Loader2 } from "lucide-react"; export const icons = [Check, CheckIcon, Loader2];',
    };
    const bundle = await rolldown({
      input: "element.js",
      external: ["lucide-react/base"],
      plugins: [{ name: "files", resolveId: (id) => (id in files ? id : undefined), load: (id) => files[id] }],
    });
    const { output } = await bundle.generate({ format: "esm" });
    const { code } = output[0];
    expect(code).toContain("loader-circle");
    expect(code.match(/make\(/g)).toHaveLength(2);
    expect(code.length).toBeLessThan(1500);
  });

  it("are all there", async () => {
    const source = await lucide;
    // Newer versions of Node name what a CommonJS module is as a whole, too.
    const own = new Set(["createLucideIcon", "Icon", "LucideProvider", "useLucideContext", "icons", "default", "module.exports"]);
    const names = Object.keys(await import("lucide-react")).filter((name) => !own.has(name));
    expect(names.length).toBeGreaterThan(5000);
    const there = new Set([...source.matchAll(/ as (\w+)/g)].map(([, name]) => name));
    expect(names.filter((name) => !there.has(name))).toEqual([]);
  });
});
