import { searchWords } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { rankMessage } from "./rank-message.ts";

/** These messages, the best first. */
function order(query: string, ...messages: readonly (string | readonly [text: string, name: string])[]): string[] {
  const words = searchWords(query);
  return messages
    .map((message) => (typeof message === "string" ? ([message, undefined] as const) : message))
    .map(([text, name]) => ({ text, rank: rankMessage(text, name, words) }))
    .sort((one, other) => other.rank - one.rank)
    .map(({ text }) => text);
}

describe("the best of what was found", () => {
  it("has the words as they were asked for, before whole words, before beginnings, before any place", () => {
    const phrase = "the night\n  ferry leaves";
    const whole = "a ferry by night";
    const begins = "ferryman of the nights";
    const within = "a nightferry in midnight";
    expect(order("night ferry", within, begins, whole, phrase)).toEqual([phrase, whole, begins, within]);
  });

  it("has them in the name of its chat too, of two that are the same", () => {
    expect(order("ferry", ["one ferry", "Trains"], ["two ferry", "FERRY, at last"])).toEqual(["two ferry", "one ferry"]);
  });

  it("compares as the search does, and leaves what knows no words between spaces in its order", () => {
    expect(order("strasse", "Nebenstraßen", "Die STRASSE")).toEqual(["Die STRASSE", "Nebenstraßen"]);
    expect(order("タワー", "東京タワー", "このタワーです")).toEqual(["東京タワー", "このタワーです"]);
    expect(order("👍", "a👍b", "it 👍")).toEqual(["it 👍", "a👍b"]);
    expect(order("a", "𝒳a", "x a")).toEqual(["x a", "𝒳a"]);
  });
});
