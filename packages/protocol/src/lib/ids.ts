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
/** A button under a message. */
export type ActionId = Branded<"ActionId">;
/** A function of the page that was called. */
export type CallId = Branded<"CallId">;
/** A file, image or other thing shown with a step. */
export type ElementId = Branded<"ElementId">;
/** The content of a file, as the server keeps it. */
export type FileKey = Branded<"FileKey">;
/** A folder in a person's list of chats. */
export type FolderId = Branded<"FolderId">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the textual form of a UUID of any version. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/**
 * Makes a random (version 4) id; clients of Chainlit insist on that version. Not by `crypto.randomUUID`: browsers keep that from pages
 * that came over plain http, as a chat does inside of a home or an office.
 */
export function newId<Id extends string = string>(): Id {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5") as Id;
}

/** A schema that takes a UUID, in lower case, as an id of the wanted brand. */
export function idSchema<Id extends string>() {
  return z.pipe(
    z.string().check(z.regex(UUID)),
    z.transform((value) => value.toLowerCase() as string as Id),
  );
}
