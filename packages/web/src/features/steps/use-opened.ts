// Reads and keeps what the person opened by hand.
import { useCallback, useSyncExternalStore } from "react";
import { useUiStore } from "../../app/app-context.tsx";

/** What the person chose for this, and how to choose; undefined while they have chosen nothing. */
export function useOpened(about: string): [boolean | undefined, (open: boolean) => void] {
  const { opened } = useUiStore();
  const chosen = useSyncExternalStore(opened.subscribe, () => opened.get(about));
  const choose = useCallback((open: boolean) => opened.set(about, open), [opened, about]);
  return [chosen, choose];
}
