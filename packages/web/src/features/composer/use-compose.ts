// Typing in the message box: where the caret is, the list that a "/" or "@" word opens, and what picking from it makes of the text.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Draft } from "./draft.ts";
import { moveMarks, wordsOf } from "./marks.ts";
import type { CommandChoice } from "./use-command.ts";
import type { ChangeDraft } from "./use-draft.ts";
import { type Suggestion, type Suggestions, useSuggestions } from "./use-suggestions.ts";
import { type TriggerWord, without } from "./word-at.ts";

export interface Compose {
  /** Undefined while no list is open. */
  readonly suggestions: Suggestions | undefined;
  readonly onChange: (text: string, caret: number) => void;
  readonly onCaret: (caret: number | undefined) => void;
}

export function useCompose(
  draft: Draft,
  change: ChangeDraft,
  { commands }: CommandChoice,
  fieldRef: RefObject<HTMLTextAreaElement | null>,
): Compose {
  const [caret, setCaret] = useState<number>();
  const wanted = useRef<number>(undefined);
  useLayoutEffect(() => {
    const to = wanted.current;
    wanted.current = undefined;
    if (to !== undefined) fieldRef.current?.setSelectionRange(to, to);
  });
  const moveTo = (to: number) => {
    wanted.current = to;
    setCaret(to);
  };
  const pick = (word: TriggerWord, suggestion: Suggestion) => {
    const { text, marks } = draft;
    if (suggestion.kind === "command") {
      const rest = without(text, word);
      change({ text: rest.text, command: suggestion.command.id });
      return moveTo(rest.caret);
    }
    const { mention } = suggestion;
    const behind = text.slice(word.end);
    const words = `${wordsOf(mention)}${/^\s/.test(behind) ? "" : " "}`;
    const next = text.slice(0, word.at) + words + behind;
    change({ text: next, marks: [...moveMarks(marks, text, next), { mention, at: word.at }] });
    moveTo(word.at + wordsOf(mention).length + 1);
  };
  const suggestions = useSuggestions({ text: draft.text, marks: draft.marks, caret }, commands, pick);
  const onChange = (text: string, to: number) => {
    change({ text });
    setCaret(to);
  };
  return { suggestions, onChange, onCaret: setCaret };
}
