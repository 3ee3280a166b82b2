// Asking for a press of one of some buttons.
import { type ActionId, type Action as ActionRecord, type ActionStyle, ChatError, newId } from "@colloquy/protocol";
import { check, list } from "../../check-given.ts";
import { givenData } from "../given.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";
import { isSameAction } from "./same-ask.ts";

/** A button to choose by: an action, or what one is made of. */
export interface OfferedAction {
  /** A UUID; made when absent. */
  readonly id?: string | undefined;
  /** What it is called. */
  readonly name: string;
  /** Data of your own; plain JSON. */
  readonly payload?: unknown;
  /** What a person reads on it. Default: the name. */
  readonly label?: string | undefined;
  /** A sentence beside it. */
  readonly tooltip?: string | undefined;
  /** A Lucide icon's name, a path below /public, or a URL. */
  readonly icon?: string | undefined;
  /** How it looks. Default: `default`. */
  readonly style?: ActionStyle | undefined;
  /** What the person is asked before it counts. */
  readonly confirm?: string | undefined;
}

/**
 * Asks for a press of one of some buttons. They are the answers to this question alone: no `actionCallback` runs.
 *
 * @returns the one that was pressed, as it was given; undefined when the time ran out or the question was taken back.
 * @throws BAD_INPUT for no buttons.
 * @example
 * const pressed = await askAction("Go on?", [{ name: "yes", payload: { rest: 3 } }, { name: "no" }]);
 */
export function askAction<Offered extends OfferedAction>(
  question: string,
  actions: readonly Offered[],
  options: AskOptions = {},
): Asking<Offered | undefined> {
  let offered: readonly (readonly [Offered, ActionRecord])[] = [];
  return putQuestion<"action", Offered>({
    place: "askAction",
    question,
    options,
    check: () => checkAskOptions("askAction", options),
    spec: () => {
      check("askAction", "the actions", actions, list, 'Write askAction("Go on?", [{ name: "yes" }, { name: "no" }]).');
      if (actions.length === 0) throw new ChatError("BAD_INPUT", "askAction: there must be a button to press.");
      offered = actions.map((action) => [action, toRecord(action)] as const);
      return { kind: "action", actions: offered.map(([, record]) => record) };
    },
    read: ({ actionId }, { asked }) => {
      const pressed = asked.kind === "action" ? asked.actions.find(({ id }) => id === actionId) : undefined;
      const alike = pressed ? offered.filter(([, record]) => isSameAction(record, pressed)) : [];
      const own = alike.find(([, { id }]) => id === actionId) ?? alike[0];
      if (!own) throw new ChatError("INTERNAL", "The button that was pressed is none of this question.");
      return own[0];
    },
  });
}

function toRecord({ id, name, payload, label, tooltip, icon, style, confirm }: OfferedAction): ActionRecord {
  return {
    id: (id ?? newId()) as ActionId,
    name,
    payload: givenData({ payload: payload ?? {} }, "payload")["payload"],
    ...(label && { label }),
    ...(tooltip && { tooltip }),
    ...(icon && { icon }),
    ...(style && { style }),
    ...(confirm && { confirm }),
  };
}
