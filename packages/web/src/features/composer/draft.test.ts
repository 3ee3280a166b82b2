import { describe, expect, it } from "vitest";
import { type Draft, readDraft, writeDraft } from "./draft.ts";

const ADA = { id: "ada", label: "Ada" };

describe("A draft", () => {
  it("is read as it was written", () => {
    const drafts: readonly Draft[] = [
      { text: "", marks: [] },
      { text: "plain\nwords", marks: [] },
      { text: '{"text":"not ours"}', marks: [] },
      { text: "to @Ada", marks: [{ mention: ADA, at: 3 }], command: "Ticket" },
      { text: "", marks: [], command: null },
    ];
    for (const draft of drafts) expect(readDraft(writeDraft(draft))).toEqual(draft);
  });

  it("that is nothing but text is kept as that text, as it always was", () => {
    expect(writeDraft({ text: "words", marks: [] })).toBe("words");
    expect(readDraft("{ half a thought")).toEqual({ text: "{ half a thought", marks: [] });
    expect(readDraft("{}")).toEqual({ text: "{}", marks: [] });
  });

  it("loses mentions that its text does not say, and what is none of ours", () => {
    const marks = [{ mention: ADA, at: 0 }, { mention: ADA, at: 3 }, { at: 3 }, "no", { mention: { id: 1, label: "Ada" }, at: 3 }];
    expect(readDraft(JSON.stringify({ text: "to @Ada", marks, command: 7 }))).toEqual({
      text: "to @Ada",
      marks: [{ mention: ADA, at: 3 }],
    });
  });
});
