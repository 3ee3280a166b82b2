// Turns what an author does to a message or a step into facts: the record when it changed, text only where it is new.
import { type Fact, type Step, type StepId, stepsToRemove, TextBuffer, type TextField, type TurnId } from "@colloquy/protocol";
import { type ChatContext, onlyReadsError } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import { Breath } from "./breath.ts";

interface FieldState {
  readonly buffer: TextBuffer;
  /** How much of the current revision has been stated; -1 when the revision has not. */
  stated: number;
}

/** The author's end of one step. */
export class StepWriter {
  readonly session: Session;
  readonly turnId: TurnId;
  readonly context: ChatContext;
  readonly #breath = new Breath();
  readonly #texts: { [field in TextField]?: FieldState } = {};

  constructor(context: ChatContext) {
    if (context.onlyReads) throw onlyReadsError();
    this.context = context;
    this.session = context.session;
    this.turnId = context.turnId;
  }

  /** Takes over the texts of a step that was stated before. */
  adopt(field: TextField, text: string, rev: number): void {
    this.#texts[field] = { buffer: new TextBuffer(text, rev), stated: text.length };
  }

  read(field: TextField): string {
    return this.#texts[field]?.buffer.read() ?? "";
  }

  /** Replaces a text without stating it yet; the same text changes nothing. */
  assign(field: TextField, text: string): void {
    const known = this.#texts[field];
    if (!known) {
      if (text !== "") this.#texts[field] = { buffer: new TextBuffer(text, 0), stated: -1 };
      return;
    }
    if (known.buffer.read() === text) return;
    // What was never stated needs no new revision.
    known.buffer.replace(text, known.stated < 0 ? known.buffer.rev : known.buffer.rev + 1);
    known.stated = -1;
  }

  /** States the record, every text that differs from what was stated, and what is shown with it: at once, so that all is one write. */
  state(step: Step, shown: readonly Fact[] = []): void {
    this.assertLive();
    this.#bringBack();
    this.session.emit({ type: "step-set", step }, ...this.#unstated(step.id), ...shown);
  }

  /** A step needs its turn, which was taken out when it ended without any. */
  #bringBack(): void {
    const turn = this.context.removed?.turn;
    if (!turn?.endedAt || !this.context.removed) return;
    this.context.removed.turn = undefined;
    const { state, endedAt, ...begun } = turn;
    this.session.emit({ type: "turn-start", turn: { ...begun, state: "running" } }, { type: "turn-end", turnId: turn.id, state, endedAt });
  }

  /** Appends a token and states it at once. The step must have been stated. */
  append(stepId: StepId, field: TextField, token: string): void {
    const known = (this.#texts[field] ??= { buffer: new TextBuffer("", 0), stated: -1 });
    const at = known.buffer.length;
    const { rev } = known.buffer;
    known.buffer.append(token);
    // Reading the buffer would join it, for every token; what was stated to its end needs only the token.
    const whole = known.stated === at || at === 0;
    if (!whole) {
      this.session.emit(...this.#unstatedOf(stepId, field, known));
      return;
    }
    known.stated = known.buffer.length;
    this.session.emit({ type: "step-text", stepId, field, rev, at, text: token });
  }

  /** Takes the step and all that lies under it out of the chat; each is told, since a client may not see what ties them. */
  remove(stepId: StepId): void {
    this.session.emit(...stepsToRemove(this.session.state, stepId).map((id) => ({ type: "step-removed" as const, stepId: id })));
    // Should it be sent again, all of its text is new.
    for (const known of Object.values(this.#texts)) {
      known.buffer.replace(known.buffer.read(), known.buffer.rev + 1);
      known.stated = -1;
    }
  }

  assertLive(): void {
    this.session.assertLive(this.turnId);
  }

  /** Waits when the store lags behind, and lets other sessions breathe; costs nothing otherwise. */
  breathe(): Promise<void> | undefined {
    return this.session.recorder.pressure ?? this.#breath.take();
  }

  #unstated(stepId: StepId): Fact[] {
    return (["input", "output"] as const).flatMap((field) => {
      const known = this.#texts[field];
      return known ? this.#unstatedOf(stepId, field, known) : [];
    });
  }

  #unstatedOf(stepId: StepId, field: TextField, known: FieldState): Fact[] {
    const at = Math.max(0, known.stated);
    if (known.stated >= 0 && at === known.buffer.length) return [];
    const { rev } = known.buffer;
    const text = known.buffer.read(at);
    known.stated = known.buffer.length;
    return [{ type: "step-text", stepId, field, rev, at, text }];
  }
}
