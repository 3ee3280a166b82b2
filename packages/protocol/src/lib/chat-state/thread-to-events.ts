// Stored rows become the events that a live chat would have ended in: written once, for reopening, restart and history alike.
import type { Element } from "../element.ts";
import type { ServerEvent } from "../events.ts";
import type { StepId, TurnId } from "../ids.ts";
import type { StepMark } from "../mark.ts";
import { type StepWithText, TEXT_FIELDS } from "../step.ts";
import type { Thread } from "../thread.ts";
import { type Turn, type TurnBundle, withoutBranches } from "../turn.ts";
import { WINDOW_TURNS } from "./chat-state.ts";
import { activePath, branchesOf } from "./turn-tree.ts";
import { BARE_TURNS, isBare } from "./window.ts";

/** A thread as the data layer keeps it: every turn row, and the steps of at least the turns that will be shown (see `rowsToLoad`). */
export interface ThreadRows {
  readonly thread: Thread;
  readonly turns: readonly Turn[];
  /** In the order they were first written. */
  readonly steps: readonly StepWithText[];
  /** Those of the steps, and those of the thread itself, in the order they were first written. */
  readonly elements?: readonly Element[] | undefined;
  /** What its person has made of the steps. */
  readonly marks?: readonly StepMark[] | undefined;
}

interface Window {
  /** The active path, as far as it is shown. */
  readonly path: readonly Turn[];
  readonly hasEarlier: boolean;
  readonly sideTurns: readonly Turn[];
}

/** The events that rebuild a stored thread's window; fold them into an empty state. Turns that wait are queued again. */
export function threadToEvents(rows: ThreadRows, windowTurns = WINDOW_TURNS): ServerEvent[] {
  const { id: _id, createdAt: _createdAt, leafTurnId, ...thread } = rows.thread;
  const { path, hasEarlier, sideTurns } = toWindow(rows.turns, leafTurnId, windowTurns);
  const toBundle = bundler(rows);
  const leaf = path.at(-1);
  let seq = 0;
  const next = () => ++seq;
  const events: ServerEvent[] = [{ type: "thread-set", seq: next(), thread }];
  if (leaf) {
    const turns = withoutBare([...path, ...sideTurns].map(toBundle), BARE_TURNS);
    events.push({ type: "leaf-set", seq: next(), leafTurnId: leaf.id, hasEarlier, turns });
  } else {
    for (const turn of sideTurns) events.push({ type: "turn-start", seq: next(), turn }, ...stepEvents(toBundle(turn), next));
  }
  for (const turn of rows.turns.filter(isQueued)) {
    events.push({ type: "turn-queued", seq: next(), turn }, ...stepEvents(toBundle(turn), next));
  }
  for (const element of rows.elements ?? []) if (!element.forId) events.push({ type: "element-set", seq: next(), element });
  return events;
}

/** Which steps `threadToEvents` needs: those of these turns, and these messages, which may belong to a turn beside the path. */
export function rowsToLoad(
  rows: Omit<ThreadRows, "steps" | "elements" | "marks">,
  windowTurns = WINDOW_TURNS,
): { turnIds: TurnId[]; stepIds: StepId[] } {
  const { path, sideTurns } = toWindow(rows.turns, rows.thread.leafTurnId, windowTurns);
  const shown = [...path, ...sideTurns, ...rows.turns.filter(isQueued)];
  return { turnIds: shown.map(({ id }) => id), stepIds: shown.flatMap(({ messageId }) => (messageId ? [messageId] : [])) };
}

/** The stored turns before a given one on the active path, oldest first, with what hangs on them: a page of history. */
export function earlierBundles(rows: ThreadRows, before: Turn["id"], limit: number): { turns: TurnBundle[]; hasEarlier: boolean } {
  const first = rows.turns.find(({ id }) => id === before);
  if (!first?.parentTurnId) return { turns: [], hasEarlier: false };
  const { path, hasEarlier, sideTurns } = toWindow(rows.turns, first.parentTurnId, limit);
  return { turns: withoutBare([...path, ...sideTurns].map(bundler(rows)), 0), hasEarlier };
}

function toWindow(turns: readonly Turn[], leafTurnId: TurnId | undefined, size: number): Window {
  const whole = activePath(turns, leafTurnId);
  const path = whole.slice(-size);
  const hasEarlier = path.length < whole.length;
  const shown = new Set(path.map(({ id }) => id));
  const sideTurns = turns.filter((turn) => !turn.foreground && (turn.parentTurnId ? shown.has(turn.parentTurnId) : !hasEarlier));
  return { path, hasEarlier, sideTurns };
}

/** Of the turns that show nothing only the newest, as in the state that they become. */
function withoutBare(bundles: readonly TurnBundle[], most: number): TurnBundle[] {
  const bare = bundles.filter(({ turn, steps }) => isBare(turn, steps));
  const leaving = new Set(bare.slice(0, Math.max(0, bare.length - most)));
  return bundles.filter((bundle) => !leaving.has(bundle));
}

function isQueued(turn: Turn): boolean {
  return turn.state === "queued";
}

function bundler(rows: ThreadRows): (turn: Turn) => TurnBundle {
  const byTurn = new Map<TurnId, StepWithText[]>();
  const byId = new Map<StepId, StepWithText>();
  for (const step of rows.steps) {
    byId.set(step.id, step);
    const known = byTurn.get(step.turnId);
    if (known) known.push(step);
    else byTurn.set(step.turnId, [step]);
  }
  const byStep = new Map<StepId, Element[]>();
  for (const element of rows.elements ?? []) {
    if (!element.forId) continue;
    const known = byStep.get(element.forId);
    if (known) known.push(element);
    else byStep.set(element.forId, [element]);
  }
  const marksByStep = new Map((rows.marks ?? []).map((mark) => [mark.stepId, mark]));
  return (turn) => {
    const own = (byTurn.get(turn.id) ?? []).filter(({ id }) => id !== turn.messageId);
    const message = turn.messageId && byId.get(turn.messageId);
    const steps = message ? [message, ...own] : own;
    const elements = steps.flatMap(({ id }) => byStep.get(id) ?? []);
    const marks = steps.map(({ id }) => marksByStep.get(id)).filter((mark) => mark !== undefined);
    return {
      turn: { ...withoutBranches(turn), ...branchesOf(rows.turns, turn) },
      steps,
      ...(elements.length > 0 && { elements }),
      ...(marks.length > 0 && { marks }),
    };
  };
}

/** The turn's steps as facts. The message of a queued regeneration is its sibling's to state. */
function stepEvents({ turn, steps, elements = [], marks = [] }: TurnBundle, next: () => number): ServerEvent[] {
  const own = new Set<StepId | undefined>(steps.filter(({ turnId }) => turnId === turn.id).map(({ id }) => id));
  const stated = steps
    .filter(({ turnId }) => turnId === turn.id)
    .flatMap((stepWithText) => {
      const { input: _input, output: _output, ...step } = stepWithText;
      const texts = TEXT_FIELDS.flatMap((field): ServerEvent[] => {
        const versioned = stepWithText[field];
        return versioned ? [{ type: "step-text", stepId: step.id, field, rev: versioned.rev, at: 0, text: versioned.text }] : [];
      });
      return [{ type: "step-set" as const, seq: next(), step }, ...texts];
    });
  const shown = elements.filter(({ forId }) => own.has(forId));
  const made = marks.filter(({ stepId }) => own.has(stepId));
  return [
    ...stated,
    ...shown.map((element) => ({ type: "element-set" as const, seq: next(), element })),
    ...made.map(({ stepId, ...mark }) => ({ type: "mark-set" as const, seq: next(), stepId, mark })),
  ];
}
