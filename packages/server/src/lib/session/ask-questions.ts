// The messages that put the open questions. A question may be answered when its turn has long left the window, and its message must still keep
// what became of it.
import type { Ask, AskId, ChatState, Step, StepWithText } from "@colloquy/protocol";

/** A message that puts a question, and what it says. */
export interface Question {
  readonly step: Step;
  readonly text: string;
}

/** Remembers the messages of one session's open questions. */
export class AskQuestions {
  readonly #state: ChatState;
  readonly #known = new Map<AskId, () => Question>();

  constructor(state: ChatState) {
    this.#state = state;
  }

  /** Remembers the message of a question while it is in the state. */
  note({ id, stepId }: Pick<Ask, "id" | "stepId">): void {
    const entry = this.#state.steps.get(stepId);
    // The entry, not what it holds now: it follows what its author changes.
    if (entry) this.#known.set(id, () => ({ step: entry.step, text: entry.texts.output?.read() ?? "" }));
  }

  /** Remembers one that was read from the store. */
  restore({ id }: Pick<Ask, "id">, { input: _input, output, ...step }: StepWithText): void {
    this.#known.set(id, () => ({ step, text: output?.text ?? "" }));
  }

  get(ask: Pick<Ask, "id" | "stepId">): Question | undefined {
    this.note(ask);
    return this.#known.get(ask.id)?.();
  }

  /** The same, for the last time. */
  take(ask: Pick<Ask, "id" | "stepId">): Question | undefined {
    const question = this.get(ask);
    this.#known.delete(ask.id);
    return question;
  }
}
