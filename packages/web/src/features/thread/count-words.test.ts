import { expect, it } from "vitest";
import { countWords } from "./count-words.ts";

it("counts words, also where no spaces lie between them", () => {
  expect(countWords(["The boat leaves at noon.", "Don’t wait!"])).toBe(7);
  expect(countWords(["今日は良い天気です。"])).toBeGreaterThan(3);
  expect(countWords(["", "— … —"])).toBe(0);
});
