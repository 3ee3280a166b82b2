// Looking at several steps at once, without drawing anything again until the answer differs.
import { useChatClient } from "@colloquy/client/react";
import type { Step, StepId } from "@colloquy/protocol";
import { useCallback, useSyncExternalStore } from "react";

/** Asks a question about some steps; the answer must be a primitive. */
export function useSteps<T extends string | number | boolean | undefined>(ids: readonly StepId[], ask: (steps: readonly Step[]) => T): T {
  const { store } = useChatClient();
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = ids.map((id) => store.subscribeStep(id, listener));
      return () => {
        for (const one of leave) one();
      };
    },
    [store, ids],
  );
  return useSyncExternalStore(subscribe, () => ask(ids.map((id) => store.getStep(id)).filter((step) => step !== undefined)));
}

/** True once a text has a first letter. */
export function useHasText(stepId: StepId, field: "input" | "output" = "output"): boolean {
  const { store } = useChatClient();
  const source = store.text(stepId, field);
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.length > 0);
}
