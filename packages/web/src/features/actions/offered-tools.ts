// The tools of the app: for answers, and for words that are selected. On a phone those of answers are in the menu of the answer.
import { useSurface } from "@colloquy/client/react";
import type { MessageAction } from "@colloquy/protocol";
import { useSyncExternalStore } from "react";

const NONE: readonly MessageAction[] = [];
/** More than that, and they are in the menu at a desk too. */
const SIDE_BY_SIDE = 4;
const phone = typeof matchMedia === "function" ? matchMedia("(max-width: 47.99rem)") : undefined;

export interface AnswerTools {
  readonly shown: readonly MessageAction[];
  readonly folded: readonly MessageAction[];
}

export function useAnswerTools(): AnswerTools {
  const offered = useSurface("messageActions") ?? NONE;
  const narrow = useSyncExternalStore(watchPhone, () => phone?.matches ?? false);
  const tools = offered.filter(({ on }) => on !== "selection");
  const beside = narrow ? 0 : SIDE_BY_SIDE;
  return { shown: tools.slice(0, beside), folded: tools.slice(beside) };
}

function watchPhone(listener: () => void): () => void {
  phone?.addEventListener("change", listener);
  return () => phone?.removeEventListener("change", listener);
}

export function isForSelections({ on }: MessageAction): boolean {
  return on === "selection" || on === "both";
}
