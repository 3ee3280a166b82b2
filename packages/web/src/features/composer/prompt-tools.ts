// What the person has sent before, so that it can be sent again: first in this chat, then in others. What is known of others is kept in this browser,
// and forgotten when somebody signs out.
import type { ChatStore } from "@colloquy/client";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";

const KEY = "colloquy:prompts";
const KEPT = 100;
const LONGEST = 4_000;

/** What was sent in any chat of this browser, the newest first. */
function readKept(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return []; // Storage may be forbidden; then only this chat is known.
  }
}

/** Notes what was sent. A text that was sent before is the newest again. */
export function rememberPrompt(text: string): void {
  if (text.trim() === "" || text.length > LONGEST) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([text, ...readKept().filter((one) => one !== text)].slice(0, KEPT)));
  } catch {
    // A full or forbidden storage costs what is remembered, nothing that was sent.
  }
}

/** What was sent before, the newest first and each text once: in this chat, then in others. */
export function readPrompts(store: Pick<ChatStore, "getOverview" | "getTurn" | "text">): readonly string[] {
  const ids = store.getOverview().turnIds.map((id) => store.getTurn(id)?.turn.messageId);
  const here = ids.flatMap((id) => (id ? [store.text(id).read()] : [])).reverse();
  return [...new Set([...here, ...readKept()])].filter((text) => text.trim() !== "");
}

/** Where somebody is who goes through what they sent before, and what stood in the box when they began. */
interface Walk {
  readonly list: readonly string[];
  readonly at: number;
  readonly aside: Draft;
}

let walk: Walk | undefined;

/** What stands in the box after a step back (1) or on (-1); undefined when there is nothing that way. A text that was changed is a new beginning. */
export function walkPrompts(prompts: () => readonly string[], by: 1 | -1, draft: Draft): Draft | undefined {
  if (walk && walk.list[walk.at] !== draft.text) walk = undefined;
  const from = walk ?? { list: prompts().filter((text) => text !== draft.text), at: -1, aside: draft };
  const at = from.at + by;
  if (at < -1 || at >= from.list.length) return undefined;
  const text = from.list[at];
  walk = text === undefined ? undefined : { ...from, at };
  return text === undefined ? from.aside : { ...EMPTY_DRAFT, text };
}

/** A text that was chosen from a list: what stood in the box is one step on. */
export function choosePrompt(text: string, draft: Draft): Draft {
  walk = { list: [text], at: 0, aside: draft };
  return { ...EMPTY_DRAFT, text };
}
