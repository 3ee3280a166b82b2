// What buttons run in each chat: a second press joins the first, and the same request sent again gets the same answer.
import type { TurnId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** How many ended runs of one chat are remembered, for a client that lost the answer. */
const REMEMBERED = 100;

/** The runs of one chat's buttons. */
class ActionRuns {
  /** By turn, as the client calls it. */
  readonly #byTurn = new Map<TurnId, Promise<unknown>>();
  /** What runs now, by what was pressed. */
  readonly #running = new Map<string, Promise<unknown>>();

  join(turnId: TurnId, pressed: string, start: () => Promise<unknown>): Promise<unknown> {
    const known = this.#byTurn.get(turnId) ?? this.#running.get(pressed);
    if (known) return known;
    const run = start();
    this.#byTurn.set(turnId, run);
    this.#running.set(pressed, run);
    const ended = () => {
      this.#running.delete(pressed);
      this.#forgetOldest();
    };
    run.then(ended, ended);
    return run;
  }

  #forgetOldest(): void {
    const running = new Set(this.#running.values());
    for (const [turnId, run] of this.#byTurn) {
      if (this.#byTurn.size <= REMEMBERED) return;
      if (!running.has(run)) this.#byTurn.delete(turnId);
    }
  }
}

const all = new WeakMap<Session, ActionRuns>();

/** Starts a run, or joins the one that is meant. */
export function joinRun(session: Session, turnId: TurnId, pressed: string, start: () => Promise<unknown>): Promise<unknown> {
  const runs = all.get(session) ?? new ActionRuns();
  all.set(session, runs);
  return runs.join(turnId, pressed, start);
}
