// What a client that returns has missed: the numbered facts since, and its texts from where it stopped reading.
import type { Cursor } from "../cursor.ts";
import type { ServerEvent, StepText, StructuralEvent } from "../events.ts";
import type { StepId } from "../ids.ts";
import { TEXT_FIELDS, type TextField } from "../step.ts";
import { isFinal } from "../turn.ts";
import type { ChatState, StepState } from "./chat-state.ts";

/** The cursor of a state: its last fact, and how much it holds of each text that may still grow. */
export function toCursor(state: ChatState): Cursor {
  const open: { [stepId: string]: Cursor["open"][string] } = {};
  for (const [id, entry] of state.steps) if (mayGrow(state, entry)) open[id] = lengths(entry);
  return { epoch: state.epoch, seq: state.seq, open };
}

/**
 * Everything after the cursor, or undefined when only a snapshot will do. `missed` are the numbered facts after `cursor.seq`, all of them.
 * Fold what comes out of it as a whole: between its first and its last event, texts are behind.
 */
export function cutReplay(state: ChatState, cursor: Cursor, missed: readonly StructuralEvent[]): ServerEvent[] | undefined {
  if (cursor.epoch !== state.epoch || missed.length !== state.seq - cursor.seq) return undefined;
  if (missed.some(({ type }) => type === "leaf-set")) return undefined;
  const named = new Set(Object.keys(cursor.open) as StepId[]);
  for (const event of missed) if (event.type === "step-set") named.add(event.step.id);
  const removed = removedSteps(missed);
  const texts: StepText[] = [];
  for (const stepId of named) {
    const entry = state.steps.get(stepId);
    // It left the window meanwhile, and its text with it: a client that keeps what leaves would keep half of it.
    if (!entry && !removed.has(stepId)) return undefined;
    if (entry) texts.push(...missedTexts(stepId, entry, removed.has(stepId) ? undefined : cursor.open[stepId]));
  }
  return [...missed, ...texts];
}

/** A text may grow while its step is open, and until the end of its turn also when the step came closed. */
function mayGrow(state: ChatState, { step }: StepState): boolean {
  if (step.end === undefined) return true;
  const turn = state.turns.get(step.turnId)?.turn;
  return turn !== undefined && !isFinal(turn.state);
}

function lengths({ texts }: StepState): Cursor["open"][string] {
  const found: { -readonly [field in TextField]?: [number, number] } = {};
  for (const field of TEXT_FIELDS) {
    const buffer = texts[field];
    if (buffer) found[field] = [buffer.rev, buffer.length];
  }
  return found;
}

function missedTexts(stepId: StepId, { texts }: StepState, known: Cursor["open"][string] | undefined): StepText[] {
  return TEXT_FIELDS.flatMap((field) => {
    const buffer = texts[field];
    if (!buffer) return [];
    const [rev, length] = known?.[field] ?? [-1, 0];
    if (rev === buffer.rev && length === buffer.length) return [];
    const at = rev === buffer.rev && length < buffer.length ? length : 0;
    return [{ type: "step-text" as const, stepId, field, rev: buffer.rev, at, text: buffer.read(at) }];
  });
}

function removedSteps(missed: readonly StructuralEvent[]): Set<StepId> {
  const turns = new Set(missed.flatMap((event) => (event.type === "turn-removed" ? [event.turnId] : [])));
  return new Set(
    missed.flatMap((event) => {
      if (event.type === "step-removed") return [event.stepId];
      return event.type === "step-set" && turns.has(event.step.turnId) ? [event.step.id] : [];
    }),
  );
}
