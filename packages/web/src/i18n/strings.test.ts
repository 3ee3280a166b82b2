// Every word the page says comes from en.json, and every word in en.json is said somewhere.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const src = path.join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(`${src}/${file}`, "utf8");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.|fixture|pseudo/.test(file),
);
const code = files.map((file) => ({ file, text: withoutComments(read(file)) }));
const english = flatten(JSON.parse(read("i18n/en.json")));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

function flatten(value: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "string" ? [[path + key, inner]] : [...flatten(inner as object, `${path}${key}.`)],
    ),
  );
}

/** The keys as code names them: without what counting adds. */
const keys = new Set([...english.keys()].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, "")));

describe("the page's strings", () => {
  it("are all in en.json", () => {
    const asked = code.flatMap(({ text }) => [...text.matchAll(/\bt\(\s*"([\w.-]+)"/g)].map(([, key]) => key ?? ""));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !keys.has(key))).toEqual([]);
  });

  it("are all said somewhere", () => {
    const all = code.map(({ text }) => text).join("\n");
    // A key may be built of a fixed beginning and a word the code knows: `steps.${state}`.
    const built = [...all.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start ?? "");
    expect([...keys].filter((key) => !all.includes(`"${key}"`) && !built.some((start) => key.startsWith(start)))).toEqual([]);
  });

  it("are never written into the markup", () => {
    const literal = /(?:^|[^=])>\s*([A-Z][a-z]+(?: [a-z]+)*)\s*<|(?:aria-label|title|placeholder|alt)="([^"]*[a-z][^"]*)"/g;
    const found = code
      .filter(({ file }) => file.endsWith(".tsx"))
      .flatMap(({ file, text }) => [...text.matchAll(literal)].map(([whole]) => `${file}: ${whole.trim()}`));
    expect(found.filter((one) => !one.endsWith(">Colloquy<"))).toEqual([]);
  });

  it("have the same placeholders in every language", () => {
    const arabic = flatten(JSON.parse(read("i18n/locales/ar.json")));
    const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();
    for (const [key, text] of arabic) {
      const base = key.replace(/_(zero|one|two|few|many|other)$/, "");
      expect(keys, key).toContain(base);
      // A language may say "one message" in a word; it may never ask for what the code does not give.
      const given = placeholders(english.get(key) ?? english.get(`${base}_other`) ?? "");
      expect(given, key).toEqual(expect.arrayContaining(placeholders(text)));
    }
  });
});
