// How long a driver waits for its engine: nothing waits for one that is away, and nothing waits longer than its time for one that stands still. Then
// whether a step was done is unknown, which every step bears.
import { ChatError } from "@colloquy/protocol";

/** What a step takes at most, in milliseconds. */
export const STEP_MS = 1_000;
/** The same for what is large. */
export const LARGE_STEP_MS = 5_000;
/** A timer that comes so much too late says that the process was busy, or slept. */
const HELD_UP_MS = 50;
/** What a step gets then. */
const AFTERWARDS_MS = 200;
/** While an engine is away or stands still, one step in so many milliseconds finds out whether it still does. */
const PROBE_MS = 500;

export interface PatienceParts {
  /** The engine's name, for what people read. */
  readonly engine: string;
  /** Whether a failure says that nobody is there. */
  readonly isAway?: (error: unknown) => boolean;
  /** What a refusal means that an operator should read; undefined where the engine's own words have to do. */
  readonly explain?: (error: unknown) => ChatError | undefined;
  /** It stood still and goes on. */
  readonly onBack: () => void;
}

/** One driver's patience with its engine. */
export class Patience {
  readonly #parts: PatienceParts;
  /** Steps whose time is over and that are not answered: the engine stands still. */
  #stuck = 0;
  #isAway = false;
  #probedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: PatienceParts) {
    this.#parts = parts;
  }

  /** Begins a step and gives it so many milliseconds. Throws UNAVAILABLE when it fails or is late. */
  wait<Reply>(begin: () => Promise<Reply>, limitMs = STEP_MS): Promise<Reply> {
    // One promise and no race: a node takes some thousands of steps a second, and each promise costs where handlers have an ambient context.
    return new Promise((resolve, reject) => {
      this.#mustMove();
      let [isOver, isLate] = [false, false];
      const late = () => {
        if (isOver) return;
        isLate = true;
        this.#stuck += 1;
        reject(unavailable(`${this.#parts.engine} did not answer in time.`));
      };
      const due = performance.now() + limitMs;
      // Where this process was held up itself, the step may have been sent just now, or its answer waits to be read: that is done first.
      let timer = setTimeout(() => {
        if (performance.now() - due > HELD_UP_MS) timer = setTimeout(late, AFTERWARDS_MS);
        else setImmediate(late);
      }, limitMs);
      const over = () => {
        isOver = true;
        clearTimeout(timer);
      };
      const refused = (error: unknown) => {
        over();
        if (isLate) this.#stuck -= 1;
        else reject(this.#toRefusal(error));
      };
      const answered = (reply: Reply) => {
        over();
        if (!isLate) {
          this.#isAway = false;
          resolve(reply);
          return;
        }
        this.#stuck -= 1;
        if (this.#stuck === 0) this.#parts.onBack();
      };
      try {
        begin().then(answered, refused);
      } catch (error) {
        refused(error);
      }
    });
  }

  #toRefusal(error: unknown): ChatError {
    if (error instanceof ChatError) return error;
    if (this.#parts.isAway?.(error)) this.#isAway = true;
    return this.#parts.explain?.(error) ?? unavailable(`${this.#parts.engine} refused a step.`, error);
  }

  /** Known by another way: it is there again. */
  isThere(): void {
    this.#isAway = false;
  }

  /** Others are not put behind the one that finds out. */
  #mustMove(): void {
    if (this.#stuck === 0 && !this.#isAway) return;
    const now = performance.now();
    const { engine } = this.#parts;
    if (now - this.#probedAt < PROBE_MS) throw unavailable(this.#isAway ? `${engine} is away.` : `${engine} stands still.`);
    this.#probedAt = now;
  }
}

/** Throws when it takes longer. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("it took too long"), { code: "ETIMEDOUT" })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a step throws that could not be done, or of which nobody knows whether it was. */
export function unavailable(message: string, cause?: unknown, fix?: string): ChatError {
  return new ChatError("UNAVAILABLE", message, { ...(cause !== undefined && { cause }), ...(fix !== undefined && { fix }) });
}
