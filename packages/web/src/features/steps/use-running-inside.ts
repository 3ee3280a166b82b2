// Which steps run inside of another: the innermost ones, by their names. A folded step says so in place of its input.
import type { StepId } from "@colloquy/protocol";
import { useMemo } from "react";
import type { TrailNode } from "../thread/turn-outline.ts";
import { useSteps } from "../thread/use-steps.ts";

const SEPARATOR = "\u0000";

/** The names of the innermost steps that run below this one, oldest first; none without any. */
export function useRunningInside(node: TrailNode): readonly string[] {
  const ids = useMemo(() => [...below(node)], [node]);
  const joined = useSteps(ids, (steps) => {
    const open = steps.filter(({ end }) => end === undefined);
    const parents = new Set<StepId | undefined>(open.map(({ parentId }) => parentId));
    return open
      .filter(({ id }) => !parents.has(id))
      .map(({ name }) => name)
      .join(SEPARATOR);
  });
  return useMemo(() => (joined === "" ? [] : joined.split(SEPARATOR)), [joined]);
}

function* below({ children }: TrailNode): Generator<StepId> {
  for (const child of children) {
    yield child.id;
    yield* below(child);
  }
}
