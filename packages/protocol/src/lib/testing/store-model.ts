// Storage as tests know it: what a recorder that hears every fact would have written, in the plainest way.
import type { Element } from "../element.ts";
import type { ServerEvent, StepText } from "../events.ts";
import type { ElementId, StepId, TurnId } from "../ids.ts";
import { isBlank, type Mark, type StepMark } from "../mark.ts";
import { applyPropsPatch } from "../props-patch.ts";
import type { Step, StepWithText } from "../step.ts";
import type { Thread } from "../thread.ts";
import { type Turn, withoutBranches } from "../turn.ts";

/** The rows of one thread. Texts are plain strings: nothing here knows how a state is folded. */
export class StoreModel {
  thread: Thread;
  readonly turns = new Map<TurnId, Turn>();
  readonly steps = new Map<StepId, StepWithText>();
  readonly elements = new Map<ElementId, Element>();
  readonly marks = new Map<StepId, Mark>();

  constructor(thread: Thread) {
    this.thread = thread;
  }

  get rows(): { thread: Thread; turns: Turn[]; steps: StepWithText[]; elements: Element[]; marks: StepMark[] } {
    return {
      thread: this.thread,
      turns: [...this.turns.values()],
      steps: [...this.steps.values()],
      elements: [...this.elements.values()],
      marks: [...this.marks].filter(([, mark]) => !isBlank(mark)).map(([stepId, mark]) => ({ stepId, ...mark })),
    };
  }

  record(event: ServerEvent): void {
    switch (event.type) {
      case "thread-set":
        this.thread = { ...this.thread, ...event.thread };
        return;
      case "leaf-set":
        this.thread = { ...this.thread, leafTurnId: event.leafTurnId };
        return;
      case "turn-queued":
        this.#setTurn(event.turn);
        return;
      case "turn-start":
        this.#setTurn(event.turn);
        if (event.turn.foreground) this.thread = { ...this.thread, leafTurnId: event.turn.id };
        return;
      case "turn-set":
        this.#changeTurn(event.turnId, { state: event.state });
        return;
      case "turn-end":
        this.#changeTurn(event.turnId, { state: event.state, endedAt: event.endedAt, ...(event.error && { error: event.error }) });
        for (const step of this.#stepsOf(event.turnId))
          if (step.end === undefined) this.steps.set(step.id, { ...step, end: event.endedAt });
        return;
      case "turn-removed":
        this.turns.delete(event.turnId);
        for (const step of this.#stepsOf(event.turnId)) this.#removeStep(step.id);
        return;
      case "step-set":
        this.#setStep(event.step);
        return;
      case "step-text":
        this.#setText(event);
        return;
      case "step-removed":
        this.#removeStep(event.stepId);
        return;
      case "element-set":
        this.elements.set(event.element.id, event.element);
        return;
      case "element-patch": {
        const element = this.elements.get(event.elementId);
        if (element) this.elements.set(element.id, { ...element, props: applyPropsPatch(element.props ?? {}, event.patch) });
        return;
      }
      case "element-removed":
        this.elements.delete(event.elementId);
        return;
      case "mark-set":
        this.marks.set(event.stepId, event.mark);
        return;
      default:
        return;
    }
  }

  #setTurn(turn: Turn): void {
    this.turns.set(turn.id, withoutBranches(turn));
  }

  #changeTurn(id: TurnId, change: Partial<Turn>): void {
    const turn = this.turns.get(id);
    if (turn) this.turns.set(id, { ...turn, ...change });
  }

  #setStep(step: Step): void {
    const { input, output } = this.steps.get(step.id) ?? {};
    this.steps.set(step.id, { ...step, ...(input && { input }), ...(output && { output }) });
  }

  #setText({ stepId, field, rev, at, text }: StepText): void {
    const step = this.steps.get(stepId);
    if (step) this.steps.set(stepId, { ...step, [field]: { rev, text: (step[field]?.text ?? "").slice(0, at) + text } });
  }

  #removeStep(stepId: StepId): void {
    this.steps.delete(stepId);
    this.marks.delete(stepId);
    for (const { id, forId } of this.elements.values()) if (forId === stepId) this.elements.delete(id);
  }

  #stepsOf(turnId: TurnId): StepWithText[] {
    return [...this.steps.values()].filter((step) => step.turnId === turnId);
  }
}
