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
});

const locales = readdirSync(`${src}/i18n/locales`).map((file) => path.basename(file, ".json"));
const baseOf = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, "");
const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name))].sort();

describe.each(locales)("the page's strings in %s", (language) => {
  const strings = flatten(JSON.parse(read(`i18n/locales/${language}.json`)));
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  /** The keys this language needs: those of English, and what it counts with. */
  const needed = [...english.keys()].flatMap((key) => {
    if (!english.has(`${baseOf(key)}_other`)) return [key];
    return key.endsWith("_other") ? categories.map((category) => `${baseOf(key)}_${category}`) : [];
  });

  it("are those of English, in all the plurals of the language", () => {
    expect(Intl.PluralRules.supportedLocalesOf(language)).toEqual([language]);
    expect(needed.filter((key) => !strings.has(key))).toEqual([]);
    expect([...strings.keys()].filter((key) => !keys.has(baseOf(key)))).toEqual([]);
  });

  it("are never empty, and have the placeholders of English", () => {
    const wrong = [...strings].filter(([key, text]) => {
      const counted = english.get(`${baseOf(key)}_other`);
      const given = placeholders(counted ?? english.get(key) ?? "");
      const said = placeholders(text);
      if (text.trim() === "" || said.some((name) => !given.includes(name))) return true;
      // "One message" may be said in a word; all else is said with what the code gives.
      return given.some((name) => !said.includes(name) && !(counted !== undefined && name === "count" && /_(zero|one|two)$/.test(key)));
    });
    expect(wrong).toEqual([]);
  });
});
