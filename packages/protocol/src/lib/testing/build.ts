// Short ways to say facts in tests. Ids are numbers, times are minutes after midnight.
import { applyEvent } from "../chat-state/apply-event.ts";
import { type ChatState, emptyChatState, type Touched } from "../chat-state/chat-state.ts";
import type { Fact, ServerEvent } from "../events.ts";
import type { StepId, ThreadId, TurnId } from "../ids.ts";
import type { Step } from "../step.ts";
import type { Turn } from "../turn.ts";

/** An id whose last part is the number. */
export function id<Id extends string>(number: number): Id {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as string as Id;
}

export function minute(number: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();
}

/** A foreground turn that runs, one minute after the one with the number before. */
export function turn(number: number, more: Partial<Turn> = {}): Turn {
  const common = { id: id<TurnId>(number), kind: "message", foreground: true, state: "running", createdAt: minute(number) } as const;
  return { ...common, startedAt: minute(number), ...(number > 1 && { parentTurnId: id<TurnId>(number - 1) }), ...more };
}

export function sideTurn(number: number, parent: number | undefined, more: Partial<Turn> = {}): Turn {
  const { parentTurnId: _parent, ...common } = turn(number);
  return { ...common, kind: "action", foreground: false, ...(parent !== undefined && { parentTurnId: id<TurnId>(parent) }), ...more };
}

/** An open step of a turn. */
export function step(number: number, turnNumber: number, more: Partial<Step> = {}): Step {
  const common = { id: id<StepId>(number), turnId: id<TurnId>(turnNumber), type: "assistant_message", name: "Assistant" } as const;
  return { ...common, createdAt: minute(turnNumber), ...more };
}

export function text(stepNumber: number, words: string, at = 0, rev = 0): Fact {
  return { type: "step-text", stepId: id<StepId>(stepNumber), field: "output", rev, at, text: words };
}

export function end(turnNumber: number, state: "done" | "failed" | "stopped" = "done"): Fact {
  return { type: "turn-end", turnId: id<TurnId>(turnNumber), state, endedAt: minute(turnNumber + 1) };
}

/** A turn from start to end with one message in it; the message has the turn's number times ten. */
export function wholeTurn(number: number, more: Partial<Turn> = {}): Fact[] {
  return [
    { type: "turn-start", turn: turn(number, more) },
    { type: "step-set", step: step(number * 10, number) },
    text(number * 10, `Answer ${number}`),
    end(number),
  ];
}

/** A chat that numbers facts as a session does. */
export class Chat {
  readonly state: ChatState = emptyChatState({ id: id<ThreadId>(1), createdAt: minute(0) });
  readonly events: ServerEvent[] = [];

  constructor(...facts: Fact[]) {
    this.tell(...facts);
  }

  /** States facts and tells what the last of them touched. */
  tell(...facts: Fact[]): Touched {
    let touched: Touched = { turnIds: [], stepIds: [], elementIds: [], evicted: [] };
    for (const fact of facts) {
      const event = fact.type === "step-text" ? fact : ({ ...fact, seq: this.state.seq + 1 } as ServerEvent);
      this.events.push(event);
      touched = applyEvent(this.state, event);
    }
    return touched;
  }

  read(stepNumber: number): string | undefined {
    return this.state.steps.get(id<StepId>(stepNumber))?.texts.output?.read();
  }

  stepsOf(turnNumber: number): readonly StepId[] | undefined {
    return this.state.turns.get(id<TurnId>(turnNumber))?.stepIds;
  }
}
