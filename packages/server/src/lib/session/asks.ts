// Questions of a session: each is state with a deadline, and ends in exactly one way.
import {
  type Ask,
  type AskAnswer,
  type AskId,
  type AskOutcome,
  type AskSpec,
  ChatError,
  type ChatState,
  type Fact,
  newId,
  type StepId,
  specOf,
  type Turn,
  type TurnId,
  type TurnState,
} from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import { AskQuestions, type Question } from "./ask-questions.ts";
import { GivenAnswers } from "./given-answers.ts";
import { KeyedAnswers, type StoredAnswer } from "./keyed-answers.ts";
import { abortError, type Turns } from "./turns.ts";

/** What a question of any kind says beside what it asks for. */
export interface AskFrame {
  readonly turnId: TurnId;
  readonly stepId: StepId;
  readonly key?: string;
  readonly deadlineAt: string | null;
  readonly extendBy?: number;
  readonly blocks?: boolean;
}

/** What questions need of their session. */
export interface AskParts {
  readonly state: ChatState;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly emit: (...facts: Fact[]) => void;
  readonly isOpen: () => boolean;
  /** Settles when all that was said, and the session's record, would survive a kill. */
  readonly keep: () => Promise<unknown>;
  /** The app has a handler for answers that come when their turn is gone. */
  readonly takesLateAnswers: () => boolean;
  /** A turn has begun to wait. Should everybody have left meanwhile, nobody will answer. */
  readonly onWait: () => void;
}

/** What the record of a session knows of its questions, beside the open ones. */
export interface KeptAnswers {
  /** Answers to keyed questions, by origin turn and key. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
  /** What was answered lately, by question. */
  readonly given?: Readonly<Record<string, string>> | undefined;
  /** Tools that are always allowed in this chat. */
  readonly allowed?: readonly string[] | undefined;
}

/** What came of a question for whoever waited. */
export type Answered = { readonly how: "answered"; readonly answer: AskAnswer } | { readonly how: "expired" | "withdrawn" };

/** What else the code that waits demands of an answer; throws what is wrong with it. */
export type AnswerDemand = (answer: AskAnswer) => Promise<void>;

interface Waiter {
  readonly demand: AnswerDemand | undefined;
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: unknown) => void;
}

/** One session's open questions and the code that waits for them. */
export class Asks {
  readonly #parts: AskParts;
  readonly #waiters = new Map<AskId, Waiter[]>();
  /** The turn that has waited for each open question last: the one that put it, or one that tries that again. */
  readonly #waitedBy = new Map<AskId, TurnId>();
  readonly #deadlines = new Map<AskId, { cancel(): void }>();
  /** Those that are written down and not stated yet. */
  readonly #coming = new Map<AskId, Ask>();
  /** Their messages, which may leave the window before they are answered. */
  readonly questions: AskQuestions;
  /** What was answered lately. */
  readonly given: GivenAnswers;
  /** What was answered under a key. */
  readonly keyed: KeyedAnswers;
  /** Tools that the person has allowed always in this chat. */
  readonly allowed: Set<string>;

  constructor(parts: AskParts, { answers = {}, given = {}, allowed = [] }: KeptAnswers = {}) {
    this.#parts = parts;
    this.keyed = new KeyedAnswers(answers);
    this.questions = new AskQuestions(parts.state);
    this.given = new GivenAnswers(given);
    this.allowed = new Set(allowed);
  }

  /** What a record must know, beside the open ones. */
  get kept(): { answers: Record<string, string>; given: Record<string, string>; allowed: string[] } {
    return { answers: this.keyed.toRecord(), given: this.given.toRecord(), allowed: [...this.allowed] };
  }

  /** All that a record must know of, also those that nobody has been shown yet. */
  get open(): Ask[] {
    return [...this.#parts.state.asks.values(), ...this.#coming.values()];
  }

  /** What the list of chats says: whether the person is waited for, and until when where all of it has an end. */
  get waits(): { readonly waits?: true; readonly waitsUntil?: string } {
    const deadlines = [...this.#parts.state.asks.values()].map(({ deadlineAt }) => deadlineAt);
    if (deadlines.length === 0) return {};
    const known = deadlines.filter((deadlineAt) => deadlineAt !== null).sort();
    const last = known.length === deadlines.length ? known.at(-1) : undefined;
    return { waits: true, ...(last !== undefined && { waitsUntil: last }) };
  }

  /** A question is being written down, and will be shown at once. */
  get isPutting(): boolean {
    return this.#coming.size > 0;
  }

  /** Takes over an answer that its message knows of, and a record does not. */
  adopt(ask: Ask, answer: AskAnswer): void {
    this.given.note(ask.id, answer);
    this.#remember(ask, answer);
  }

  #remember(ask: Ask, answer: AskAnswer): void {
    if (ask.key === undefined) return;
    // The buttons of one try are not those of the next, and what was allowed is one call, whatever it is called.
    const question = this.questions.get(ask)?.text;
    const stored: StoredAnswer = {
      ...answer,
      ...(question !== undefined && { question }),
      ...((ask.kind === "action" || ask.kind === "approval") && { asked: specOf(ask) }),
    };
    this.keyed.remember(this.originOf(ask.turnId), ask.key, stored);
  }

  /** A turn has ended: its questions close, and its answers are remembered only as long as it can be tried again. */
  turnEnded({ id, foreground, messageId, retryOf }: Turn, state: TurnState): void {
    const { takesLateAnswers } = this.#parts;
    if (state !== "interrupted") this.cancelOf(id);
    // No code waits for them any more, and none takes a late answer.
    else if (!takesLateAnswers()) this.#closeOf(id, "orphaned");
    const isTriedAgain = foreground && messageId !== undefined && (state === "failed" || state === "interrupted");
    // Those of the turn that this one tried again stay: that one can be tried once more.
    if (isTriedAgain || retryOf !== undefined) return;
    this.keyed.forgetTurn(id);
  }

  /** Puts a question; its message must be in the state. Nobody is shown one that a kill could take away again. */
  async start(frame: AskFrame, spec: AskSpec): Promise<Ask> {
    const { turns, emit, keep, isOpen } = this.#parts;
    // At its end a chat has nobody who could answer.
    if (!isOpen()) throw new ChatError("SESSION_ENDED", "Nobody is there to answer.");
    const ask = { ...frame, ...spec, id: newId<AskId>(), createdAt: this.#now() } as Ask;
    const running = turns.get(ask.turnId);
    this.#coming.set(ask.id, ask);
    this.questions.note(ask);
    // A store that is away keeps nobody from asking; what it does not have yet is tried again.
    await keep().catch(() => undefined);
    this.#coming.delete(ask.id);
    turns.assertNotCut(ask.turnId);
    // It ended meanwhile without waiting for the answer.
    if (running && !turns.get(ask.turnId)) throw abortError("stopped");
    emit({ type: "ask-start", ask });
    this.watch(ask);
    return ask;
  }

  /** Keeps an eye on the deadline of an open question; also after a restart. */
  watch({ id, deadlineAt }: Ask): void {
    this.#deadlines.get(id)?.cancel();
    this.#deadlines.delete(id);
    if (deadlineAt === null) return;
    const { clock } = this.#parts;
    const left = Math.max(0, Date.parse(deadlineAt) - clock.now());
    // Timers overflow past 24.8 days; a later look is enough.
    this.#deadlines.set(
      id,
      clock.setTimeout(() => this.#look(id), Math.min(left, 2_000_000_000)),
    );
  }

  #look(askId: AskId): void {
    this.#deadlines.delete(askId);
    const { state, clock } = this.#parts;
    const ask = state.asks.get(askId);
    if (!ask) return;
    if (Date.parse(ask.deadlineAt ?? "") > clock.now()) this.watch(ask);
    else this.end(askId, "expired", undefined);
  }

  /** Gives an open question another deadline, or reminds of it. */
  change(askId: AskId, change: { readonly deadlineAt: string } | { readonly remindedAt: string }): void {
    const ask = this.#parts.state.asks.get(askId);
    if (!ask) return;
    const changed: Ask = { ...ask, ...change };
    this.#parts.emit({ type: "ask-set", ask: changed });
    if ("deadlineAt" in change) this.watch(changed);
  }

  /** Waits for the answer, for the end of its time, or until it is withdrawn; throws when its turn is cut off or the question cancelled. */
  wait(askId: AskId, turnId: TurnId, demand?: AnswerDemand): Promise<Answered> {
    const running = this.#parts.turns.get(turnId);
    if (running?.cut) return Promise.reject(abortError(running.cut));
    this.#setWaiting(turnId, +1);
    this.#waitedBy.set(askId, turnId);
    let leave: () => void = () => undefined;
    const answered = new Promise<Answered>((resolve, reject) => {
      const waiter: Waiter = { demand, resolve, reject };
      this.#waiters.set(askId, [...(this.#waiters.get(askId) ?? []), waiter]);
      // Who is cut off waits no more: an answer that comes now is a late one.
      leave = () => {
        this.#forget(askId, waiter);
        reject(running?.signal.reason);
      };
      running?.signal.addEventListener("abort", leave, { once: true });
    });
    this.#parts.onWait();
    return answered.finally(() => {
      running?.signal.removeEventListener("abort", leave);
      this.#setWaiting(turnId, -1);
    });
  }

  #forget(askId: AskId, waiter: Waiter): void {
    const left = (this.#waiters.get(askId) ?? []).filter((other) => other !== waiter);
    if (left.length > 0) this.#waiters.set(askId, left);
    else this.#waiters.delete(askId);
  }

  /** Ends a question; the first one wins. Returns false when it was closed already. */
  end(askId: AskId, outcome: AskOutcome, answer: AskAnswer | undefined): boolean {
    const ask = this.#parts.state.asks.get(askId);
    if (!ask) return false;
    this.#deadlines.get(askId)?.cancel();
    this.#deadlines.delete(askId);
    if (answer) this.#remember(ask, answer);
    this.#parts.emit(...this.#closing(ask, outcome, answer), { type: "ask-end", askId, outcome });
    const waiters = this.#waiters.get(askId) ?? [];
    this.#waiters.delete(askId);
    this.#waitedBy.delete(askId);
    for (const { resolve, reject } of waiters) {
      if (answer) resolve({ how: "answered", answer });
      else if (outcome === "expired") resolve({ how: "expired" });
      else reject(outcome === "cancelled" ? abortError("stopped") : new ChatError("ASK_CLOSED"));
    }
    return true;
  }

  /** The app takes a question back: whoever waits for it goes on without an answer. */
  withdraw(askId: AskId): void {
    for (const { resolve } of this.#waiters.get(askId) ?? []) resolve({ how: "withdrawn" });
    this.end(askId, "cancelled", undefined);
  }

  /** The question's message keeps what became of it; what was typed is a message of its own. */
  #closing(ask: Ask, outcome: AskOutcome, answer: AskAnswer | undefined): Fact[] {
    const step = this.questions.take(ask)?.step;
    if (!step) return [];
    const { id, key } = ask;
    const kept = answer && (answer.kind === "text" ? { answerId: answer.stepId } : { answer });
    const closedAsk = { id, ...(key !== undefined && { key }), spec: specOf(ask), outcome, at: this.#now(), ...kept };
    return [{ type: "step-set", step: { ...step, closedAsk } }];
  }

  /** What a question says: also of one whose turn has left the window. */
  questionOf(ask: Ask): Question | undefined {
    return this.questions.get(ask);
  }

  /** Asks the code that waits whether it can do with this answer. After a restart nobody is left to ask. */
  async demand(askId: AskId, answer: AskAnswer): Promise<void> {
    for (const { demand } of this.#waiters.get(askId) ?? []) await demand?.(answer);
  }

  /** True when code of this process waits for the answer. */
  hasWaiter(askId: AskId): boolean {
    return this.#waiters.has(askId);
  }

  /** The turn that a retry began with: retries point there, so that one key finds one answer. */
  originOf(turnId: TurnId): TurnId {
    return this.#parts.state.turns.get(turnId)?.turn.retryOf ?? turnId;
  }

  /** Cancels the open questions of a turn, and those that it took over from the one it tries again. */
  cancelOf(turnId: TurnId): void {
    this.#closeOf(turnId, "cancelled");
  }

  #closeOf(turnId: TurnId, outcome: AskOutcome): void {
    for (const { id, turnId: askedBy } of [...this.#parts.state.asks.values()])
      if (askedBy === turnId || this.#waitedBy.get(id) === turnId) this.end(id, outcome, undefined);
  }

  /** Cancels the questions that no running turn waits for: those of turns that a restart or the end of a chat has cut off. */
  cancelLeft(): void {
    const { state, turns } = this.#parts;
    for (const { id, turnId } of [...state.asks.values()])
      if (!turns.get(turnId) && !this.hasWaiter(id)) this.end(id, "cancelled", undefined);
  }

  /** Stops the clocks; open questions stay open on record. */
  dispose(): void {
    for (const deadline of this.#deadlines.values()) deadline.cancel();
    this.#deadlines.clear();
    for (const waiters of this.#waiters.values()) for (const { reject } of waiters) reject(abortError("interrupted"));
    this.#waiters.clear();
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }

  #setWaiting(turnId: TurnId, change: 1 | -1): void {
    const { turns, isOpen, emit } = this.#parts;
    const running = turns.get(turnId);
    if (!running) return;
    running.waiting += change;
    const first = change === 1 && running.waiting === 1;
    const last = change === -1 && running.waiting === 0;
    if ((first || last) && !running.cut && isOpen()) emit({ type: "turn-set", turnId, state: first ? "waiting" : "running" });
  }
}
