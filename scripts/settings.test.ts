// No setting without its types, its words and a test that shows what it does.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { variableName } from "../packages/server/src/lib/config/env-overrides.ts";
import { settingPaths } from "../packages/server/src/lib/config/setting-paths.ts";
import { repository } from "./doc-pages.ts";
import { SETTING_TESTS } from "./setting-tests.ts";

const settings = settingPaths();
const inConfig = (file: string) => path.join(repository, "packages/server/src/lib/config", file);

describe("a setting", () => {
  it("has a test, in scripts/setting-tests.ts, and nothing else stands there", () => {
    expect(Object.keys(SETTING_TESTS).sort()).toEqual(settings.map((keys) => keys.join(".")).sort());
  });

  it.each(settings.map((keys) => [keys.join("."), keys] as const))("%s is named by its test, or its variable is", (name, keys) => {
    const file = path.join(repository, SETTING_TESTS[name] ?? "");
    expect(existsSync(file), file).toBe(true);
    const words = new Set(readFileSync(file, "utf8").match(/\w+/g));
    expect(words.has(keys.at(-1) ?? "") || words.has(variableName(keys)), `${name} in ${SETTING_TESTS[name]}`).toBe(true);
  });

  it.each(settings.map((keys) => [keys.at(-1) ?? "", keys.join(".")] as const))("%s has its words in the types", (name) => {
    const source = ["schema.ts", "uploads.ts", "feedback.ts"].map((file) => readFileSync(inConfig(file), "utf8")).join("");
    expect(source).toMatch(new RegExp(`/\\*\\* [^\\n]+ \\*/\\n  ${name}:`));
  });
});
