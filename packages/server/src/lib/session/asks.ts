// Questions of a session: each is state with a deadline, and ends in exactly one way.
import {
  type Ask,
  type AskAnswer,
  type AskId,
  type AskOutcome,
  type AskSpec,
  ChatError,
  type Fact,
  newId,
  type StepId,
  specOf,
  type TurnId,
} from "@colloquy/protocol";
import type { Session } from "./session.ts";
import { abortError } from "./turns.ts";

/** What a question of any kind says beside what it asks for. */
export interface AskFrame {
  readonly turnId: TurnId;
  readonly stepId: StepId;
  readonly key?: string;
  readonly deadlineAt: string | null;
  readonly extendBy?: number;
  readonly blocks?: boolean;
}

interface Waiter {
  readonly turnId: TurnId;
  readonly resolve: (answer: AskAnswer | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** One session's open questions and the code that waits for them. */
export class Asks {
  readonly #session: Session;
  readonly #waiters = new Map<AskId, Waiter[]>();
  readonly #deadlines = new Map<AskId, { cancel(): void }>();
  /** Answers to keyed questions, by origin turn and key. */
  readonly #answers: Map<string, string>;

  constructor(session: Session, answers: Readonly<Record<string, string>> = {}) {
    this.#session = session;
    this.#answers = new Map(Object.entries(answers));
  }

  /** Answers to keyed questions, for the session record. */
  get answers(): Record<string, string> {
    return Object.fromEntries(this.#answers);
  }

  /** An answer that was given to the same key before, in the turn that this one tries again. */
  storedAnswer(origin: TurnId, key: string): AskAnswer | undefined {
    const text = this.#answers.get(answerKey(origin, key));
    if (text === undefined) return undefined;
    // Records of before there were other kinds name none.
    return { kind: "text", ...(JSON.parse(text) as object) } as AskAnswer;
  }

  /** Puts a question; its message must be in the state. */
  start(frame: AskFrame, spec: AskSpec): Ask {
    const started = { ...frame, ...spec, id: newId<AskId>(), createdAt: this.#session.now() } as Ask;
    this.#session.emit({ type: "ask-start", ask: started });
    this.watch(started);
    return started;
  }

  /** Keeps an eye on the deadline of an open question; also after a restart. */
  watch(ask: Ask): void {
    if (ask.deadlineAt === null || this.#deadlines.has(ask.id)) return;
    const { clock } = this.#session.services;
    const left = Math.max(0, Date.parse(ask.deadlineAt) - clock.now());
    // Timers overflow past 24.8 days; a later look is enough.
    this.#deadlines.set(
      ask.id,
      clock.setTimeout(
        () => {
          this.#deadlines.delete(ask.id);
          if (Date.parse(ask.deadlineAt ?? "") > clock.now()) this.watch(ask);
          else this.end(ask.id, "expired", undefined);
        },
        Math.min(left, 2_000_000_000),
      ),
    );
  }

  /** Waits for the answer: undefined when it expired; throws when its turn is cut off or the question cancelled. */
  wait(askId: AskId, turnId: TurnId): Promise<AskAnswer | undefined> {
    const running = this.#session.turns.get(turnId);
    if (running?.cut) return Promise.reject(abortError(running.cut));
    this.#setWaiting(turnId, +1);
    const answer = new Promise<AskAnswer | undefined>((resolve, reject) => {
      const waiter: Waiter = { turnId, resolve, reject };
      this.#waiters.set(askId, [...(this.#waiters.get(askId) ?? []), waiter]);
      running?.signal.addEventListener("abort", () => reject(running.signal.reason), { once: true });
    });
    // Should everybody have left meanwhile, nobody will answer.
    this.#session.services.driver.idle(this.#session);
    return answer.finally(() => this.#setWaiting(turnId, -1));
  }

  /** Ends a question; the first one wins. Returns false when it was closed already. */
  end(askId: AskId, outcome: AskOutcome, answer: AskAnswer | undefined): boolean {
    const ask = this.#session.openAsk(askId);
    if (!ask) return false;
    this.#deadlines.get(askId)?.cancel();
    this.#deadlines.delete(askId);
    if (answer && ask.key !== undefined) this.#answers.set(answerKey(this.originOf(ask.turnId), ask.key), JSON.stringify(answer));
    this.#session.emit(...this.#closing(ask, outcome, answer), { type: "ask-end", askId, outcome });
    const waiters = this.#waiters.get(askId) ?? [];
    this.#waiters.delete(askId);
    for (const { resolve, reject } of waiters) {
      if (outcome === "answered" || outcome === "expired") resolve(answer);
      else reject(outcome === "cancelled" ? abortError("stopped") : new ChatError("ASK_CLOSED"));
    }
    return true;
  }

  /** The question's message keeps what became of it; what was typed is a message of its own. */
  #closing(ask: Ask, outcome: AskOutcome, answer: AskAnswer | undefined): Fact[] {
    const step = this.#session.state.steps.get(ask.stepId)?.step;
    if (!step) return [];
    const { id, key } = ask;
    const kept = answer?.kind === "text" ? undefined : answer;
    const closedAsk = {
      id,
      ...(key !== undefined && { key }),
      spec: specOf(ask),
      outcome,
      at: this.#session.now(),
      ...(kept && { answer: kept }),
    };
    return [{ type: "step-set", step: { ...step, closedAsk } }];
  }

  /** True when code of this process waits for the answer. */
  hasWaiter(askId: AskId): boolean {
    return this.#waiters.has(askId);
  }

  /** The turn that a retry began with: retries point there, so that one key finds one answer. */
  originOf(turnId: TurnId): TurnId {
    return this.#session.state.turns.get(turnId)?.turn.retryOf ?? turnId;
  }

  /** Cancels the open questions of a turn. */
  cancelOf(turnId: TurnId): void {
    for (const ask of [...this.#session.state.asks.values()]) if (ask.turnId === turnId) this.end(ask.id, "cancelled", undefined);
  }

  /** Stops the clocks; open questions stay open on record. */
  dispose(): void {
    for (const deadline of this.#deadlines.values()) deadline.cancel();
    this.#deadlines.clear();
    for (const waiters of this.#waiters.values()) for (const { reject } of waiters) reject(abortError("interrupted"));
    this.#waiters.clear();
  }

  #setWaiting(turnId: TurnId, change: 1 | -1): void {
    const running = this.#session.turns.get(turnId);
    if (!running) return;
    running.waiting += change;
    const first = change === 1 && running.waiting === 1;
    const last = change === -1 && running.waiting === 0;
    if ((first || last) && !running.cut && this.#session.phase === "open") {
      this.#session.emit({ type: "turn-set", turnId, state: first ? "waiting" : "running" });
    }
  }
}

function answerKey(turnId: TurnId, key: string): string {
  return `${turnId}:${key}`;
}
