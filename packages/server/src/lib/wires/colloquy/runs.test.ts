import type { ServerEvent, StepId, StepText, StructuralEvent } from "@colloquy/protocol";
import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { toRuns } from "./runs.ts";

const text = fc.constant<StepText>({
  type: "step-text",
  stepId: "00000000-0000-4000-8000-000000000001" as StepId,
  field: "output",
  rev: 0,
  at: 0,
  text: "x",
});
const fact = fc.nat().map((seq): StructuralEvent => ({ type: "toast-show", seq: seq + 1, toast: { message: "Hi", type: "info" } }));
const events: fc.Arbitrary<ServerEvent[]> = fc.array(fc.oneof(text, fact), { maxLength: 12 });

test.prop([events])("all facts are in the runs, in their order, and text never in the frame of something else", (list) => {
  const runs = toRuns(list);
  expect(runs.flatMap((run): readonly ServerEvent[] => ("texts" in run ? run.texts : run.facts))).toEqual(list);
  expect(runs.every((run) => ("texts" in run ? run.texts : run.facts).length > 0)).toBe(true);
});

test.prop([events])("only the last run of numbered facts takes the cursor beyond its own facts", (list) => {
  const numbered = toRuns(list).flatMap((run) => ("facts" in run ? [run.isLast] : []));
  expect(numbered).toEqual(numbered.map((_, index) => index === numbered.length - 1));
});
