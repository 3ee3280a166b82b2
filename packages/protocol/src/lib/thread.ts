// A thread is the stored conversation: what a list shows of it, and which branch of it is read.
import * as z from "zod/mini";
import { idSchema, type ThreadId, type TurnId } from "./ids.ts";

/** Who gave a thread its name: what a person gave, the app does not change. */
export const namedBySchema = z.enum(["app", "person"]);

export const threadSchema = z.object({
  id: idSchema<ThreadId>(),
  createdAt: z.string(),
  /** The first words of the first interaction, until the app or a person gives it another. */
  name: z.optional(z.string()),
  /** Absent while the name is that of the beginning. */
  namedBy: z.optional(namedBySchema),
  tags: z.optional(z.array(z.string())),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  /** The end of the active path; absent before the first turn. */
  leafTurnId: z.optional(idSchema<TurnId>()),
});
/** What both sides know of a stored conversation. */
export type Thread = Readonly<z.infer<typeof threadSchema>>;

export const threadSummarySchema = z.object({
  id: idSchema<ThreadId>(),
  name: z.optional(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The app waits for the person to answer. */
  waits: z.optional(z.boolean()),
});
/** One line of the list of chats. */
export type ThreadSummary = Readonly<z.infer<typeof threadSummarySchema>>;
