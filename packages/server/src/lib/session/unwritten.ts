// What of a thread was stated and is not written yet: the next batch, as it gathers.
import {
  type ChatState,
  type Element,
  type ElementId,
  type Step,
  type StepId,
  type StepText,
  type StepWithText,
  stepWithText,
  type Turn,
  type TurnId,
  withoutBranches,
} from "@colloquy/protocol";
import type { WriteBatch } from "../data/data-layer.ts";

/** Text that gathers until it is written. */
type GrowingText = StepText & { text: string };

/** Rows and texts that wait to be written together. The newest of each row is all that counts. */
export class Unwritten {
  /** Whether the thread's row is to be written, too. */
  thread = false;
  /** Units of text that gathered. */
  size = 0;
  /** What it counts for while it waits, in units of text. */
  weight = 0;
  readonly #turns = new Map<TurnId, Turn>();
  readonly #steps = new Map<StepId, StepWithText>();
  readonly #elements = new Map<ElementId, Element>();
  #texts: GrowingText[] = [];
  readonly #removedElements = new Set<ElementId>();
  readonly #removedSteps = new Set<StepId>();
  readonly #removedTurns = new Set<TurnId>();

  get hasTurns(): boolean {
    return this.#turns.size > 0;
  }

  get isEmpty(): boolean {
    const lists = [this.#turns, this.#steps, this.#elements, this.#removedElements, this.#removedSteps, this.#removedTurns];
    return !this.thread && this.#texts.length === 0 && lists.every(({ size }) => size === 0);
  }

  /** Everything that a state holds. */
  addWindow(state: ChatState): void {
    this.thread = true;
    for (const { turn } of state.turns.values()) this.setTurn(turn);
    for (const id of state.steps.keys()) {
      const step = stepWithText(state, id);
      if (step) this.#steps.set(id, step);
    }
    for (const element of state.elements.values()) this.setElement(element);
  }

  /** The same with all of the window written anew: nothing is left that a store could miss something before. What was removed stays removed. */
  anew(state: ChatState): Unwritten {
    const whole = new Unwritten();
    for (const id of this.#removedElements) whole.#removedElements.add(id);
    for (const id of this.#removedSteps) whole.#removedSteps.add(id);
    for (const id of this.#removedTurns) whole.#removedTurns.add(id);
    whole.addWindow(state);
    return whole;
  }

  setTurn(turn: Turn): void {
    this.#turns.set(turn.id, withoutBranches(turn));
  }

  /** Its steps go with it: a store takes no step without its turn. */
  removeTurn(turnId: TurnId): void {
    this.#turns.delete(turnId);
    for (const step of [...this.#steps.values()]) if (step.turnId === turnId) this.removeStep(step.id);
    this.#removedTurns.add(turnId);
  }

  setStep(step: Step): void {
    const known = this.#steps.get(step.id);
    this.#steps.set(step.id, known ? { ...step, ...texts(known) } : step);
  }

  /** Should it be stated again, it is another step: what is removed goes before what is written. */
  removeStep(id: StepId): void {
    this.#steps.delete(id);
    this.#texts = this.#texts.filter((text) => text.stepId !== id);
    this.dropElementsOf(id);
    this.#removedSteps.add(id);
  }

  /** Returns how many units it adds. */
  addText(event: StepText): number {
    // A piece that comes late, for what is gone.
    if (this.#removedSteps.size > 0 && this.#removedSteps.has(event.stepId) && !this.#steps.has(event.stepId)) return 0;
    const last = this.#texts.at(-1);
    if (
      last &&
      last.stepId === event.stepId &&
      last.field === event.field &&
      last.rev === event.rev &&
      last.at + last.text.length === event.at
    ) {
      last.text += event.text;
    } else {
      // A copy of our own that grows in place: the event belongs to all who hear of it, and a copy for each token would cost more than the token.
      this.#texts.push(Object.assign({}, event));
    }
    this.size += event.text.length;
    return event.text.length;
  }

  /** One that is for another step now comes behind those that step has, as in the state. */
  setElement(element: Element): void {
    if (this.#elements.get(element.id)?.forId !== element.forId) this.#elements.delete(element.id);
    this.#elements.set(element.id, element);
  }

  removeElement(id: ElementId): void {
    this.#elements.delete(id);
    this.#removedElements.add(id);
  }

  /** What was stated for a step before it was there is shown nowhere. */
  dropElementsOf(stepId: StepId): void {
    for (const [id, { forId }] of this.#elements) if (forId === stepId) this.#elements.delete(id);
  }

  toRows(): Omit<WriteBatch, "threadId" | "epoch" | "thread"> {
    return {
      removedTurns: [...this.#removedTurns],
      removedSteps: [...this.#removedSteps],
      removedElements: [...this.#removedElements],
      turns: [...this.#turns.values()],
      steps: [...this.#steps.values()],
      texts: this.#texts,
      elements: [...this.#elements.values()],
    };
  }
}

function texts(step: StepWithText): Pick<StepWithText, "input" | "output"> {
  return { ...(step.input && { input: step.input }), ...(step.output && { output: step.output }) };
}
