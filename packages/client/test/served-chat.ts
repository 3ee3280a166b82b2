// A chat as a server has it, for tests: it states facts, keeps their log, and answers a cursor by the rules of replay.
import {
  applyEvent,
  type ChatSnapshot,
  type ChatState,
  type Cursor,
  emptyChatState,
  type Fact,
  type FactsFrame,
  newId,
  type ServerEvent,
  type SessionId,
  type Step,
  type StepId,
  type StructuralEvent,
  type TextField,
  type ThreadId,
  type TurnId,
  type TurnKind,
  toSnapshot,
} from "@colloquy/protocol";

const NOW = "2026-01-02T03:04:05.678Z";

export class ServedChat {
  readonly sessionId = newId<SessionId>();
  readonly state: ChatState;
  readonly handle = `handle-of-${newId()}`;
  readonly listeners = new Set<(frame: FactsFrame) => void>();
  #log: StructuralEvent[] = [];

  constructor(threadId = newId<ThreadId>(), epoch = 1) {
    this.state = emptyChatState({ id: threadId, createdAt: NOW }, epoch);
  }

  get threadId(): ThreadId {
    return this.state.thread.id;
  }

  get snapshot(): ChatSnapshot {
    return structuredClone(toSnapshot(this.state));
  }

  /** States facts, in one frame. */
  emit(...facts: Fact[]): FactsFrame {
    const events = facts.map((fact): ServerEvent => {
      const event = (fact.type === "step-text" ? fact : { ...fact, seq: this.state.seq + 1 }) as ServerEvent;
      applyEvent(this.state, event);
      if (event.type !== "step-text") this.#log.push(event);
      return event;
    });
    const frame = structuredClone({ epoch: this.state.epoch, seq: this.state.seq, facts: events });
    for (const listener of this.listeners) listener(frame);
    return frame;
  }

  /** A person's message, and the turn that answers it. */
  message(
    text: string,
    options: { id?: StepId; parent?: TurnId; kind?: TurnKind; queued?: boolean } = {},
  ): { turnId: TurnId; stepId: StepId } {
    const turnId = newId<TurnId>();
    const stepId = options.id ?? newId<StepId>();
    const parentTurnId = options.parent ?? this.state.path.at(-1);
    const turn = { id: turnId, messageId: stepId, kind: options.kind ?? ("message" as const), foreground: true, createdAt: NOW };
    this.emit(
      { type: "turn-queued", turn: { ...turn, state: "queued" } },
      { type: "step-set", step: { id: stepId, turnId, type: "user_message", name: "User", createdAt: NOW, end: NOW } },
      { type: "step-text", stepId, field: "output", rev: 0, at: 0, text },
    );
    if (!options.queued)
      this.emit({ type: "turn-start", turn: { ...turn, ...(parentTurnId && { parentTurnId }), state: "running", startedAt: NOW } });
    return { turnId, stepId };
  }

  /** Opens a step of a turn. */
  open(turnId: TurnId, step: Partial<Step> = {}): StepId {
    const stepId = newId<StepId>();
    this.emit({ type: "step-set", step: { id: stepId, turnId, type: "assistant_message", name: "Assistant", createdAt: NOW, ...step } });
    return stepId;
  }

  /** Lets a text of a step grow. */
  stream(stepId: StepId, text: string, field: TextField = "output"): FactsFrame {
    const buffer = this.state.steps.get(stepId)?.texts[field];
    return this.emit({ type: "step-text", stepId, field, rev: buffer?.rev ?? 0, at: buffer?.length ?? 0, text });
  }

  /** Puts another text in the place of the known one. */
  rewrite(stepId: StepId, text: string): FactsFrame {
    const rev = (this.state.steps.get(stepId)?.texts.output?.rev ?? 0) + 1;
    return this.emit({ type: "step-text", stepId, field: "output", rev, at: 0, text });
  }

  close(stepId: StepId): FactsFrame {
    const step = this.state.steps.get(stepId)?.step;
    if (!step) throw new Error("No such step.");
    return this.emit({ type: "step-set", step: { ...step, end: NOW } });
  }

  end(turnId: TurnId): FactsFrame {
    return this.emit({ type: "turn-end", turnId, state: "done", endedAt: NOW });
  }

  /** A whole exchange. */
  exchange(text: string, answer: string): { turnId: TurnId; answerId: StepId } {
    const { turnId } = this.message(text);
    const answerId = this.open(turnId);
    this.stream(answerId, answer);
    this.close(answerId);
    this.end(turnId);
    return { turnId, answerId };
  }

  /** The text of a step as the server has it. */
  text(stepId: StepId, field: TextField = "output"): string {
    return this.state.steps.get(stepId)?.texts[field]?.read() ?? "";
  }

  /** What a client with this cursor missed; undefined when only a snapshot helps. */
  replay(cursor: Cursor): FactsFrame | undefined {
    if (cursor.epoch !== this.state.epoch || cursor.seq > this.state.seq) return undefined;
    const missed = this.#log.filter((event) => event.seq > cursor.seq);
    if (missed.some((event) => event.type === "leaf-set")) return undefined;
    const named = missed.flatMap((event) => (event.type === "step-set" ? [event.step.id] : []));
    const facts: ServerEvent[] = [...missed];
    for (const stepId of new Set([...(Object.keys(cursor.open) as StepId[]), ...named]))
      for (const field of ["input", "output"] as const) {
        const buffer = this.state.steps.get(stepId)?.texts[field];
        if (!buffer) continue;
        const [rev, length] = cursor.open[stepId]?.[field] ?? [-1, 0];
        const at = rev === buffer.rev ? length : 0;
        facts.push({ type: "step-text", stepId, field, rev: buffer.rev, at, text: buffer.read(at) });
      }
    return structuredClone({ epoch: this.state.epoch, seq: this.state.seq, facts });
  }

  /** The same thread after a restart: its state from storage, under a new epoch. */
  restarted(): ServedChat {
    const next = new ServedChat(this.threadId, this.state.epoch + 1);
    const { turns, path, hasEarlier } = this.snapshot;
    const leafTurnId = path.at(-1);
    if (leafTurnId) next.emit({ type: "leaf-set", leafTurnId, hasEarlier, turns });
    for (const { turn } of turns)
      if (turn.endedAt === undefined) next.emit({ type: "turn-end", turnId: turn.id, state: "interrupted", endedAt: NOW });
    return next;
  }
}
