import { newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { type ExportedChat, toMarkdown } from "./export-chats.ts";

const AT = "2026-03-01T10:00:00.000Z";

function chat(name: string | undefined, ...said: (readonly ["user_message" | "assistant_message" | "tool", string])[]): ExportedChat {
  const turnId = newId<TurnId>();
  return {
    thread: { id: newId<ThreadId>(), createdAt: AT, updatedAt: AT, ...(name !== undefined && { name }) },
    turns: [
      {
        turn: { id: turnId, kind: "message", foreground: true, state: "done", createdAt: AT },
        steps: said.map(([type, text]) => ({
          id: newId<StepId>(),
          turnId,
          type,
          name: "Harbourmaster",
          createdAt: AT,
          output: { rev: 0, text },
        })),
      },
    ],
  };
}

describe("chats as Markdown", () => {
  it("are what was said, by whom, under the chat's name", () => {
    const chats = [chat("Boats", ["user_message", "When?"], ["tool", "looked"], ["assistant_message", "At *noon*."]), chat(undefined)];
    expect(toMarkdown(chats, { untitled: "Chat without a name", you: "You" })).toBe(
      "# Boats\n\n2026-03-01\n\n**You**\n\nWhen?\n\n**Harbourmaster**\n\nAt *noon*.\n\n---\n\n# Chat without a name\n\n2026-03-01\n\n",
    );
  });
});
