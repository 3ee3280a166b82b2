// The reference is complete and as new as the code.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEntries, writePages } from "./api/write-api.ts";
import { repository } from "./doc-pages.ts";

const entries = readEntries();
const folder = path.join(repository, "docs/api");

describe.each([...entries].map(([entry, items]) => ({ name: entry.name, entry, items })))("the reference of $name", ({ entry, items }) => {
  it("has a comment for every export and every member of it", () => {
    expect(items.length).toBeGreaterThan(0);
    const bare = items.filter(({ doc }) => doc.text === "").map(({ name }) => name);
    const bareMembers = items.flatMap(({ name, members }) =>
      members.filter(({ doc }) => doc.text === "").map((member) => `${name}.${member.name}`),
    );
    expect([...bare, ...bareMembers], "write a /** comment */ above these: what it is for, its unit, its default, what it throws").toEqual(
      [],
    );
  });

  it("has each export in one group, listed in scripts/api/entries.ts", () => {
    const grouped = entry.groups.flatMap(({ names }) => names);
    expect(grouped.sort()).toEqual(items.map(({ name }) => name).sort());
  });
});

describe("docs/api", () => {
  const pages = writePages(entries);

  it("has these pages and no others", () => {
    expect(readdirSync(folder).sort()).toEqual(pages.map(({ file }) => file).sort());
  });

  it.each(pages)("$file is what the code says; else run npm run api", ({ file, text }) => {
    expect(readFileSync(path.join(folder, file), "utf8")).toBe(text);
  });
});
