import { describe, expect, it } from "vitest";
import { readOverrides } from "./env-overrides.ts";
import { resolveConfig } from "./load-config.ts";

describe("the setting userEnv", () => {
  it("takes names and descriptions; a key is secret unless it says otherwise", () => {
    const { userEnv } = resolveConfig({
      userEnv: ["KEY", { name: "CITY", label: "Your city", help: "Any.", url: "https://example.com/", placeholder: "Oban", secret: false }],
    });
    expect(userEnv).toEqual([
      { name: "KEY", secret: true },
      { name: "CITY", label: "Your city", help: "Any.", url: "https://example.com/", placeholder: "Oban", secret: false },
    ]);
    expect(resolveConfig({}).userEnv).toEqual([]);
  });

  it("takes words by language for what people read", () => {
    const key = { name: "KEY", label: { en: "Key", de: "Schlüssel" }, help: { en: "Any." } };
    expect(resolveConfig({ userEnv: [key] }).userEnv).toEqual([{ ...key, secret: true }]);
    for (const label of [{}, { "not a tag": "x" }, { en: 5 }, 5])
      expect(() => resolveConfig({ userEnv: [{ name: "KEY", label } as never] })).toThrow();
  });

  it("can be said in the environment, as a list of names", () => {
    const overrides = readOverrides({ COLLOQUY_USER_ENV: "KEY, CITY" });
    expect(resolveConfig({}, { overrides }).userEnv.map(({ name }) => name)).toEqual(["KEY", "CITY"]);
  });

  it.each([
    ["a name twice", ["KEY", { name: "KEY" }]],
    ["a name that every object has", ["__proto__"]],
    ["a name with a space", ["MY KEY"]],
    ["too many", Array.from({ length: 51 }, (_, index) => `K${index}`)],
    ["an address that is none", [{ name: "KEY", url: "javascript:alert(1)" }]],
    ["a field that does not exist", [{ name: "KEY", hint: "x" }]],
  ])("refuses %s", (_what, userEnv) => {
    expect(() => resolveConfig({ userEnv })).toThrow(
      expect.objectContaining({ code: "BAD_CONFIG", message: expect.stringContaining("userEnv") }),
    );
  });
});
