// Stored rows become the events that a live chat would have ended in: written once, for reopening, restart and history alike.
import type { ServerEvent } from "../events.ts";
import type { StepWithText } from "../step.ts";
import type { Thread } from "../thread.ts";
import type { Turn, TurnBundle } from "../turn.ts";
import { WINDOW_TURNS } from "./chat-state.ts";
import { activePath, siblingsOf } from "./turn-tree.ts";

/** A thread as the data layer keeps it: every turn row, and the steps of at least the turns that will be shown. */
export interface ThreadRows {
  readonly thread: Thread;
  readonly turns: readonly Turn[];
  /** In the order they were first written. */
  readonly steps: readonly StepWithText[];
}

/** The events that rebuild a stored thread's window; fold them into an empty state. */
export function threadToEvents(rows: ThreadRows, windowTurns = WINDOW_TURNS): ServerEvent[] {
  const { id: _id, createdAt: _createdAt, leafTurnId, ...thread } = rows.thread;
  const events: ServerEvent[] = [{ type: "thread-set", seq: 1, thread }];
  const path = activePath(rows.turns, leafTurnId);
  const shown = path.slice(-windowTurns);
  const hasEarlier = shown.length < path.length;
  const leaf = path.at(-1);
  const side = sideTurns(rows.turns, shown, hasEarlier);
  if (!leaf) {
    for (const turn of side)
      events.push({ type: "turn-start", seq: events.length + 1, turn }, ...stepEvents(rows.steps, turn, events.length + 2));
    return events;
  }
  const turns = [...shown, ...side].map((turn) => toBundle(rows, turn));
  events.push({ type: "leaf-set", seq: 2, leafTurnId: leaf.id, hasEarlier, turns });
  return events;
}

/** The stored turns before a given one on the active path, oldest first, with what hangs on them: a page of history. */
export function earlierBundles(rows: ThreadRows, before: Turn["id"], limit: number): { turns: TurnBundle[]; hasEarlier: boolean } {
  const path = activePath(rows.turns, before).slice(0, -1);
  const shown = path.slice(-limit);
  const hasEarlier = shown.length < path.length;
  const turns = [...shown, ...sideTurns(rows.turns, shown, hasEarlier)].map((turn) => toBundle(rows, turn));
  return { turns, hasEarlier };
}

function sideTurns(turns: readonly Turn[], path: readonly Turn[], hasEarlier: boolean): Turn[] {
  const shown = new Set(path.map((turn) => turn.id));
  return turns.filter((turn) => !turn.foreground && (turn.parentTurnId ? shown.has(turn.parentTurnId) : !hasEarlier));
}

function toBundle(rows: ThreadRows, turn: Turn): TurnBundle {
  const own = rows.steps.filter((step) => step.turnId === turn.id && step.id !== turn.messageId);
  const message = rows.steps.find((step) => step.id === turn.messageId);
  const siblingIds = turn.foreground ? siblingsOf(rows.turns, turn) : [];
  return { turn: siblingIds.length > 1 ? { ...turn, siblingIds } : turn, steps: message ? [message, ...own] : own };
}

function stepEvents(steps: readonly StepWithText[], turn: Turn, firstSeq: number): ServerEvent[] {
  let seq = firstSeq;
  return steps
    .filter((step) => step.turnId === turn.id)
    .flatMap(({ input, output, ...step }): ServerEvent[] => [
      { type: "step-set", seq: seq++, step },
      ...(input ? [{ type: "step-text" as const, stepId: step.id, field: "input" as const, rev: input.rev, at: 0, text: input.text }] : []),
      ...(output
        ? [{ type: "step-text" as const, stepId: step.id, field: "output" as const, rev: output.rev, at: 0, text: output.text }]
        : []),
    ]);
}
