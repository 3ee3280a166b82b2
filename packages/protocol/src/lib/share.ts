// A link to a chat, as its owner knows it, and what somebody reads there: a part of the chat, chosen field by field.
import * as z from "zod/mini";
import { idSchema, type ThreadId, type TurnId } from "./ids.ts";
import { turnBundleSchema } from "./turn.ts";

declare const brand: unique symbol;
/** What a link names. */
export type ShareId = string & { readonly [brand]: "ShareId" };

export const shareSchema = z.object({
  id: idSchema<ShareId>(),
  threadId: idSchema<ThreadId>(),
  /** What its chat is called, where lists of all links say it. */
  threadName: z.optional(z.string()),
  /** Of one answer: its turn. Absent: the whole chat. */
  turnId: z.optional(idSchema<TurnId>()),
  /** Follows the chat as it grows. False: it is what was there when it was made. */
  live: z.boolean(),
  /** With the steps between the messages, as far as its owner sees them. */
  steps: z.boolean(),
  /** With files: pictures, uploads, what the app attached. */
  files: z.boolean(),
  /** Previews of the link say the chat's title. */
  title: z.boolean(),
  createdAt: z.string(),
  /** When its content was taken, and its wishes were changed last. */
  updatedAt: z.string(),
  /** From then on it leads nowhere. Absent: it has no end. */
  endsAt: z.optional(z.string()),
});
/** A link to a chat, or to one answer. */
export type Share = Readonly<z.infer<typeof shareSchema>>;

const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/));

/** What a link is to be like. */
export const shareWishesSchema = z.object({
  turnId: z.optional(idSchema<TurnId>()),
  live: z.optional(z.boolean()),
  steps: z.optional(z.boolean()),
  files: z.optional(z.boolean()),
  title: z.optional(z.boolean()),
  endsAt: z.optional(instant),
});
export type ShareWishes = Readonly<z.infer<typeof shareWishesSchema>>;

/** What is to be changed of it; null takes the end away, and `renew` takes its content anew. */
export const shareChangeSchema = z.object({
  steps: z.optional(z.boolean()),
  files: z.optional(z.boolean()),
  title: z.optional(z.boolean()),
  endsAt: z.optional(z.nullable(instant)),
  renew: z.optional(z.boolean()),
});
export type ShareChange = Readonly<z.infer<typeof shareChangeSchema>>;

export const sharedChatSchema = z.object({
  /** What the chat is called; never that of a chat of which one answer is shared. */
  title: z.optional(z.string()),
  /** One answer of a chat. */
  answer: z.boolean(),
  live: z.boolean(),
  /** When it was shared, or its content taken anew. */
  sharedAt: z.string(),
  endsAt: z.optional(z.string()),
  turns: z.array(turnBundleSchema),
  /** The turns that are shown, oldest first. */
  path: z.array(idSchema<TurnId>()),
});
/** What somebody reads at a link. */
export type SharedChat = Readonly<z.infer<typeof sharedChatSchema>>;

/** Where the content of a file is read that a link leads to, below the address of the server. */
export function sharedFileAddress(shareId: string, key: string): string {
  return `api/shared/${shareId}/files/${key}`;
}
