// What the scripted app shows beside its words: pictures and elements of its own, with messages and beside the chat, which change, move and go.
import { type Element, type ElementId, newId, type StepId, toPropsPatch } from "@colloquy/protocol";
import { Message } from "../../chat/message.ts";
import { userSession } from "../../chat/user-session.ts";
import { requireContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { choose } from "./acts.ts";

/** Told what was stated, once it was. */
export interface ElementWatch {
  readonly set: (session: Session, element: Element) => void;
  readonly removed: (session: Session, id: ElementId) => void;
  readonly stepRemoved: (session: Session, stepId: string) => void;
}

/** What an app can do with elements; `mark` says who wrote what it answers, `number` chooses among what was shown. */
export class ScriptedElements {
  readonly #watch: ElementWatch;

  constructor(watch: ElementWatch) {
    this.#watch = watch;
  }

  /** A message with two elements. */
  async withMessage(mark: string): Promise<void> {
    const message = new Message(`${mark} shows`);
    await message.send();
    this.#show(mark, message.id);
    this.#show(`${mark} again`, message.id, "custom");
  }

  /** Something with no message. */
  beside(mark: string): void {
    this.#show(`${mark} beside`, undefined, "custom");
  }

  /** As an upload comes with what the person says. */
  withPersons(mark: string, messageId: string): void {
    this.#show(`${mark} given`, messageId);
  }

  /** A message that is taken back with what it shows, and said again with something else; `meanwhile` is what goes on before. */
  async takenBack(mark: string, meanwhile: Promise<void>): Promise<void> {
    const message = new Message(`${mark} takes back`);
    await message.send();
    this.#show(`${mark} old`, message.id);
    await meanwhile;
    await message.remove();
    this.#watch.stepRemoved(requireContext().session, message.id);
    await message.send();
    this.#show(`${mark} new`, message.id);
  }

  /** Something that was shown before, wherever it stands: with other values, with another message or with none. */
  change(mark: string, number: number): void {
    const shown = this.#shown();
    const known = choose(shown, number * 7);
    if (!known) return;
    const [other] = shown.slice(-1);
    const { forId: _, ...free } = known;
    const moved = number % 3 === 1 && other?.forId ? { ...free, forId: other.forId } : number % 3 === 2 ? free : known;
    const next: Element = { ...moved, props: { changed: mark, parts: [{ type: "Text", key: mark, text: mark.repeat((number % 4) + 1) }] } };
    const { session } = requireContext();
    const current = session.state.elements.get(known.id);
    // As a view or a custom element changes: what stays where it is changes by its difference.
    if (current && current.forId === next.forId && number % 2 === 0) this.#patch(session, current, next);
    else this.#set(next);
  }

  #patch(session: Session, current: Element, { props = {} }: Element): void {
    session.assertLive(requireContext().turnId);
    session.emit({ type: "element-patch", elementId: current.id, patch: toPropsPatch(current.props ?? {}, props) });
    this.#watch.set(session, { ...current, props });
  }

  /** Something that was shown before goes. */
  remove(number: number): void {
    const known = choose(this.#shown(), number * 5);
    if (!known) return;
    const { session, turnId } = requireContext();
    session.assertLive(turnId);
    session.emit({ type: "element-removed", elementId: known.id });
    this.#watch.removed(session, known.id);
  }

  #show(name: string, forId: string | undefined, type: "image" | "custom" = "image"): void {
    const element: Element = {
      id: newId<ElementId>(),
      type,
      name,
      display: "inline",
      ...(forId !== undefined && { forId: forId as StepId }),
    };
    this.#set(element);
    this.#shown().push(element);
  }

  #set(element: Element): void {
    const { session, turnId } = requireContext();
    session.assertLive(turnId);
    session.emit({ type: "element-set", element });
    this.#watch.set(session, element);
  }

  /** What the app remembers of it: also after a restart, and after what it shows is gone. */
  #shown(): Element[] {
    return userSession.get<Element[]>("shown", []);
  }
}
