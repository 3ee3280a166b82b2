// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { spokenLanguage } from "./spoken-language.ts";

describe("the language of what is read aloud", () => {
  it.each([
    ["Hello there", "en-GB", "en-GB"],
    ["Guten Tag", "de", "de"],
    ["مرحبا بكم في الميناء", "en", "ar"],
    ["سلام بر شما", "fa", "fa"],
    ["船は12時30分に出ます", "en", "ja"],
    ["渡轮十二点半开", "en", "zh"],
    ["渡轮十二点半开", "zh-TW", "zh-TW"],
    ["The ferry leaves at noon", "ar", "en"],
    ["12:30", "ar", "ar"],
    ["नमस्ते", "mr", "mr"],
  ])("of “%s” on a page in %s is %s", (text, page, expected) => {
    expect(spokenLanguage(text, page)).toBe(expected);
  });
});
