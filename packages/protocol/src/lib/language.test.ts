import { describe, expect, it } from "vitest";
import { inLanguage, nearestLanguage, toLanguageTag } from "./language.ts";

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

describe("toLanguageTag", () => {
  it.each([
    ["en-US", "en-US"],
    ["en-US@posix", "en-US"],
    ["en_US.UTF-8", "en-US"],
    ["de_DE.UTF-8@euro", "de-DE"],
    ["pt_br", "pt-BR"],
    ["ZH-hant-tw", "zh-Hant-TW"],
    ["de-DE-u-co-phonebk", "de-DE"],
    [" fr ", "fr"],
    ["ca-valencia", "ca-valencia"],
    ["C", undefined],
    ["POSIX", undefined],
    ["*", undefined],
    ["", undefined],
    ["und", undefined],
    ["en-12", undefined],
    ["not a tag!", undefined],
    ["x/../../secret", undefined],
    ["en-".repeat(40), undefined],
    [undefined, undefined],
    [["en"], undefined],
  ])("of %j is %j", (value, expected) => {
    expect(toLanguageTag(value)).toBe(expected);
  });

  it("is what Intl takes, whatever it was given", () => {
    for (const value of ["en-US@posix", "sr_Latn_RS@latin", "i-klingon", "zh-cmn-Hans-CN", "sl-rozaj-biske", "abcde", "en--US", "1a"]) {
      const tag = toLanguageTag(value);
      expect(() => new Intl.DateTimeFormat(tag).format(0)).not.toThrow();
    }
  });
});

describe("words by language", () => {
  it("are those of the nearest language, else English, else the first; one text is everybody's", () => {
    const words = { de: "Hallo", en: "Hello", "zh-TW": "你好" };
    expect(["de-CH", "zh-HK", "fr", ""].map((language) => inLanguage(words, language))).toEqual(["Hallo", "你好", "Hello", "Hello"]);
    expect(inLanguage({ fr: "Bonjour" }, "de")).toBe("Bonjour");
    expect(inLanguage({}, "de")).toBe("");
    expect(inLanguage("Hi", "de")).toBe("Hi");
  });
});
