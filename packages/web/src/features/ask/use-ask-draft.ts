// State of a question that outlives its card, and is the same wherever the question is shown.
import type { AskId } from "@colloquy/protocol";
import { useState, useSyncExternalStore } from "react";
import { askDraft, type DraftKind } from "./ask-drafts.ts";

export function useAskDraft<Value>(askId: AskId, kind: DraftKind<Value>): readonly [value: Value, change: (next: Value) => void] {
  const [draft] = useState(() => askDraft(askId, kind));
  return [useSyncExternalStore(draft.subscribe, draft.get), draft.change];
}
