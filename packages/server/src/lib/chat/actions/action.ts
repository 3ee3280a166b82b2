// A button of the app: what it looks like, and what its handler is given. It belongs to a message once it was sent with one.
import {
  ACTION_STYLES,
  type ActionId,
  type Action as ActionRecord,
  type ActionStyle,
  actionSchema,
  ChatError,
  describeIssue,
  newId,
  type StepId,
} from "@colloquy/protocol";
import * as z from "zod/mini";
import { anything, check, checkOptions, type Kind, object, oneOf, text, word } from "../../check-given.ts";
import { requireContext } from "../../session/context.ts";
import { givenId } from "../given.ts";
import { changeActions } from "./change-actions.ts";
import { givenJson } from "./given-json.ts";

/** How a button looks and asks. */
export interface ActionLook {
  /** What a person reads on it. Default: the action's name. */
  readonly label?: string;
  /** A sentence that is shown beside it. */
  readonly tooltip?: string;
  /** A Lucide icon's name, a path below /public, or a URL. */
  readonly icon?: string;
  /** Default `default`. */
  readonly style?: ActionStyle;
  /** The person is asked this before it runs. */
  readonly confirm?: string;
}

/** What a button can be made of; only `name` is needed. */
export interface ActionOptions<Payload = unknown> extends ActionLook {
  /** Which handler it runs: what `actionCallback` or `action` was given. */
  readonly name: string;
  /** What the handler is given; plain JSON of at most 64 Ki characters. Default `{}`. */
  readonly payload?: Payload;
  /** A UUID; made when absent. */
  readonly id?: string;
}

/** A button as plain data, with Chainlit's names. */
export interface ActionJson {
  /** A UUID. */
  readonly id: string;
  /** Which handler it runs. */
  readonly name: string;
  /** What the handler is given. */
  readonly payload: unknown;
  /** What a person reads on it; "" for its name. */
  readonly label: string;
  /** A sentence that is shown beside it; "" for none. */
  readonly tooltip: string;
  /** Its icon; null for none. */
  readonly icon: string | null;
  /** The message it is under; null until it is sent. */
  readonly forId: string | null;
  /** How it looks. Not one of Chainlit's; absent for `default`. */
  readonly style?: ActionStyle;
  /** What a person is asked before it runs. Not one of Chainlit's; absent for nothing. */
  readonly confirm?: string;
}

/**
 * A button under a message. Give it to a message as one of its `actions`; what it does is said by `actionCallback(name, …)`.
 *
 * @throws BAD_INPUT for options that no button has. TOO_LARGE for a payload beyond 64 Ki characters.
 * @example
 * await new Message({ content: "Again?", actions: [new Action({ name: "again", payload: { round: 2 } })] }).send();
 */
export class Action<Payload = unknown> {
  /** A UUID. */
  readonly id: ActionId;
  /** Which handler it runs. */
  readonly name: string;
  /** What the handler is given. */
  readonly payload: Payload;
  /** What a person reads on it; undefined for its name. */
  readonly label: string | undefined;
  /** A sentence that is shown beside it. */
  readonly tooltip: string | undefined;
  /** Its icon. */
  readonly icon: string | undefined;
  /** How it looks; undefined for `default`. */
  readonly style: ActionStyle | undefined;
  /** What a person is asked before it runs. */
  readonly confirm: string | undefined;
  #forId: StepId | undefined;

  constructor(options: ActionOptions<Payload>) {
    check("Action", "what the button is", options, object, HOW);
    checkOptions("Action", options, OPTIONS, HOW);
    check("Action", "name", options.name, word, HOW);
    this.id = options.id === undefined ? newId<ActionId>() : givenId<ActionId>(options.id, "id");
    this.name = options.name;
    this.payload = givenJson(options.payload ?? {}, "The payload of an action") as Payload;
    this.label = options.label;
    this.tooltip = options.tooltip;
    this.icon = options.icon;
    this.style = options.style;
    this.confirm = options.confirm;
    const record = this.toRecord();
    const { error } = z.safeParse(actionSchema, record);
    const issue = error?.issues[0];
    if (issue) throw new ChatError("BAD_INPUT", describeIssue("Action", issue, record));
  }

  /** The message it is under; undefined until it is sent. */
  get forId(): StepId | undefined {
    return this.#forId;
  }

  /**
   * Puts the button under a message that is in the chat already.
   *
   * @throws NOT_FOUND when there is no such message. NO_CHAT_CONTEXT outside of a chat.
   */
  async send({ forId }: { readonly forId: string }): Promise<this> {
    check("Action.send", "forId", forId, text, "Write action.send({ forId: message.id }).");
    const stepId = givenId(forId, "forId");
    const record = this.toRecord();
    await changeActions(requireContext(), stepId, (actions) => [...actions.filter(({ id }) => id !== this.id), record]);
    this.#forId = stepId;
    return this;
  }

  /** Takes the button away. One that is nowhere stays there. */
  async remove(): Promise<void> {
    const stepId = this.#forId;
    if (stepId === undefined) return;
    this.#forId = undefined;
    await changeActions(requireContext(), stepId, (actions) => actions.filter(({ id }) => id !== this.id));
  }

  /** As plain data, with Chainlit's names. */
  toJSON(): ActionJson {
    const { id, name, payload, label = "", tooltip = "", icon = null, style, confirm } = this;
    return {
      id,
      name,
      payload,
      label,
      tooltip,
      icon,
      forId: this.#forId ?? null,
      ...(style && { style }),
      ...(confirm !== undefined && { confirm }),
    };
  }

  /** As pages and stores know it. @internal */
  toRecord(): ActionRecord {
    const { id, name, payload, label, tooltip, icon, style, confirm } = this;
    return {
      id,
      name,
      payload,
      ...(label !== undefined && label !== "" && { label }),
      ...(tooltip !== undefined && tooltip !== "" && { tooltip }),
      ...(icon !== undefined && { icon }),
      ...(style !== undefined && { style }),
      ...(confirm !== undefined && { confirm }),
    };
  }

  /** It is under this message now; without one under none. @internal */
  noteShown(stepId: StepId | undefined): void {
    this.#forId = stepId;
  }

  /** A button that is in the chat. @internal */
  static received(record: ActionRecord, stepId: StepId): Action {
    const action = new Action(record as ActionOptions);
    action.#forId = stepId;
    return action;
  }

  /** A button from what `toJSON` gave; not sent yet. */
  static fromJSON(json: Partial<ActionJson> & { readonly name: string }): Action {
    check("Action.fromJSON", "the action", json, object, "Give it what action.toJSON() gave.");
    const { id, name, payload, label, tooltip, icon, style, confirm } = json;
    return new Action({
      name,
      ...(payload !== undefined && { payload }),
      ...(id !== undefined && { id }),
      ...(label && { label }),
      ...(tooltip && { tooltip }),
      ...(icon && { icon }),
      ...(style && { style }),
      ...(confirm !== undefined && { confirm }),
    });
  }
}

/** What every button may look like. */
export const LOOK: Readonly<Record<keyof ActionLook, Kind>> = {
  label: text,
  tooltip: text,
  icon: text,
  style: oneOf(...ACTION_STYLES),
  confirm: text,
};
const OPTIONS: Readonly<Record<keyof ActionOptions, Kind>> = { ...LOOK, name: text, payload: anything, id: text };
const HOW = 'Write new Action({ name: "again", payload: { round: 2 } }).';

/** One of this copy of the framework or of another. */
export function isAction(value: unknown): value is Action {
  return typeof value === "object" && value !== null && "toRecord" in value && "payload" in value && "name" in value;
}
