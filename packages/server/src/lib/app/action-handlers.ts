// What an author gives so that buttons do something: a handler by name, and for typed ones the schema of what it is given.
import type { Action, ActionLook } from "../chat/actions/action.ts";
import type { Message } from "../chat/message.ts";
import type { HandlerContext } from "./handler-context.ts";

/** What the handler of a button also learns. */
export interface ActionContext<Payload = unknown> extends HandlerContext {
  /** The button that was pressed. */
  readonly action: Action<Payload>;
  /** The message it is under. */
  readonly message: Message;
}

/** The part of Standard Schema that payloads are checked with; zod, valibot, arktype and others have it. */
export interface PayloadSchema<Input = unknown, Output = unknown> {
  /** What the standard asks of a schema; your library writes it. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

interface SchemaResult<Output> {
  readonly value?: Output;
  readonly issues?:
    | readonly { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined }[]
    | undefined;
}

type Types<Schema extends PayloadSchema> = NonNullable<Schema["~standard"]["types"]>;
/** What a schema takes. */
export type InputOf<Schema extends PayloadSchema> = Types<Schema>["input"];
/** What a schema gives. */
export type OutputOf<Schema extends PayloadSchema> = Types<Schema>["output"];

/** Makes a button of one kind, with what its handler is to be given. */
export interface ActionMaker<Input> {
  (payload: Input, look?: ActionLook): Action<Input>;
  /** What its buttons are called. */
  readonly actionName: string;
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
  readonly run: (payload: unknown, context: ActionContext) => unknown;
}
