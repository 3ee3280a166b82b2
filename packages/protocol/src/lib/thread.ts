// A thread is the stored conversation: what a list shows of it, and which branch of it is read.
import * as z from "zod/mini";
import { type FolderId, idSchema, type ThreadId, type TurnId } from "./ids.ts";

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
  /** With `waits`: when the last of its questions closes by itself. Absent: it waits for as long as it takes. */
  waitsUntil: z.optional(z.string()),
  /** A turn runs in it. */
  running: z.optional(z.boolean()),
  /** Something was answered in it while nobody looked. */
  unread: z.optional(z.boolean()),
  /** Kept at the top of the list, since then. */
  pinnedAt: z.optional(z.string()),
  /** Out of the list, since then, and still to be found. */
  archivedAt: z.optional(z.string()),
  /** Deleted then: it can be brought back for some days, and is in no other list. */
  deletedAt: z.optional(z.string()),
  folderId: z.optional(idSchema<FolderId>()),
  /** The person's own, in the order of the alphabet. */
  tags: z.optional(z.array(z.string())),
  /** Those that the app gave it. */
  appTags: z.optional(z.array(z.string())),
});
/** One line of the list of chats. */
export type ThreadSummary = Readonly<z.infer<typeof threadSummarySchema>>;

export const folderSchema = z.object({ id: idSchema<FolderId>(), name: z.string(), createdAt: z.string() });
/** A place for chats that belong together, in one person's list. */
export type Folder = Readonly<z.infer<typeof folderSchema>>;

export const tagCountSchema = z.object({ tag: z.string(), count: z.number() });
/** A tag, and how many chats have it. */
export type TagCount = Readonly<z.infer<typeof tagCountSchema>>;
