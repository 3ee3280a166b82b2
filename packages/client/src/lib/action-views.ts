// The buttons of a message as a page draws them: what each is, whether it runs, and what went wrong when this page pressed it last.
import type { Action, ActionId, ChatState, ErrorBody, Step } from "@colloquy/protocol";

/** A button under a message. */
export interface ActionView {
  /** What is on it. */
  readonly action: Action;
  /** It runs, pressed here or on another of the person's pages. */
  readonly running: boolean;
  /** Why it failed when it was pressed here last; gone with the next press. */
  readonly error?: ErrorBody;
}

const NONE: readonly ActionView[] = [];

/** What this page has pressed, and the views of all buttons that were asked for. */
export class ActionViews {
  readonly #pressed = new Map<ActionId, number>();
  readonly #errors = new Map<ActionId, ErrorBody>();
  readonly #views = new WeakMap<Step, readonly ActionView[]>();
  readonly #single = new WeakMap<Action, ActionView>();

  /** The same list until something in it is another. */
  of(step: Step | undefined, running: readonly ActionId[]): readonly ActionView[] {
    if (!step?.actions?.length) return NONE;
    const views = step.actions.map((action) => this.#view(action, running));
    const known = this.#views.get(step);
    if (known && views.every((view, index) => isSame(view, known[index]))) return known;
    this.#views.set(step, views);
    return views;
  }

  /** The same object until something in it is another. */
  one(action: Action, running: readonly ActionId[]): ActionView {
    const view = this.#view(action, running);
    const known = this.#single.get(action);
    if (known && isSame(view, known)) return known;
    this.#single.set(action, view);
    return view;
  }

  pressed(actionId: ActionId): void {
    this.#pressed.set(actionId, (this.#pressed.get(actionId) ?? 0) + 1);
    this.#errors.delete(actionId);
  }

  ended(actionId: ActionId, error: ErrorBody | undefined): void {
    const left = (this.#pressed.get(actionId) ?? 1) - 1;
    if (left > 0) this.#pressed.set(actionId, left);
    else this.#pressed.delete(actionId);
    if (error) this.#errors.set(actionId, error);
  }

  /** Another chat. */
  clear(): void {
    this.#pressed.clear();
    this.#errors.clear();
  }

  #view(action: Action, running: readonly ActionId[]): ActionView {
    const error = this.#errors.get(action.id);
    return { action, running: this.#pressed.has(action.id) || running.includes(action.id), ...(error && { error }) };
  }
}

/** What runs now, by whoever pressed it. */
export function runningActions({ turns }: ChatState): ActionId[] {
  const found: ActionId[] = [];
  for (const { turn } of turns.values()) if (turn.actionId && turn.endedAt === undefined) found.push(turn.actionId);
  return found;
}

function isSame(a: ActionView, b: ActionView | undefined): boolean {
  return a.action === b?.action && a.running === b.running && a.error === b.error;
}
