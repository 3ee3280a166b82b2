import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { END_NOTICES } from "./end-notices.ts";
import { CHAINLIT_LANGUAGES, loadChainlitTexts } from "./page-texts.ts";
import { texts as english } from "./texts/en.ts";

const OUR_PAGE = path.join(import.meta.dirname, "../../../../../web/src/i18n/locales");

function flatten(value: object, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? [[path + key, inner] as [string, string]] : flatten(inner as object, `${path}${key}.`),
  );
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([whole]) => whole).sort();
/** What is the same in many languages: "Chat", "OK", "Info", an address. */
const isSentence = (text: string): boolean => text.includes(" ") && !text.includes("@");

describe("the words of Chainlit's page", () => {
  it("are in all the languages that our page speaks", () => {
    const ours = readdirSync(OUR_PAGE).map((file) => path.basename(file, ".json"));
    expect([...CHAINLIT_LANGUAGES].sort()).toEqual(["en", ...ours].sort());
  });

  it.each([
    ["de-AT", "de"],
    ["pt-BR", "pt"],
    ["zh", "zh-CN"],
    ["zh-Hant-HK", "zh-TW"],
    ["zh-HK", "zh-TW"],
    ["en-GB", "en"],
    ["is", "en"],
  ])("are for %s those in %s", async (asked, spoken) => {
    const words = await loadChainlitTexts(asked);
    expect(words).toBe(await loadChainlitTexts(spoken));
    expect(words === english).toBe(spoken === "en");
  });

  it.each(CHAINLIT_LANGUAGES.filter((tag) => tag !== "en"))("have in %s the keys and the placeholders of English", async (tag) => {
    const words = flatten(await loadChainlitTexts(tag));
    const ofEnglish = flatten(english);
    expect(words.map(([key]) => key).sort()).toEqual(ofEnglish.map(([key]) => key).sort());
    const said = new Map(ofEnglish);
    expect(words.filter(([key, text]) => text.trim() === "" || `${placeholders(text)}` !== `${placeholders(said.get(key) ?? "")}`)).toEqual(
      [],
    );
    expect(words.filter(([key, text]) => isSentence(text) && text === said.get(key))).toEqual([]);
  });

  it.each(Object.entries(END_NOTICES))("that say an answer was %s are in all of them", (_end, words) => {
    expect(Object.keys(words).sort()).toEqual([...CHAINLIT_LANGUAGES].sort());
    for (const text of Object.values(words)) expect(text).toMatch(/\S/);
  });
});
