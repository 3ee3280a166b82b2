// Live facts in their order, cut where text begins and where it ends: text has frames of its own.
import type { ServerEvent, StepText, StructuralEvent } from "@colloquy/protocol";

/** Facts that fit into one frame. */
export type Run = { readonly texts: readonly StepText[] } | { readonly facts: readonly StructuralEvent[]; readonly isLast: boolean };

/** The runs of these facts. `isLast` says that no numbered fact comes after the run. */
export function toRuns(events: readonly ServerEvent[]): Run[] {
  const runs: Run[] = [];
  const lastFact = events.findLastIndex((event) => event.type !== "step-text");
  for (let from = 0; from < events.length; ) {
    const isText = isStepText(events[from]);
    let to = from + 1;
    while (to < events.length && isStepText(events[to]) === isText) to++;
    const run = events.slice(from, to);
    if (isText) runs.push({ texts: run.filter(isStepText) });
    else runs.push({ facts: run.filter((event) => event.type !== "step-text"), isLast: to > lastFact });
    from = to;
  }
  return runs;
}

function isStepText(event: ServerEvent | undefined): event is StepText {
  return event?.type === "step-text";
}
