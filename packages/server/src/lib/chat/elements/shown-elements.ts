// The elements of one message or step: the list that its author changes, and what of it is in the chat.
import { isDeepStrictEqual } from "node:util";
import { ChatError, type Element as ElementRecord, type Fact, type StepId } from "@colloquy/protocol";
import { check, type Kind } from "../../check-given.ts";
import type { ChatContext } from "../../session/context.ts";
import { noteUsed } from "../unsent.ts";
import type { Element } from "./element.ts";
import { receivedElement } from "./received-element.ts";
import { isTakenOut } from "./taken-out.ts";

/** A list of elements, of this copy of the framework or of another. */
export const elementList: Kind = { words: "a list of elements", fits: (value) => Array.isArray(value) && value.every(isElement) };

const HOW = "Give it a list, as elements: [new Image({ … })].";

/** What was given to be stated. */
interface Pending {
  readonly removed: readonly Element[];
  readonly set: readonly { readonly element: Element; readonly record: ElementRecord }[];
}
const NOTHING: Pending = { removed: [], set: [] };

/** The elements of one message or step. */
export class ShownElements {
  readonly #where: string;
  #list: Element[];
  #shown = new Set<Element>();
  #pending = NOTHING;

  constructor(where: string, list: readonly Element[]) {
    this.#where = where;
    this.#list = [...list];
    // They are to be sent with their message: it alone is missed when it is not.
    for (const element of list) noteUsed(element);
  }

  /** Those of a message that is in the chat. */
  static received(where: string, context: ChatContext, elements: readonly ElementRecord[]): ShownElements {
    const shown = new ShownElements(
      where,
      elements.map((element) => receivedElement(element, context)),
    );
    shown.#shown = new Set(shown.#list);
    return shown;
  }

  get list(): Element[] {
    return this.#list;
  }

  set list(list: readonly Element[]) {
    check(this.#where, "elements", list, elementList, HOW);
    this.#list = [...list];
  }

  /** Stores what is not stored yet, so that all can be stated at once. */
  async prepare(context: ChatContext): Promise<void> {
    check(this.#where, "elements", this.#list, elementList, HOW);
    for (const element of this.#list) {
      if (element.context.session !== context.session)
        throw new ChatError("BAD_INPUT", `${this.#where}: an element of another chat cannot be shown here.`, {
          fix: "Make one in each chat.",
        });
      await element.prepare();
    }
  }

  /** What differs from what is shown: it is stated behind the step, and settled then. */
  facts(stepId: StepId): Fact[] {
    const removed = [...this.#shown].filter((element) => element.stated?.forId === stepId && !this.#list.includes(element));
    const set = this.#list
      // One that was sent for another message since is shown there.
      .filter((element) => !this.#shown.has(element) || element.stated?.forId === stepId)
      // Its page has taken it out since it was shown here.
      .filter((element) => !(this.#shown.has(element) && isTakenOut(element.context.session, element.id)))
      .map((element) => ({ element, record: element.toRecord(stepId) }))
      .filter(({ element, record }) => !isDeepStrictEqual(element.stated, record));
    this.#pending = { removed, set };
    return [
      ...removed.map(({ id }): Fact => ({ type: "element-removed", elementId: id })),
      ...set.map(({ record }): Fact => ({ type: "element-set", element: record })),
    ];
  }

  /** What `facts` gave was stated: what is not shown any more may go. */
  async settle(): Promise<void> {
    const { removed, set } = this.#pending;
    this.#pending = NOTHING;
    this.#shown = new Set(this.#list);
    for (const { element, record } of set) await element.noteStated(record);
    for (const element of removed) await element.noteRemoved();
  }

  /** Their step was taken out, and they with it. */
  async removed(stepId: StepId): Promise<void> {
    const shown = [...this.#shown];
    this.#shown.clear();
    for (const element of shown) if (element.stated?.forId === stepId) await element.noteRemoved();
  }
}

function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null && "display" in value && "type" in value && "prepare" in value;
}
