// HTTP endpoints of our own as data: method, path, what goes in and what comes out. Chainlit's routes keep Chainlit's shapes.
import * as z from "zod/mini";
import { artifactVersionSchema } from "./artifact.ts";
import { authFactsSchema, passwordSchema, userSchema } from "./auth.ts";
import { elementSchema } from "./element.ts";
import { foundMessageSchema } from "./found-message.ts";
import { type ElementId, type FileKey, type FolderId, idSchema, type StepId, type ThreadId, type TurnId } from "./ids.ts";
import { favouriteSchema, feedbackSchema, givenFeedbackSchema } from "./mark.ts";
import type { ClientRequest } from "./requests.ts";
import { type ShareId, shareChangeSchema, sharedChatSchema, shareSchema, shareWishesSchema } from "./share.ts";
import { stepWithTextSchema } from "./step.ts";
import { folderSchema, tagCountSchema, threadSummarySchema } from "./thread.ts";
import { turnBundleSchema } from "./turn.ts";
import type { RequestReply } from "./wire.ts";

/** One HTTP endpoint: everything a client and a router need to agree on. */
export interface Endpoint<Input extends z.ZodMiniType, Output extends z.ZodMiniType> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly input: Input;
  readonly output: Output;
  /** Answered also to people who are not signed in where sign-in is required. Without it they get UNAUTHENTICATED. */
  readonly public?: true;
}

function endpoint<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(definition: Endpoint<Input, Output>): Endpoint<Input, Output> {
  return definition;
}

const page = { limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(100))) };

/** Yes or no, also as an address says it. */
const flag = z.optional(
  z.pipe(
    z.union([z.boolean(), z.enum(["true", "false"])]),
    z.transform((value) => value === true || value === "true"),
  ),
);
const someThreads = z.array(idSchema<ThreadId>()).check(z.minLength(1), z.maxLength(100));
const tag = z.string().check(z.regex(/\S/u), z.maxLength(100));
const folderName = z.string().check(z.regex(/\S/u), z.maxLength(255));
const done = z.object({ ok: z.literal(true) });

export const ENDPOINTS = {
  /**
   * The caller's chats: the pinned ones first, then the last updated first. With `search` the best first: those with the words in their name,
   * and among them the archived. Without it the archived are only in the list that asks for them; deleted ones are always in a list of their own.
   */
  listThreads: endpoint({
    method: "GET",
    path: "/api/threads",
    input: z.object({
      ...page,
      cursor: z.optional(z.string()),
      /** Skips so many, instead of a cursor. */
      offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative(), z.maximum(1_000_000))),
      search: z.optional(z.string().check(z.maxLength(200))),
      /** Only those that are pinned, or only the others. */
      pinned: flag,
      archived: flag,
      deleted: flag,
      folderId: z.optional(idSchema<FolderId>()),
      /** One of the person's or of the app's. */
      tag: z.optional(tag),
    }),
    output: z.object({
      threads: z.array(threadSummarySchema),
      nextCursor: z.optional(z.string()),
      /** How many there are in all; on pages without a cursor and a search. */
      total: z.optional(z.number()),
    }),
  }),
  /** Marks chats, one or several. Those that are not the caller's are passed over, and NOT_FOUND when none is. Answers with the chats as they are then. */
  changeThreads: endpoint({
    method: "PUT",
    path: "/api/threads",
    input: z.object({
      threadIds: someThreads,
      /** Keeps them at the top of the list. */
      pinned: z.optional(z.boolean()),
      /** Puts them out of the list, where they are still found. */
      archived: z.optional(z.boolean()),
      /** Null takes them out of their folder. */
      folderId: z.optional(z.nullable(idSchema<FolderId>())),
      /** Tags of the person, at most 20 at a time. */
      addTags: z.optional(z.array(tag).check(z.maxLength(20))),
      /** Those that a chat has not are passed over. */
      removeTags: z.optional(z.array(z.string()).check(z.maxLength(100))),
      /** False marks them as unread. */
      read: z.optional(z.boolean()),
      /** False brings them back. */
      deleted: z.optional(z.boolean()),
    }),
    output: z.object({ threads: z.array(threadSummarySchema) }),
  }),
  /** Deletes chats for good, with their files, whether they were deleted before or not. */
  purgeThreads: endpoint({
    method: "POST",
    path: "/api/threads/purge",
    input: z.object({ threadIds: someThreads }),
    output: done,
  }),
  /** Deletes all of the caller's chats; for some days they can be brought back, where the app's storage has marks. `deleted` empties the list of those instead, for good. */
  deleteAllThreads: endpoint({
    method: "POST",
    path: "/api/threads/delete-all",
    input: z.object({ deleted: z.optional(z.boolean()) }),
    output: z.object({
      count: z.number(),
      /** What `restoreThreads` brings them back by; absent when they are gone. */
      since: z.optional(z.string()),
    }),
  }),
  /** Brings back those of the caller's chats that were deleted since then: what `deleteAllThreads` has deleted. */
  restoreThreads: endpoint({
    method: "POST",
    path: "/api/threads/restore",
    input: z.object({ since: z.string().check(z.maxLength(40)) }),
    output: z.object({ count: z.number() }),
  }),
  listFolders: endpoint({
    method: "GET",
    path: "/api/folders",
    input: z.object({}),
    output: z.object({ folders: z.array(folderSchema) }),
  }),
  createFolder: endpoint({
    method: "POST",
    path: "/api/folders",
    input: z.object({ name: folderName }),
    output: z.object({ folder: folderSchema }),
  }),
  renameFolder: endpoint({
    method: "PUT",
    path: "/api/folders/:folderId",
    input: z.object({ folderId: idSchema<FolderId>(), name: folderName }),
    output: done,
  }),
  /** The chats in it stay. */
  deleteFolder: endpoint({
    method: "DELETE",
    path: "/api/folders/:folderId",
    input: z.object({ folderId: idSchema<FolderId>() }),
    output: done,
  }),
  /** The tags of the caller's chats, theirs and the app's, in the order of the alphabet. */
  listTags: endpoint({
    method: "GET",
    path: "/api/tags",
    input: z.object({}),
    output: z.object({ tags: z.array(tagCountSchema) }),
  }),
  /** What was said in the caller's chats, newest first. Every word of the query occurs in each. */
  searchMessages: endpoint({
    method: "GET",
    path: "/api/search",
    input: z.object({ ...page, cursor: z.optional(z.string()), query: z.string().check(z.minLength(1), z.maxLength(200)) }),
    output: z.object({ messages: z.array(foundMessageSchema), nextCursor: z.optional(z.string()) }),
  }),
  /** The turns before a given one on the active path. */
  earlierTurns: endpoint({
    method: "GET",
    path: "/api/threads/:threadId/turns",
    input: z.object({ threadId: idSchema<ThreadId>(), before: idSchema<TurnId>(), ...page }),
    output: z.object({ turns: z.array(turnBundleSchema), hasEarlier: z.boolean() }),
  }),
  /** A whole chat: its active path, as its owner may see it. */
  readThread: endpoint({
    method: "GET",
    path: "/api/threads/:threadId",
    input: z.object({ threadId: idSchema<ThreadId>() }),
    output: z.object({ turns: z.array(turnBundleSchema) }),
  }),
  /** Every version of the artifacts on the active path, in the order they were written. */
  listArtifacts: endpoint({
    method: "GET",
    path: "/api/threads/:threadId/artifacts",
    input: z.object({ threadId: idSchema<ThreadId>() }),
    output: z.object({ versions: z.array(artifactVersionSchema) }),
  }),
  /** One entry of a chat with its text, also of one that the page does not hold. */
  readStep: endpoint({
    method: "GET",
    path: "/api/threads/:threadId/steps/:stepId",
    input: z.object({ threadId: idSchema<ThreadId>(), stepId: idSchema<StepId>() }),
    output: z.object({ step: stepWithTextSchema }),
  }),
  /** Where a message of a chat is, for links that name it: the turn it belongs to, and whether the branch that is shown has it. */
  findMessage: endpoint({
    method: "GET",
    path: "/api/threads/:threadId/messages/:stepId",
    input: z.object({ threadId: idSchema<ThreadId>(), stepId: idSchema<StepId>() }),
    output: z.object({ turnId: idSchema<TurnId>(), shown: z.boolean() }),
  }),
  /** Rates an answer, in place of what was said of it before. Every page that shows it is told. */
  rateMessage: endpoint({
    method: "PUT",
    path: "/api/threads/:threadId/messages/:stepId/feedback",
    input: z.extend(givenFeedbackSchema, { threadId: idSchema<ThreadId>(), stepId: idSchema<StepId>() }),
    output: z.object({ feedback: feedbackSchema }),
  }),
  /** Takes a rating back. */
  unrateMessage: endpoint({
    method: "DELETE",
    path: "/api/threads/:threadId/messages/:stepId/feedback",
    input: z.object({ threadId: idSchema<ThreadId>(), stepId: idSchema<StepId>() }),
    output: z.object({ ok: z.literal(true) }),
  }),
  /** The messages that the caller keeps to use them again, the newest first. */
  listFavourites: endpoint({
    method: "GET",
    path: "/api/favourites",
    input: z.object({}),
    output: z.object({ favourites: z.array(favouriteSchema) }),
  }),
  /** Keeps a message of one's own. */
  addFavourite: endpoint({
    method: "PUT",
    path: "/api/favourites/:threadId/:stepId",
    input: z.object({ threadId: idSchema<ThreadId>(), stepId: idSchema<StepId>() }),
    output: z.object({ favourite: favouriteSchema }),
  }),
  /** Keeps it no more; also one whose chat is gone. */
  removeFavourite: endpoint({
    method: "DELETE",
    path: "/api/favourites/:threadId/:stepId",
    input: z.object({ threadId: idSchema<ThreadId>(), stepId: idSchema<StepId>() }),
    output: z.object({ ok: z.literal(true) }),
  }),
  /** One thing that is shown in a chat, for a page of its own. */
  readElement: endpoint({
    method: "GET",
    path: "/api/threads/:threadId/elements/:elementId",
    input: z.object({ threadId: idSchema<ThreadId>(), elementId: idSchema<ElementId>() }),
    output: z.object({ element: elementSchema }),
  }),
  renameThread: endpoint({
    method: "PUT",
    path: "/api/threads/:threadId",
    input: z.object({ threadId: idSchema<ThreadId>(), name: z.string().check(z.minLength(1), z.maxLength(255)) }),
    output: z.object({ ok: z.literal(true) }),
  }),
  /** The app's readme page in the nearest language there is. */
  readme: endpoint({
    method: "GET",
    path: "/api/readme",
    input: z.object({ language: z.optional(z.string().check(z.maxLength(40))) }),
    output: z.object({ markdown: z.nullable(z.string()) }),
  }),
  /** For some days it can be brought back by `changeThreads`. */
  deleteThread: endpoint({
    method: "DELETE",
    path: "/api/threads/:threadId",
    input: z.object({ threadId: idSchema<ThreadId>() }),
    output: z.object({ ok: z.literal(true) }),
  }),
  /** An address of a file that needs no cookie, below that of the server; good for `expiresIn` seconds. */
  signFile: endpoint({
    method: "POST",
    path: "/api/threads/:threadId/files/:key/address",
    input: z.object({ threadId: idSchema<ThreadId>(), key: idSchema<FileKey>() }),
    output: z.object({ address: z.string(), expiresIn: z.number() }),
  }),
  /** The links to the caller's chats, the newest first. */
  listShares: endpoint({
    method: "GET",
    path: "/api/shares",
    input: z.object({}),
    output: z.object({ shares: z.array(shareSchema) }),
  }),
  /** The links to one chat, the oldest first. */
  listThreadShares: endpoint({
    method: "GET",
    path: "/api/threads/:threadId/shares",
    input: z.object({ threadId: idSchema<ThreadId>() }),
    output: z.object({ shares: z.array(shareSchema) }),
  }),
  /** Makes a link to a chat, or to one answer of it. */
  createShare: endpoint({
    method: "POST",
    path: "/api/threads/:threadId/shares",
    input: z.extend(shareWishesSchema, { threadId: idSchema<ThreadId>() }),
    output: z.object({ share: shareSchema }),
  }),
  changeShare: endpoint({
    method: "PUT",
    path: "/api/threads/:threadId/shares/:shareId",
    input: z.extend(shareChangeSchema, { threadId: idSchema<ThreadId>(), shareId: idSchema<ShareId>() }),
    output: z.object({ share: shareSchema }),
  }),
  /** Takes a link back: from now on it leads nowhere. */
  removeShare: endpoint({
    method: "DELETE",
    path: "/api/threads/:threadId/shares/:shareId",
    input: z.object({ threadId: idSchema<ThreadId>(), shareId: idSchema<ShareId>() }),
    output: z.object({ ok: z.literal(true) }),
  }),
  /** What a link leads to, for whoever has it. With the version that one has read, only what has changed since. */
  readShared: endpoint({
    method: "GET",
    path: "/api/shared/:shareId",
    input: z.object({ shareId: idSchema<ShareId>(), version: z.optional(z.string().check(z.maxLength(100))) }),
    output: z.object({ version: z.string(), chat: z.optional(sharedChatSchema) }),
    public: true,
  }),
  /** Makes a chat of the caller's own of what a link leads to, under the id that is given; sent again it is the same chat. */
  copyShared: endpoint({
    method: "POST",
    path: "/api/shared/:shareId/copy",
    input: z.object({ shareId: idSchema<ShareId>(), threadId: idSchema<ThreadId>() }),
    output: z.object({ threadId: idSchema<ThreadId>() }),
  }),
  /** How one signs in here, and who has. */
  authFacts: endpoint({ method: "GET", path: "/api/auth", input: z.object({}), output: authFactsSchema, public: true }),
  signInByPassword: endpoint({
    method: "POST",
    path: "/api/auth/password",
    input: passwordSchema,
    output: z.object({ user: userSchema }),
    public: true,
  }),
  /** Signs in by what a proxy says in its headers. */
  signInByHeader: endpoint({
    method: "POST",
    path: "/api/auth/header",
    input: z.object({}),
    output: z.object({ user: userSchema }),
    public: true,
  }),
  signOut: endpoint({
    method: "POST",
    path: "/api/auth/sign-out",
    input: z.object({}),
    output: z.object({ ok: z.literal(true) }),
    public: true,
  }),
  /**
   * Asks something of a chat that is open over `POST /api/stream`, or will be again: what a socket sends as `request`. The session is found by the
   * handle, whichever process holds the stream. What is refused has the status of its error.
   */
  askChat: endpoint({
    method: "POST",
    path: "/api/requests",
    input: z.object({
      /** Of `attached`. */
      handle: z.string().check(z.maxLength(4096)),
      /** That of the stream; `leave` goes by it. */
      pageId: z.optional(idSchema()),
      request: z.custom<ClientRequest>(),
    }),
    output: z.custom<Extract<RequestReply, { readonly ok: true }>>(),
  }),
  /** For a connection whose cookie cannot travel: valid once, for `expiresIn` seconds. */
  socketTicket: endpoint({
    method: "POST",
    path: "/api/auth/socket-ticket",
    input: z.object({}),
    output: z.object({ ticket: z.string(), expiresIn: z.number() }),
  }),
} as const;
