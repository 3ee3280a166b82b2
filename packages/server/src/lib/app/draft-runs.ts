// Runs for what is not final: one at a time, and only the newest counts. What is overtaken is cut off.
import type { TurnId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** Begins a run as a side turn, tells its id, and settles with its end. */
export type Draft = (note: (turnId: TurnId) => void) => Promise<void>;

/** The runs for one chat's open settings form. */
export class DraftRuns {
  readonly #session: Session;
  #next: Draft | undefined;
  #busy = false;
  #turnId: TurnId | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs this one: now, or in the place of the one that runs. */
  offer(draft: Draft): void {
    this.#next = draft;
    if (this.#busy) this.#overtake();
    else void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      for (let draft = this.#take(); draft; draft = this.#take()) {
        await draft((turnId) => {
          this.#turnId = turnId;
        });
        this.#turnId = undefined;
      }
    } finally {
      this.#busy = false;
    }
  }

  #take(): Draft | undefined {
    const draft = this.#session.phase === "open" ? this.#next : undefined;
    this.#next = undefined;
    return draft;
  }

  /** What it still says under its signal is not heard; a handler that takes no notice is waited for as long as a stopped one. */
  #overtake(): void {
    const running = this.#turnId && this.#session.turns.get(this.#turnId);
    if (!running || running.cut) return;
    running.cutOff("stopped");
    const { clock, config } = this.#session.services;
    clock.setTimeout(() => running.force(), config.stopGraceMs, { background: true });
  }
}
