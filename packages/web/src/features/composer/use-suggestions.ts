// The list over the message box while a "/" or "@" word is typed: what is in it, which line is meant, which keys go to it.
import type { Command, Mention } from "@colloquy/protocol";
import { type KeyboardEvent, useState } from "react";
import { findCommands } from "./find-commands.ts";
import type { Mark } from "./marks.ts";
import { useMentions } from "./use-mentions.ts";
import { type TriggerWord, wordAt } from "./word-at.ts";

/** One line of the list. */
export type Suggestion = { readonly kind: "command"; readonly command: Command } | { readonly kind: "mention"; readonly mention: Mention };

export interface Suggestions {
  readonly word: TriggerWord;
  readonly items: readonly Suggestion[];
  readonly state: "loading" | "found" | "failed";
  /** The line that Enter picks; -1 when there is none. */
  readonly active: number;
  readonly point: (index: number) => void;
  readonly pick: (index: number) => void;
  /** True when the key was the list's. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

interface Typed {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Undefined while something is selected, or the message box does not have the focus. */
  readonly caret: number | undefined;
}

/** Undefined while there is no list. */
export function useSuggestions(
  { text, marks, caret }: Typed,
  commands: readonly Command[],
  onPick: (word: TriggerWord, suggestion: Suggestion) => void,
): Suggestions | undefined {
  const word = caret === undefined ? undefined : wordAt(text, caret, marks);
  const key = word && `${word.kind} ${word.at}`;
  const [closed, setClosed] = useState<string>();
  const [meant, setMeant] = useState({ of: "", index: 0 });
  if (closed !== undefined && closed !== key) setClosed(undefined);
  const open = word !== undefined && closed !== key;
  const found = useMentions(open && word.kind === "mention" ? word.query : undefined);
  if (!open) return undefined;
  const listed =
    word.kind === "command" ? listCommands(commands, word.query) : found && { state: found.state, items: found.mentions.map(toSuggestion) };
  if (!listed) return undefined;
  const { state, items } = listed;
  const of = `${key} ${word.query}`;
  const active = items.length === 0 ? -1 : meant.of === of ? Math.min(meant.index, items.length - 1) : 0;
  const point = (index: number) => setMeant({ of, index });
  const pick = (index: number) => {
    const item = items[index];
    if (item) onPick(word, item);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") setClosed(key);
    else if (active < 0 || event.shiftKey) return false;
    else if (event.key === "ArrowDown") point((active + 1) % items.length);
    else if (event.key === "ArrowUp") point((active - 1 + items.length) % items.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(active);
    else return false;
    event.preventDefault();
    return true;
  };
  return { word, items, state, active, point, pick, onKeyDown };
}

/** Commands that nothing is found of are no list: the word is a word. */
function listCommands(commands: readonly Command[], query: string): Pick<Suggestions, "items" | "state"> | undefined {
  const items = findCommands(commands, query).map((command) => ({ kind: "command" as const, command }));
  return items.length > 0 ? { items, state: "found" } : undefined;
}

function toSuggestion(mention: Mention): Suggestion {
  return { kind: "mention", mention };
}
