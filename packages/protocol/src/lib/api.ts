// HTTP endpoints of our own as data: method, path, what goes in and what comes out. Chainlit's routes keep Chainlit's shapes.
import * as z from "zod/mini";
import { artifactVersionSchema } from "./artifact.ts";
import { authFactsSchema, passwordSchema, userSchema } from "./auth.ts";
import { elementSchema } from "./element.ts";
import { foundMessageSchema } from "./found-message.ts";
import { type ElementId, type FileKey, idSchema, type StepId, type ThreadId, type TurnId } from "./ids.ts";
import { stepWithTextSchema } from "./step.ts";
import { threadSummarySchema } from "./thread.ts";
import { turnBundleSchema } from "./turn.ts";

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

export const ENDPOINTS = {
  /** The caller's chats, newest first. */
  listThreads: endpoint({
    method: "GET",
    path: "/api/threads",
    input: z.object({ ...page, cursor: z.optional(z.string()), search: z.optional(z.string().check(z.maxLength(200))) }),
    output: z.object({ threads: z.array(threadSummarySchema), nextCursor: z.optional(z.string()) }),
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
  /** For a connection whose cookie cannot travel: valid once, for `expiresIn` seconds. */
  socketTicket: endpoint({
    method: "POST",
    path: "/api/auth/socket-ticket",
    input: z.object({}),
    output: z.object({ ticket: z.string(), expiresIn: z.number() }),
  }),
} as const;
