// Which turns of a session wait, run and stop. State only: what a turn does is given by the app.
import { branchesOf, ChatError, type ChatState, newId, type Turn, type TurnId, type TurnKind } from "@colloquy/protocol";
import { isErrorLike } from "../thrown.ts";

/** How foreground turns of one session share its time. */
export type Concurrency = "queue" | "interrupt" | "parallel";

/** Why a running turn was cut off. */
export type CutReason = "stopped" | "interrupted";

/** A turn that runs now. */
export class RunningTurn {
  readonly turn: Turn;
  readonly #controller = new AbortController();
  readonly #forced: Promise<void>;
  #force: () => void = () => undefined;
  #cut: CutReason | undefined;
  #stoppedAt: string | undefined;
  #waiting = 0;
  #waits = 0;

  constructor(turn: Turn) {
    this.turn = turn;
    this.#forced = new Promise((resolve) => {
      this.#force = resolve;
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How many of its questions wait. */
  get waiting(): number {
    return this.#waiting;
  }

  set waiting(count: number) {
    if (count > this.#waiting) this.#waits++;
    this.#waiting = count;
  }

  /** Which wait for an answer it is in; undefined while it works. The same twice: its code did not go on in between. */
  get wait(): number | undefined {
    return this.#waiting > 0 ? this.#waits : undefined;
  }

  /** Set once the turn was cut off; author calls under it throw from then on. */
  get cut(): CutReason | undefined {
    return this.#cut;
  }

  /** When a person stopped it: what they ended then is of the same moment, however long its handler takes to return. */
  get stoppedAt(): string | undefined {
    return this.#stoppedAt;
  }

  /** Settles when the turn must end whether or not its handler has returned. */
  get forced(): Promise<void> {
    return this.#forced;
  }

  cutOff(reason: CutReason): void {
    if (this.#cut) return;
    this.#cut = reason;
    this.#controller.abort(abortError(reason));
  }

  stop(at: string): void {
    if (this.#cut) return;
    this.#stoppedAt = at;
    this.cutOff("stopped");
  }

  force(): void {
    this.#force();
  }
}

/** A turn that waits for its start. */
export interface WaitingTurn {
  readonly turn: Turn;
  /** A branch knows its parent; others follow whatever is the leaf when they start. `root` is a branch without a parent. */
  readonly parent: "leaf" | "root" | TurnId;
  /** The started turns that a branch lies beside; those that start while it waits come to them. */
  readonly beside?: readonly Turn[];
}

/** The queue and the running turns of one session. */
export class Turns {
  readonly #running = new Map<TurnId, RunningTurn>();
  readonly #cut = new Set<TurnId>();
  #waiting: WaitingTurn[] = [];
  /** Turns whose message is being written. */
  readonly #unwritten = new Set<TurnId>();

  get running(): RunningTurn[] {
    return [...this.#running.values()];
  }

  get foreground(): RunningTurn[] {
    return this.running.filter(({ turn }) => turn.foreground);
  }

  get waiting(): readonly WaitingTurn[] {
    return this.#waiting;
  }

  enqueue(waiting: WaitingTurn, at: "head" | "tail"): void {
    if (at === "head") this.#waiting.unshift(waiting);
    else this.#waiting.push(waiting);
  }

  /** Keeps a turn back until its message is written; what waits behind it waits too. */
  keepBack(turnId: TurnId): void {
    this.#unwritten.add(turnId);
  }

  letGo(turnId: TurnId): void {
    this.#unwritten.delete(turnId);
  }

  /** True while what comes next is kept back. */
  get keptBack(): boolean {
    const [next] = this.#waiting;
    return next !== undefined && this.#unwritten.has(next.turn.id);
  }

  /** The next turn that may start, taken out of the queue. Of one that is held only what opens the chat. */
  next(concurrency: Concurrency, held: boolean): WaitingTurn | undefined {
    const blocking = concurrency === "parallel" ? this.foreground.filter(({ turn }) => isOpening(turn)) : this.foreground;
    if (blocking.length > 0) return undefined;
    const next = held ? this.#waiting.find(({ turn }) => isOpening(turn)) : this.#waiting[0];
    return next && !this.#unwritten.has(next.turn.id) ? this.dequeue(next.turn.id) : undefined;
  }

  dequeue(turnId: TurnId): WaitingTurn | undefined {
    const found = this.#waiting.find(({ turn }) => turn.id === turnId);
    if (found) this.#waiting = this.#waiting.filter((waiting) => waiting !== found);
    return found;
  }

  start(turn: Turn): RunningTurn {
    const running = new RunningTurn(turn);
    this.#running.set(turn.id, running);
    this.#waiting = this.#waiting.map((waiting) => withStarted(waiting, turn));
    return running;
  }

  get(turnId: TurnId): RunningTurn | undefined {
    return this.#running.get(turnId);
  }

  /** The turn has ended. One that was cut off stays so: calls that its code still makes must throw. */
  end(turnId: TurnId): void {
    const running = this.#running.get(turnId);
    this.#running.delete(turnId);
    if (running?.cut) this.#cut.add(turnId);
  }

  /** Throws the error that a handler ends with when its turn was cut off. */
  assertNotCut(turnId: TurnId): void {
    const reason = this.#running.get(turnId)?.cut ?? (this.#cut.size > 0 && this.#cut.has(turnId) ? "stopped" : undefined);
    if (reason) throw abortError(reason);
  }
}

/** A chat that begins or comes back: what its handler sets is there for every message, also when those run side by side. */
export function isOpening(turn: Turn): boolean {
  return turn.kind === "chatStart" || turn.kind === "resume";
}

/** A turn that has not begun. */
export function newTurn(kind: TurnKind, foreground: boolean, createdAt: string, more: Partial<Turn> = {}): Turn {
  return { id: newId<TurnId>(), kind, foreground, state: "queued", createdAt, ...more };
}

/** A waiting turn as it lies in the tree once it has started. */
export function startedTurn({ turn, parent, beside }: WaitingTurn, { path, thread }: ChatState, startedAt: string): Turn {
  const parentTurnId = parent === "leaf" ? (thread.leafTurnId ?? path.at(-1)) : parent === "root" ? undefined : parent;
  // Assigned, not spread, as the facts in `session.ts` are: the state and the log keep it.
  const started: Turn = Object.assign({}, turn, {
    state: "running" as const,
    startedAt,
    ...(parentTurnId && parentTurnId !== turn.id && { parentTurnId }),
  });
  return beside ? Object.assign(started, branchesOf([...beside, started], started)) : started;
}

/** A branch that waits is told of another one that began meanwhile: where it was counted, that one was on no branch yet. */
function withStarted(waiting: WaitingTurn, turn: Turn): WaitingTurn {
  const { beside, parent } = waiting;
  const isBeside = beside && turn.foreground && (parent === "root" ? undefined : parent) === turn.parentTurnId;
  return isBeside ? { ...waiting, beside: [...beside, turn] } : waiting;
}

/** What author calls throw once their turn was cut off; `runTurn` swallows it. */
export function abortError(reason: CutReason): DOMException {
  return new DOMException(reason === "stopped" ? "The turn was stopped." : "The turn was interrupted.", "AbortError");
}

export function isAbortError(error: unknown): boolean {
  return isErrorLike(error) && error.name === "AbortError";
}

/** What a stopped session answers. */
export function sessionEnded(): ChatError {
  return new ChatError("SESSION_ENDED");
}
