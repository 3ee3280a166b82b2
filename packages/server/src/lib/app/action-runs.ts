// What buttons run in each chat: a second press joins the first, and the same request sent again gets the same answer.
import type { TurnId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** How many presses of one chat are remembered, for clients that lost the answer. */
const REMEMBERED = 100;

/** The runs of one chat's buttons. */
class ActionRuns {
  /** By turn, as the client calls it. */
  readonly #byTurn = new Map<TurnId, Promise<unknown>>();
  /** What runs now, by what was pressed. */
  readonly #running = new Map<string, Promise<unknown>>();

  join(turnId: TurnId, pressed: string, start: () => Promise<unknown>): Promise<unknown> {
    const remembered = this.#byTurn.get(turnId);
    if (remembered) return remembered;
    const joined = this.#running.get(pressed);
    const run = joined ?? start();
    // Who joined may lose the answer too, and send the press again when the run has ended.
    if (!joined) this.#running.set(pressed, run);
    this.#remember(turnId, run);
    if (joined) return joined;
    const ended = () => void this.#running.delete(pressed);
    run.then(ended, ended);
    return run;
  }

  /** Forgets the oldest for it: first one whose run has ended, since a press that runs is found by what was pressed. */
  #remember(turnId: TurnId, run: Promise<unknown>): void {
    this.#byTurn.set(turnId, run);
    if (this.#byTurn.size <= REMEMBERED) return;
    const running = new Set(this.#running.values());
    let oldest: TurnId | undefined;
    for (const [known, itsRun] of this.#byTurn) {
      oldest ??= known;
      if (running.has(itsRun)) continue;
      oldest = known;
      break;
    }
    if (oldest !== undefined) this.#byTurn.delete(oldest);
  }
}

const all = new WeakMap<Session, ActionRuns>();

/** Starts a run, or joins the one that is meant. */
export function joinRun(session: Session, turnId: TurnId, pressed: string, start: () => Promise<unknown>): Promise<unknown> {
  const runs = all.get(session) ?? new ActionRuns();
  all.set(session, runs);
  return runs.join(turnId, pressed, start);
}
