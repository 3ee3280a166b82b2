import { type ChatSnapshot, type Element, type ElementId, newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { ExportedChat } from "./exported-chat.ts";
import { toHtml } from "./to-html.ts";
import { toMarkdown } from "./to-markdown.ts";

const at = "2026-01-01T00:00:00.000Z";

/** A chat of one message that shows this. */
function chatWith(props: Record<string, unknown>): ExportedChat {
  const [turnId, stepId] = [newId<TurnId>(), newId<StepId>()];
  const element: Element = { id: newId<ElementId>(), forId: stepId, type: "view", name: "view", display: "inline", props };
  const turn = { id: turnId, kind: "message", foreground: true, state: "done", createdAt: at } as const;
  const step = {
    id: stepId,
    turnId,
    type: "assistant_message",
    name: "Assistant",
    createdAt: at,
    output: { rev: 0, text: "Here it is." },
  } as const;
  async function* parts() {
    yield { turns: [{ turn, steps: [step], elements: [element] }] } as unknown as ChatSnapshot;
  }
  const thread = { id: newId<ThreadId>(), createdAt: at };
  return { thread, title: "Ferries", exportedAt: at, parts: parts(), locale: "en", timeZone: "UTC", files: undefined };
}

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const piece of pieces) all += piece;
  return all;
}

const view = { type: "Card", title: "Kinloch <b>", children: [{ type: "Facts", items: [["Seats", 4]] }] };

describe("a view in an export", () => {
  it("says what it shows, as Markdown and on a page of its own", async () => {
    expect(await text(toMarkdown(chatWith({ view })))).toContain("Here it is.\n\n**Kinloch \\<b>**\n\n- Seats: 4\n");
    const page = await text(toHtml(chatWith({ view })));
    expect(page).toContain("<strong>Kinloch &lt;b&gt;</strong>");
    expect(page).toContain("Seats: 4");
    expect(page).not.toContain('<ul class="files">');
  });

  it("that cannot be read says nothing, and takes nothing with it", async () => {
    const hostile = { view: { type: "Marquee", text: "unseen" } };
    expect(await text(toMarkdown(chatWith(hostile)))).toContain("Here it is.");
    expect(await text(toHtml(chatWith(hostile)))).not.toContain("unseen");
  });
});
