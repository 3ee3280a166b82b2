// What a step works on, in a few words beside its name: its input, when that is short enough to be said.
import { useChatClient } from "@colloquy/client/react";
import type { Step, StepId } from "@colloquy/protocol";
import { useCallback, useSyncExternalStore } from "react";

const LONGEST = 80;

export function useStepHint(step: Step | undefined): string {
  const { store } = useChatClient();
  const source = store.text(step?.id ?? ("" as StepId), "input");
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  const hidden = step?.showInput === false;
  return useSyncExternalStore(subscribe, () => (hidden || source.length === 0 || source.length > 2_000 ? "" : toHint(source.read())));
}

/** Plain short text as it is, an object as its words, and its numbers with their names; anything longer says nothing. */
export function toHint(input: string): string {
  const text = input.trim();
  const hint = text.startsWith("{") || text.startsWith("[") ? fromJson(text) : text;
  return hint.length <= LONGEST && !hint.includes("\n") ? hint : "";
}

function fromJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const named = Object.entries(value as object).map(([key, one]) => {
      if (typeof one === "number") return Array.isArray(value) ? String(one) : `${key} ${one}`;
      return typeof one === "string" ? one : "";
    });
    return named.filter(Boolean).join(", ");
  } catch {
    return ""; // Half of an object that is still being written has nothing to say yet.
  }
}
