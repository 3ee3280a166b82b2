// The view of one message: what its author has set, and how it gets there from what is shown.
import { type Element, type ElementId, type Fact, newId, type StepId, toPropsPatch, type ViewNode } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";
import { isDraft } from "./drafts.ts";
import { formProblem, isOfQuestion, warnOfForms } from "./form-problems.ts";
import { givenView } from "./given-view.ts";
import { warnOfIcons } from "./icon-problems.ts";
import { isModelView, noteModelView } from "./of-model.ts";
import { toNodes, type View } from "./view-children.ts";

/** The view of one message. */
export class ShownView {
  readonly #where: string;
  /** What was set and is not stated yet. */
  #given: { readonly view: ViewNode | undefined; readonly problem?: string | undefined; readonly isAsked?: boolean } | undefined;
  /** As it was stated or received last, for a message that the window shows no more. */
  #last: Element | undefined;

  constructor(where: string, last?: Element) {
    this.#where = where;
    this.#last = last;
  }

  set(view: View | undefined): void {
    if (view === undefined) {
      this.#given = { view };
      return;
    }
    const own = givenView(this.#where, view);
    this.#given = { view: own, problem: formProblem(toNodes(view)), isAsked: isOfQuestion(view) };
    if (isModelView(view)) noteModelView(own);
  }

  /** What was set, else what is shown: somebody else may have changed it. */
  read(session: Session, stepId: StepId): ViewNode | undefined {
    return this.#given ? this.#given.view : viewIn(this.#shown(session, stepId));
  }

  /** What becomes of what was set: behind the step, and noted as stated. None when nothing was set, or nothing is different. */
  facts(session: Session, stepId: StepId): Fact[] {
    if (!this.#given) return [];
    const { view, problem, isAsked = false } = this.#given;
    if (view) warnOfForms(session, stepId, view, problem, isAsked);
    // A name that a model still writes is no slip.
    if (view && !isDraft(session, stepId)) warnOfIcons(session, stepId, view);
    const shown = this.#shown(session, stepId);
    this.#given = undefined;
    if (!view) {
      this.#last = undefined;
      return shown ? [{ type: "element-removed", elementId: shown.id }] : [];
    }
    const props = { view, ...(isModelView(view) && { drawnBy: "model" }), ...(isDraft(session, stepId) && { draft: true }) };
    const element: Element = shown
      ? { ...shown, props }
      : { id: newId<ElementId>(), forId: stepId, type: "view", name: "view", display: "inline", props };
    this.#last = element;
    const whole: Fact = { type: "element-set", element, ofMessage: true };
    if (!shown || !session.state.elements.has(shown.id)) return [whole];
    const patch = toPropsPatch(shown.props ?? {}, props);
    if (patch.length === 0) return [];
    // The whole of a small view may be shorter than what is different in it.
    return [sizeOf(patch) < sizeOf(view) ? { type: "element-patch", elementId: shown.id, patch } : whole];
  }

  /** Its message was taken out, and it with it: sent again, it is a new one. */
  removed(): void {
    const view = viewIn(this.#last);
    if (view) this.#given ??= { view };
    this.#last = undefined;
  }

  #shown(session: Session, stepId: StepId): Element | undefined {
    const step = session.state.steps.get(stepId);
    return step ? viewElement(step.elements) : this.#last;
  }
}

/** The view among what is shown with a message. */
export function viewElement(elements: readonly Element[]): Element | undefined {
  return elements.find(({ type }) => type === "view");
}

/** What an element of type `view` shows. */
export function viewIn(element: Element | undefined): ViewNode | undefined {
  return element?.props?.["view"] as ViewNode | undefined;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
