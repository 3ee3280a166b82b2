import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lintTranslations } from "./lint-translations.ts";

let folder = "";
let printed: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-texts-"));
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(path.join(folder, "translations"), { recursive: true });
  writeFileSync(path.join(folder, "translations", name), text);
}

describe("colloquy lint-translations", () => {
  it("says that there is nothing to check", async () => {
    await lintTranslations(folder);
    expect(printed.join()).toContain("nothing to check");
  });

  it("is content with texts that are in order", async () => {
    write("en.json", '{ "app": { "hello": "Hello" } }');
    write("de.json", '{ "app": { "hello": "Hallo" } }');
    await lintTranslations(folder);
    expect(printed.join()).toContain("de, en: all texts are in order.");
  });

  it("names what is wrong, file and key, and fails", async () => {
    write("en.json", '{ "app": { "hello": "Hello" } }');
    write("de.json", "{}");
    await expect(lintTranslations(folder)).rejects.toMatchObject({ code: "BAD_CONFIG", message: "One text wants mending." });
    expect(printed.join()).toMatch(/de\.json.*app\.hello.*is missing here/);
  });

  it.each([
    ["de.json", "{ not json", "de.json cannot be read"],
    ["de.json", '{ "app": { "n": 3 } }', "de.json: app.n is neither a text nor a group of texts"],
    ["german!.json", "{}", '"german!" is no language tag'],
  ])("names a file that is none: %s %s", async (name, text, message) => {
    write(name, text);
    await expect(lintTranslations(folder)).rejects.toMatchObject({ code: "BAD_CONFIG", message: expect.stringContaining(message) });
  });
});
