// Requests are what a client asks for; the same whether they come over a socket or over HTTP.
import * as z from "zod/mini";
import { askAnswerSchema } from "./ask.ts";
import { type ActionId, type AskId, type CallId, type ElementId, type FileKey, idSchema, type StepId, type TurnId } from "./ids.ts";
import { pageCallResultSchema } from "./page-call.ts";
import { envSchema } from "./surface/env.ts";
import { mentionSchema } from "./surface/mention.ts";
import { modeChoiceSchema } from "./surface/mode.ts";
import { nameSchema } from "./surface/short-text.ts";

/** The longest text of one message, in UTF-16 units. Servers may set a lower limit. */
export const MAX_MESSAGE_LENGTH = 200 * 1024;

/** The most files of one message. Servers may set a lower limit. */
export const MAX_MESSAGE_FILES = 100;

const text = z.string().check(z.maxLength(MAX_MESSAGE_LENGTH));

export const outgoingMessageSchema = z.object({
  /** Chosen by the client; sending the same id again is the same message. */
  id: idSchema<StepId>(),
  text,
  /** For what the page around the chat says, and no person. Without it, a person's message. */
  type: z.optional(z.literal("system_message")),
  /** Data of your own, stored with it and shown nowhere. */
  metadata: z.optional(z.record(z.string(), z.unknown())),
  /** The id of the command that was chosen. */
  command: z.optional(z.string().check(z.maxLength(200))),
  /** The chosen option of each mode, by ids. */
  modes: z.optional(z.record(z.string(), z.string())),
  /** What the text speaks of, in the order of the text. */
  mentions: z.optional(z.array(mentionSchema).check(z.maxLength(50))),
  /** What was uploaded for it, by the keys that the uploads were answered with. */
  files: z.optional(z.array(idSchema<FileKey>()).check(z.maxLength(MAX_MESSAGE_FILES))),
});
/** A message as its writer sends it; all else is decided by the server. */
export type OutgoingMessage = Readonly<z.infer<typeof outgoingMessageSchema>>;

export const clientRequestSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("sendMessage"), message: outgoingMessageSchema }),
  z.object({ type: z.literal("editMessage"), messageId: idSchema<StepId>(), message: outgoingMessageSchema }),
  z.object({ type: z.literal("regenerateTurn"), turnId: idSchema<TurnId>(), newTurnId: z.optional(idSchema<TurnId>()) }),
  z.object({ type: z.literal("selectLeaf"), turnId: idSchema<TurnId>() }),
  z.object({
    type: z.literal("stopTurn"),
    turnId: z.optional(idSchema<TurnId>()),
    /** What becomes of messages that wait: `hold`, the default, keeps them until the person says so; `run` sends them next. */
    queue: z.optional(z.enum(["hold", "run"])),
  }),
  /** Sends what a stop has held. */
  z.object({ type: z.literal("resumeQueue") }),
  /** Puts another content into an artifact, as its next version. */
  z.object({
    type: z.literal("editArtifact"),
    /** The message of the version that was edited. */
    baseId: idSchema<StepId>(),
    /** Chosen by the client, for the new version; sending the same id again is the same edit. */
    stepId: idSchema<StepId>(),
    content: text,
    /** It takes up the content of that older version. */
    restoredFrom: z.optional(z.number().check(z.int(), z.positive())),
  }),
  z.object({ type: z.literal("answerAsk"), askId: idSchema<AskId>(), answer: askAnswerSchema }),
  /** Asks for more time to answer, as much as the question grants at once. */
  z.object({
    type: z.literal("extendAsk"),
    askId: idSchema<AskId>(),
    /** The deadline that the person saw. When there is a later one by now, more time was given already; so the same request sent again gives none. */
    deadlineAt: z.string(),
  }),
  /** Presses a button under a message or in its view. The reply comes when its handler has ended, with what it returned. */
  z.object({
    type: z.literal("runAction"),
    stepId: idSchema<StepId>(),
    actionId: idSchema<ActionId>(),
    /** Chosen by the client, for the turn it runs in; sending the same id again waits for the same run. */
    turnId: idSchema<TurnId>(),
    /** What was filled in, where it is the action of a form in a view. */
    values: z.optional(z.record(z.string(), z.unknown())),
  }),
  /** A custom element runs one of the app's actions. The reply comes when its handler has ended, with what it returned. */
  z.object({
    type: z.literal("callAction"),
    elementId: idSchema<ElementId>(),
    name: nameSchema,
    /** What the handler is given; plain JSON, `{}` when absent. */
    payload: z.optional(z.unknown()),
    /** Chosen by the client, as for `runAction`. */
    turnId: idSchema<TurnId>(),
  }),
  /** A custom element has other props from now on: all of them, not only those that differ. */
  z.object({ type: z.literal("updateElement"), elementId: idSchema<ElementId>(), props: z.record(z.string(), z.unknown()) }),
  /** A custom element takes itself out of the chat. */
  z.object({ type: z.literal("deleteElement"), elementId: idSchema<ElementId>() }),
  /** Uses a tool of the app on a message. The reply comes when its handler has ended. */
  z.object({
    type: z.literal("runMessageAction"),
    name: nameSchema,
    stepId: idSchema<StepId>(),
    /** Chosen by the client, as for `runAction`. */
    turnId: idSchema<TurnId>(),
    /** The words that were selected. */
    selection: z.optional(text),
  }),
  /** The answer of the page to a function that was called. */
  z.object({ type: z.literal("answerCall"), callId: idSchema<CallId>(), result: pageCallResultSchema }),
  /** What the page around the chat says to the app. */
  z.object({ type: z.literal("sendWindowMessage"), data: z.unknown() }),
  /** Commits the settings form. Inputs that are not named keep their value. */
  z.object({ type: z.literal("changeSettings"), settings: z.record(z.string(), z.unknown()) }),
  /** Says what stands in the open form, uncommitted, so that the app can change the form as it is filled in. */
  z.object({ type: z.literal("editSettings"), settings: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal("selectModes"), modes: modeChoiceSchema }),
  /** Asks to go on under another profile; the reply says whether this chat is kept or a new one is to begin. */
  z.object({ type: z.literal("selectProfile"), chatProfile: nameSchema }),
  /** Gives keys of the person's own. Keys that are not named keep their value. */
  z.object({ type: z.literal("provideEnv"), env: envSchema }),
  /** Looks for what could be mentioned. */
  z.object({ type: z.literal("findMentions"), query: z.string().check(z.maxLength(200)) }),
  z.object({ type: z.literal("leave") }),
]);
/** What a client may ask of a session. */
export type ClientRequest = Readonly<z.infer<typeof clientRequestSchema>>;
export type RequestType = ClientRequest["type"];
