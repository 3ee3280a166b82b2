import { describe, expect, it } from "vitest";
import { nearestLanguage } from "./language.ts";

describe("nearestLanguage", () => {
  it.each([
    [["de-CH"], ["en", "de"], "de"],
    [["da"], ["da-DK", "en"], "da-DK"],
    [["pt-BR"], ["pt-PT"], "pt-PT"],
    [["zh-HK"], ["zh-CN", "zh-TW"], "zh-TW"],
    [["zh"], ["zh-TW", "zh-CN"], "zh-CN"],
    [["zh-Hant-MO"], ["zh-CN", "zh-TW"], "zh-TW"],
    [["DE-de"], ["de-DE"], "de-DE"],
    [["xx", "fr-CA", "de"], ["de", "fr"], "fr"],
    [["xx"], ["en"], undefined],
    [["", "not a tag!", "de"], ["de"], "de"],
    [[], ["en"], undefined],
  ])("of %j among %j it is %s", (wished, offered, expected) => {
    expect(nearestLanguage(wished, offered)).toBe(expected);
  });
});
