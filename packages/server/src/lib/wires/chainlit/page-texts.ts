// The words of Chainlit's own page in the languages that our page speaks. English is at hand; another one is loaded when somebody asks for it.
import { nearestLanguage } from "@colloquy/protocol";
import { type ChainlitTexts, texts as english } from "./texts/en.ts";

const others: Readonly<Record<string, () => Promise<{ readonly texts: ChainlitTexts }>>> = {
  ar: () => import("./texts/ar.ts"),
  bn: () => import("./texts/bn.ts"),
  da: () => import("./texts/da.ts"),
  de: () => import("./texts/de.ts"),
  el: () => import("./texts/el.ts"),
  es: () => import("./texts/es.ts"),
  fr: () => import("./texts/fr.ts"),
  gu: () => import("./texts/gu.ts"),
  he: () => import("./texts/he.ts"),
  hi: () => import("./texts/hi.ts"),
  it: () => import("./texts/it.ts"),
  ja: () => import("./texts/ja.ts"),
  kn: () => import("./texts/kn.ts"),
  ko: () => import("./texts/ko.ts"),
  ml: () => import("./texts/ml.ts"),
  mr: () => import("./texts/mr.ts"),
  nl: () => import("./texts/nl.ts"),
  pt: () => import("./texts/pt.ts"),
  ta: () => import("./texts/ta.ts"),
  te: () => import("./texts/te.ts"),
  "zh-CN": () => import("./texts/zh-cn.ts"),
  "zh-TW": () => import("./texts/zh-tw.ts"),
};

/** The languages these words are in, as BCP 47 tags. */
export const CHAINLIT_LANGUAGES: readonly string[] = ["en", ...Object.keys(others)];

/** The words in the nearest language there is, English when none is near. */
export async function loadChainlitTexts(language: string): Promise<ChainlitTexts> {
  const load = others[nearestLanguage([language], CHAINLIT_LANGUAGES) ?? "en"];
  return load ? (await load()).texts : english;
}
