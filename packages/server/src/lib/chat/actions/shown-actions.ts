// The buttons of one message: the list that its author changes, beside what others did to the same buttons meanwhile.
import type { ActionId, Action as ActionRecord, StepId } from "@colloquy/protocol";
import { check, type Kind } from "../../check-given.ts";
import { Action, isAction } from "./action.ts";
import { checkCount } from "./change-actions.ts";

/** A list of buttons, of this copy of the framework or of another. */
export const actionList: Kind = { words: "a list of actions", fits: (value) => Array.isArray(value) && value.every(isAction) };

const HOW = 'Give it a list, as actions: [new Action({ name: "again" })].';

/** The buttons of one message. */
export class ShownActions {
  #list: Action[];
  /** Those that this message has stated or was received with. */
  #stated: ReadonlySet<ActionId>;

  constructor(list: readonly Action[], stated: readonly ActionRecord[] = []) {
    this.#list = [...list];
    this.#stated = new Set(stated.map(({ id }) => id));
  }

  /** Those of a message that is in the chat. */
  static received(records: readonly ActionRecord[], stepId: StepId): ShownActions {
    return new ShownActions(
      records.map((record) => Action.received(record, stepId)),
      records,
    );
  }

  get list(): Action[] {
    return this.#list;
  }

  set list(list: readonly Action[]) {
    check("Message", "actions", list, actionList, HOW);
    this.#list = [...list];
  }

  /**
   * What the message has now. `inChat` is what it is seen with: a button that somebody else has taken away since it was stated here does not
   * come back, and one that somebody else has put there stays.
   */
  records(stepId: StepId, inChat: readonly ActionRecord[] | undefined): ActionRecord[] {
    check("Message", "actions", this.#list, actionList, HOW);
    const seen = inChat && new Set(inChat.map(({ id }) => id));
    const own = this.#list.filter(({ id }) => !seen || seen.has(id) || !this.#stated.has(id));
    const ids = new Set(this.#list.map(({ id }) => id));
    const others = (inChat ?? []).filter(({ id }) => !ids.has(id) && !this.#stated.has(id));
    this.#list = [...own, ...others.map((record) => Action.received(record, stepId))];
    const records = this.#list.map((action) => action.toRecord());
    checkCount(records);
    for (const action of this.#list) action.noteShown(stepId);
    this.#stated = new Set(records.map(({ id }) => id));
    return records;
  }

  /** The message was taken away. */
  removed(): void {
    for (const action of this.#list) action.noteShown(undefined);
    this.#stated = new Set();
  }
}
