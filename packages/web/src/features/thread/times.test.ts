import { afterEach, describe, expect, it } from "vitest";
import { toLocale } from "./times.ts";

afterEach(() => {
  document.documentElement.lang = "";
});

describe("the locale of dates and numbers", () => {
  it("is the person's own, with its region", () => {
    document.documentElement.lang = "de-CH";
    expect(new Intl.NumberFormat(toLocale("de")).format(1234.5)).toMatch(/^1['’]234\.5$/);
  });

  it("writes the digits that counts are written in", () => {
    for (const language of ["ar", "bn", "mr"]) {
      document.documentElement.lang = language;
      expect(new Intl.NumberFormat(toLocale(language)).format(42)).toBe("42");
    }
  });

  it("is English for the pseudo language", () => {
    expect(toLocale("pseudo")).toMatch(/^en/);
  });
});
