// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { EMPTY_DRAFT } from "./draft.ts";
import { forgetDrafts } from "./drafts.ts";
import { choosePrompt, readPrompts, rememberPrompt, walkPrompts } from "./prompt-tools.ts";

const draft = (text: string) => ({ ...EMPTY_DRAFT, text });

/** A chat in which this was said, the oldest first. */
function chat(...texts: readonly string[]): Parameters<typeof readPrompts>[0] {
  return {
    getOverview: () => ({ turnIds: texts.map((_text, index) => String(index)) }),
    getTurn: (id: string) => ({ turn: { messageId: id } }),
    text: (id: string) => ({ read: () => texts[Number(id)] ?? "" }),
  } as unknown as Parameters<typeof readPrompts>[0];
}

beforeEach(() => localStorage.clear());

describe("what was sent before", () => {
  it("is that of this chat, then that of others, the newest first and each text once", () => {
    for (const text of ["old", "shared", "new"]) rememberPrompt(text);
    rememberPrompt("old");
    expect(readPrompts(chat("first", "shared", "last"))).toEqual(["last", "shared", "first", "old", "new"]);
  });

  it("is a hundred texts of other chats at most, none of them empty or endless", () => {
    for (let i = 0; i < 120; i++) rememberPrompt(`${i}`);
    rememberPrompt("  ");
    rememberPrompt("x".repeat(4_001));
    expect(readPrompts(chat())).toHaveLength(100);
    expect(readPrompts(chat())[0]).toBe("119");
  });

  it("is forgotten with the drafts when somebody signs out", () => {
    rememberPrompt("secret");
    forgetDrafts();
    expect(readPrompts(chat())).toEqual([]);
  });

  it("survives whatever else lies in the storage", () => {
    localStorage.setItem("colloquy:prompts", '{"not":"a list"}');
    expect(readPrompts(chat("here"))).toEqual(["here"]);
    localStorage.setItem("colloquy:prompts", "not JSON");
    rememberPrompt("new");
    expect(readPrompts(chat())).toEqual(["new"]);
  });
});

describe("walking through it", () => {
  const list = () => ["third", "second", "first"];

  it("goes back, on, and ends at what stood in the box", () => {
    expect(walkPrompts(list, 1, draft("begun"))?.text).toBe("third");
    expect(walkPrompts(list, 1, draft("third"))?.text).toBe("second");
    expect(walkPrompts(list, 1, draft("second"))?.text).toBe("first");
    expect(walkPrompts(list, 1, draft("first"))).toBeUndefined();
    expect(walkPrompts(list, -1, draft("first"))?.text).toBe("second");
    expect(walkPrompts(list, -1, draft("second"))?.text).toBe("third");
    expect(walkPrompts(list, -1, draft("third"))).toEqual(draft("begun"));
    expect(walkPrompts(list, -1, draft("begun"))).toBeUndefined();
  });

  it("begins anew from a text that was changed", () => {
    expect(walkPrompts(list, 1, draft(""))?.text).toBe("third");
    expect(walkPrompts(list, 1, draft("third, but later"))?.text).toBe("third");
    expect(walkPrompts(list, -1, draft("third"))).toEqual(draft("third, but later"));
  });

  it("never offers what stands there already", () => {
    expect(walkPrompts(list, 1, draft("third"))?.text).toBe("second");
    expect(walkPrompts(list, -1, draft("second"))).toEqual(draft("third"));
  });

  it("leads back to the box from what was chosen in a list", () => {
    expect(choosePrompt("second", draft("begun"))).toEqual(draft("second"));
    expect(walkPrompts(list, -1, draft("second"))).toEqual(draft("begun"));
  });
});
