// Every id is a UUID with a brand, so that a thread's id given for a step's does not compile.
import * as z from "zod/mini";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A stored conversation. */
export type ThreadId = Branded<"ThreadId">;
/** One person's live conversation on the server. */
export type SessionId = Branded<"SessionId">;
/** One run of a handler. */
export type TurnId = Branded<"TurnId">;
/** One entry of a thread: a message or a step of work. */
export type StepId = Branded<"StepId">;
/** A question that waits for an answer. */
export type AskId = Branded<"AskId">;
/** A file, image or other thing shown with a step. */
export type ElementId = Branded<"ElementId">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the textual form of a UUID of any version. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** Makes a random (version 4) id; clients of Chainlit insist on that version. */
export function newId<Id extends string = string>(): Id {
  return globalThis.crypto.randomUUID() as string as Id;
}

/** A schema that takes a UUID, in lower case, as an id of the wanted brand. */
export function idSchema<Id extends string>() {
  return z.pipe(
    z.string().check(z.regex(UUID)),
    z.transform((value) => value.toLowerCase() as string as Id),
  );
}
