// What the message box makes of a text while it is typed: which word asks for a list, which mentions still stand.
import type { Command, Mention } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { findCommands } from "./find-commands.ts";
import { type Mark, moveMarks, toMarks, toMentions, toParts } from "./marks.ts";
import { without, wordAt } from "./word-at.ts";

const ADA: Mention = { id: "ada", label: "Ada Lovelace" };
const BOB: Mention = { id: "bob", label: "Bob" };
const wordIn = (text: string, marks?: readonly Mark[]) => {
  const caret = text.indexOf("|");
  return wordAt(text.replace("|", ""), caret, marks);
};

describe("the word at the caret", () => {
  it("asks for commands or mentions at the start of any word", () => {
    expect(wordIn("/|")).toEqual({ kind: "command", at: 0, end: 1, query: "" });
    expect(wordIn("please /pic| a boat")).toEqual({ kind: "command", at: 7, end: 11, query: "pic" });
    expect(wordIn("line\n@Ad|")).toMatchObject({ kind: "mention", at: 5, query: "Ad" });
    expect(wordIn("(@Ad|")).toMatchObject({ kind: "mention", at: 1 });
  });

  it("asks for nothing within a word, an address or a path, nor behind the word", () => {
    for (const text of ["and/or|", "ada@home|", "https://x|", "/usr/lib|", "/pic |", "|/pic", "nothing|"])
      expect(wordIn(text), text).toBeUndefined();
  });

  it("asks for nothing inside of a mention that was chosen", () => {
    expect(wordIn("@Ada| Lovelace", [{ mention: ADA, at: 0 }])).toBeUndefined();
    expect(wordIn("@Ada|", [])).toMatchObject({ query: "Ada" });
  });

  it("leaves no double space where it was taken out", () => {
    expect(without("draw /pic a boat", { at: 5, end: 9 })).toEqual({ text: "draw a boat", caret: 5 });
    expect(without("/pic a boat", { at: 0, end: 4 })).toEqual({ text: "a boat", caret: 0 });
    expect(without("draw /pic", { at: 5, end: 9 })).toEqual({ text: "draw ", caret: 5 });
    expect(without("draw (/pic now)", { at: 6, end: 10 })).toEqual({ text: "draw ( now)", caret: 6 });
  });
});

describe("commands", () => {
  const commands: readonly Command[] = [
    { id: "Search", description: "Looks on the web for a picture or a text" },
    { id: "Epic" },
    { id: "Picture", description: "Draws it" },
    { id: "Translate" },
  ];
  it("are found by their id, the earliest find first, then by their description, whatever the case", () => {
    expect(findCommands(commands, "PIC").map(({ id }) => id)).toEqual(["Picture", "Epic", "Search"]);
    expect(findCommands(commands, "zzz")).toEqual([]);
    expect(findCommands(commands, "")).toBe(commands);
  });
});

describe("the mentions of a text", () => {
  const text = "Ask @Ada Lovelace and @Bob.";
  const marks: readonly Mark[] = [
    { mention: ADA, at: 4 },
    { mention: BOB, at: 22 },
  ];

  it("move along with what is written before them", () => {
    expect(moveMarks(marks, text, `Please: ${text}`).map(({ at }) => at)).toEqual([12, 30]);
    expect(moveMarks(marks, text, text.replace("and", "or")).map(({ at }) => at)).toEqual([4, 21]);
    expect(moveMarks(marks, text, `${text} Thanks`)).toEqual(marks);
  });

  it("are gone when their text is deleted, changed, or grows into another word", () => {
    expect(moveMarks(marks, text, "Ask  and @Bob.").map(({ mention }) => mention.id)).toEqual(["bob"]);
    expect(moveMarks(marks, text, "Ask @Ada Lovelac and @Bob.").map(({ mention }) => mention.id)).toEqual(["bob"]);
    expect(moveMarks(marks, text, "Ask @Ada Lovelaces and @Bob.").map(({ mention }) => mention.id)).toEqual(["bob"]);
    expect(moveMarks(marks, text, "")).toEqual([]);
    expect(moveMarks(marks, text, "Something else that is @Bob")).toEqual([]);
  });

  it("are sent in the order of the text, each once", () => {
    const twice = [{ mention: BOB, at: 40 }, ...marks, { mention: ADA, at: 60 }];
    expect(toMentions(twice)).toEqual([ADA, BOB]);
  });

  it("are found again in the text that was sent, the longest name first", () => {
    const short: Mention = { id: "a", label: "Ada" };
    expect(toMarks("@Ada Lovelace, @Ada and @Adam", [short, ADA])).toEqual([
      { mention: ADA, at: 0 },
      { mention: short, at: 15 },
    ]);
    expect(toParts(text, marks).map((part) => part.text)).toEqual(["Ask ", "@Ada Lovelace", " and ", "@Bob", "."]);
    expect(toParts("plain", [])).toEqual([{ at: 0, text: "plain" }]);
  });
});
