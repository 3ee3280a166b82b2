// The last numbered facts of a session, and how a returning client is given only what it missed.
import {
  type ChatState,
  type Cursor,
  isUuid,
  type ServerEvent,
  type StepId,
  type StructuralEvent,
  TEXT_FIELDS,
  type TextField,
} from "@colloquy/protocol";

const KEPT = 500;

/** A bounded log of numbered facts; text is not logged, it is cut from the state. */
export class SessionLog {
  #events: StructuralEvent[] = [];

  push(event: StructuralEvent): void {
    this.#events.push(event);
    if (this.#events.length >= KEPT * 2) this.#events = this.#events.slice(-KEPT);
  }

  /** The number of the fact before the first that it has; that of the newest while it has none. */
  begin(newest: number): number {
    return (this.#events[0]?.seq ?? newest + 1) - 1;
  }

  /** The facts with numbers above the one and up to the other; undefined when it does not have all of them. */
  between(after: number, upTo: number): StructuralEvent[] | undefined {
    const events = this.#events.filter(({ seq }) => seq > after && seq <= upTo);
    return events.length === upTo - after ? events : undefined;
  }

  /** Facts that came before those it has. */
  prepend(events: readonly StructuralEvent[]): void {
    this.#events = [...events, ...this.#events];
  }

  /** Everything after the cursor, or undefined when only a snapshot will do. */
  replay(state: ChatState, cursor: Cursor): ServerEvent[] | undefined {
    if (cursor.epoch !== state.epoch || cursor.seq > state.seq) return undefined;
    const missed = this.#after(cursor.seq, state.seq);
    if (!missed || missed.some((event) => event.type === "leaf-set")) return undefined;
    const named = new Set<StepId>();
    for (const stepId of Object.keys(cursor.open)) if (isUuid(stepId)) named.add(stepId as StepId);
    for (const event of missed) if (event.type === "step-set") named.add(event.step.id);
    const texts = [...named].flatMap((stepId) => TEXT_FIELDS.flatMap((field) => missedText(state, cursor, stepId, field)));
    return [...missed, ...texts];
  }

  #after(seq: number, newest: number): StructuralEvent[] | undefined {
    if (seq === newest) return [];
    const first = this.#events[0];
    if (!first || first.seq > seq + 1) return undefined;
    return this.#events.filter((event) => event.seq > seq);
  }
}

function missedText(state: ChatState, cursor: Cursor, stepId: StepId, field: TextField): ServerEvent[] {
  const buffer = state.steps.get(stepId)?.texts[field];
  if (!buffer) return [];
  const [rev, length] = cursor.open[stepId]?.[field] ?? [-1, 0];
  const at = rev === buffer.rev && length <= buffer.length ? length : 0;
  if (rev === buffer.rev && at === buffer.length) return [];
  return [{ type: "step-text", stepId, field, rev: buffer.rev, at, text: buffer.read(at) }];
}
