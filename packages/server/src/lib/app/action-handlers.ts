// What an author gives so that buttons do something: a handler by name, and for typed ones the schema of what it is given.
import type { Action, ActionLook } from "../chat/actions/action.ts";
import type { PayloadSchema } from "../chat/actions/payload-schema.ts";
import type { Message } from "../chat/message.ts";
import type { HandlerContext } from "./handler-context.ts";

/** What the handler of a button also learns. */
export interface ActionContext<Payload = unknown> extends HandlerContext {
  /** The button that was pressed. */
  readonly action: Action<Payload>;
  /** The message it is under. */
  readonly message: Message;
}

/** Makes a button of one kind, with what its handler is to be given. */
export interface ActionMaker<Input> {
  (payload: Input, look?: ActionLook): Action<Input>;
  /** What its buttons are called. */
  readonly actionName: string;
  /** What its payload is checked with. */
  readonly schema: PayloadSchema<Input>;
}

/** Makes a button of one kind whose handler is given nothing. */
export interface PlainActionMaker {
  (look?: ActionLook): Action;
  /** What its buttons are called. */
  readonly actionName: string;
}

/** What is run for the buttons of one name. */
export interface ActionHandling {
  /** Its payload is checked with it before anything runs. */
  readonly schema?: PayloadSchema | undefined;
  /** The author's handler. */
  readonly run: (payload: unknown, context: ActionContext) => unknown;
}
