// Turns before the window: those that left it while the page was open, and those the person scrolled back to.
// Of what becomes of them only a message that is stated anew is told, as one whose button was pressed.
import {
  type Element,
  type ElementId,
  type Mark,
  NO_MARK,
  type Step,
  type StepId,
  type StepState,
  TextBuffer,
  type Turn,
  type TurnBundle,
  type TurnId,
  type TurnInState,
} from "@colloquy/protocol";

/** The path before the window, oldest first, with the side turns that hang on it. */
export class EarlierTurns {
  readonly #turns = new Map<TurnId, TurnInState>();
  readonly #steps = new Map<StepId, StepState>();
  /** Side turns by the turn that they hang on: a page may hold thousands, and asks for those of one. */
  readonly #sides = new Map<TurnId, TurnInState[]>();
  #path: TurnId[] = [];
  #hasMore = false;

  get isEmpty(): boolean {
    return this.#path.length === 0;
  }

  /** True when the path goes on before the oldest turn kept here. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  turnIds(): readonly TurnId[] {
    return this.#path;
  }

  /** The side turns that hang on this one, in the order they came. */
  sideTurnsOf(turnId: TurnId): Iterable<TurnInState> {
    return this.#sides.get(turnId) ?? [];
  }

  turn(turnId: TurnId): TurnInState | undefined {
    return this.#turns.get(turnId);
  }

  step(stepId: StepId): StepState | undefined {
    return this.#steps.get(stepId);
  }

  /** A step of theirs was stated anew, as when a button under it was taken away. False when it is none of theirs. */
  setStep(step: Step): boolean {
    const known = this.#steps.get(step.id);
    if (known) known.step = step;
    return known !== undefined;
  }

  /** What the person has made of a message of theirs. False when it is none of theirs. */
  setMark(stepId: StepId, mark: Mark): boolean {
    const known = this.#steps.get(stepId);
    if (known) known.mark = mark;
    return known !== undefined;
  }

  /** Something is shown with a step of theirs, or shown anew. Answers the step; undefined when it is none of theirs. */
  setElement(element: Element): StepId | undefined {
    const known = element.forId && this.#steps.get(element.forId);
    if (!known) return undefined;
    const at = known.elements.findIndex(({ id }) => id === element.id);
    known.elements = at < 0 ? [...known.elements, element] : known.elements.with(at, element);
    return element.forId;
  }

  /** Something is not shown any more. Answers the step it was shown with; undefined when it was none of theirs. */
  removeElement(elementId: ElementId): StepId | undefined {
    for (const [stepId, known] of this.#steps) {
      if (!known.elements.some(({ id }) => id === elementId)) continue;
      known.elements = known.elements.filter(({ id }) => id !== elementId);
      return stepId;
    }
    return undefined;
  }

  /** What is shown with any of them. */
  *elements(): Iterable<Element> {
    for (const { elements } of this.#steps.values()) yield* elements;
  }

  /** Takes over what left the window. */
  append(bundles: readonly TurnBundle[]): void {
    const wasEmpty = this.isEmpty;
    for (const bundle of bundles) this.#keep(bundle);
    this.#path.push(...toPath(bundles));
    if (wasEmpty) this.#hasMore = this.#beginsWithin();
  }

  /** Takes what was read from history: everything before the oldest turn known. */
  prepend(bundles: readonly TurnBundle[], hasMore: boolean): void {
    for (const bundle of bundles) this.#keep(bundle);
    this.#path.unshift(...toPath(bundles));
    this.#hasMore = hasMore && bundles.length > 0;
  }

  /** Keeps only what leads to the window, which may now show another branch. True when something had to go. */
  connectTo(first: Turn | undefined): boolean {
    const end = first?.parentTurnId ? this.#path.lastIndexOf(first.parentTurnId) : -1;
    if (end === this.#path.length - 1) return false;
    if (end < 0) {
      this.clear();
      return true;
    }
    for (const id of this.#path.splice(end + 1)) {
      for (const { turn } of this.sideTurnsOf(id)) this.#drop(turn.id);
      this.#sides.delete(id);
      this.#drop(id);
    }
    return true;
  }

  clear(): void {
    this.#turns.clear();
    this.#steps.clear();
    this.#sides.clear();
    this.#path = [];
    this.#hasMore = false;
  }

  #beginsWithin(): boolean {
    const first = this.#path.map((id) => this.#turns.get(id)?.turn).find((turn) => turn?.foreground);
    return first?.parentTurnId !== undefined;
  }

  #keep({ turn, steps, elements = [], marks = [] }: TurnBundle): void {
    const kept = { turn, stepIds: steps.map((step) => step.id) };
    this.#turns.set(turn.id, kept);
    if (!turn.foreground && turn.parentTurnId) {
      const sides = this.#sides.get(turn.parentTurnId)?.filter((side) => side.turn.id !== turn.id) ?? [];
      this.#sides.set(turn.parentTurnId, [...sides, kept]);
    }
    for (const { input, output, ...step } of steps)
      this.#steps.set(step.id, {
        step,
        texts: {
          ...(input && { input: new TextBuffer(input.text, input.rev) }),
          ...(output && { output: new TextBuffer(output.text, output.rev) }),
        },
        elements: elements.filter(({ forId }) => forId === step.id),
        mark: NO_MARK,
      });
    for (const { stepId, ...mark } of marks) this.setMark(stepId, mark);
  }

  #drop(turnId: TurnId): void {
    for (const stepId of this.#turns.get(turnId)?.stepIds ?? []) this.#steps.delete(stepId);
    this.#turns.delete(turnId);
  }
}

/** What stands on the page by itself: the path, and work from before the first turn. Other side turns stand in the turn they hang on. */
function toPath(bundles: readonly TurnBundle[]): TurnId[] {
  const root = bundles.filter(({ turn, steps }) => !turn.foreground && turn.parentTurnId === undefined && steps.length > 0);
  return [...root, ...bundles.filter(({ turn }) => turn.foreground)].map(({ turn }) => turn.id);
}
