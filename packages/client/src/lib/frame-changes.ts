// What one frame changed, collected while it is folded, so that everybody is told once at its end.
import type { StepId, StructuralEvent, Touched, TurnId } from "@colloquy/protocol";

/** Facts that can take turns out of the page or put others in. */
const PATH_FACTS: ReadonlySet<StructuralEvent["type"]> = new Set(["leaf-set", "turn-removed"]);

/** The ids that a frame touched. */
export class FrameChanges {
  readonly turnIds = new Set<TurnId>();
  readonly stepIds = new Set<StepId>();
  /** Any turn and any step may look different. */
  all = false;
  /** A person's message is among the steps. */
  hasMessage = false;
  /** Something that is shown came, changed or went. */
  hasElements = false;
  #changed = false;

  /** A whole new state. */
  static everything(): FrameChanges {
    const changes = new FrameChanges();
    changes.all = true;
    return changes;
  }

  /** Nothing of the chat itself, only what is around it. */
  static surroundings(): FrameChanges {
    const changes = new FrameChanges();
    changes.#changed = true;
    return changes;
  }

  /** False as well for facts that touch no id, like a thread's new name. */
  get isEmpty(): boolean {
    return !this.all && !this.#changed;
  }

  add(event: StructuralEvent, touched: Touched, turnOf: (stepId: StepId) => TurnId | undefined): void {
    this.#changed = true;
    if (PATH_FACTS.has(event.type) || startsBranch(event, touched)) this.all = true;
    // They stay on the page, in another place. Nothing else of a long page is looked at for a message.
    for (const { turn, steps } of touched.evicted) {
      this.turnIds.add(turn.id);
      for (const { id } of steps) this.stepIds.add(id);
    }
    // What a patch changes is never what a list of elements shows.
    if (touched.elementIds.length > 0 && event.type !== "element-patch") this.hasElements = true;
    for (const turnId of touched.turnIds) this.turnIds.add(turnId);
    for (const stepId of touched.stepIds) {
      this.stepIds.add(stepId);
      const turnId = turnOf(stepId);
      if (turnId) this.turnIds.add(turnId);
    }
    if (event.type === "step-set" && event.step.type === "user_message") this.hasMessage = true;
  }
}

/** True for a turn that comes in the place of others: it says that they are touched. */
function startsBranch(event: StructuralEvent, { turnIds }: Touched): boolean {
  return event.type === "turn-start" && turnIds.some((id) => id !== event.turn.id);
}
