// Requests are what a client asks for; the same whether they come over a socket or over HTTP.
import * as z from "zod/mini";
import { askAnswerSchema } from "./ask.ts";
import { type AskId, idSchema, type StepId, type TurnId } from "./ids.ts";

/** The longest text of one message, in UTF-16 units. Servers may set a lower limit. */
export const MAX_MESSAGE_LENGTH = 200 * 1024;

const text = z.string().check(z.maxLength(MAX_MESSAGE_LENGTH));

export const outgoingMessageSchema = z.object({
  /** Chosen by the client; sending the same id again is the same message. */
  id: idSchema<StepId>(),
  text,
  metadata: z.optional(z.record(z.string(), z.unknown())),
  command: z.optional(z.string().check(z.maxLength(200))),
  modes: z.optional(z.record(z.string(), z.string())),
});
/** A message as its writer sends it; all else is decided by the server. */
export type OutgoingMessage = Readonly<z.infer<typeof outgoingMessageSchema>>;

export const clientRequestSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("sendMessage"), message: outgoingMessageSchema }),
  z.object({ type: z.literal("editMessage"), messageId: idSchema<StepId>(), message: outgoingMessageSchema }),
  z.object({ type: z.literal("regenerateTurn"), turnId: idSchema<TurnId>(), newTurnId: z.optional(idSchema<TurnId>()) }),
  z.object({ type: z.literal("selectLeaf"), turnId: idSchema<TurnId>() }),
  z.object({ type: z.literal("stopTurn"), turnId: z.optional(idSchema<TurnId>()) }),
  z.object({ type: z.literal("answerAsk"), askId: idSchema<AskId>(), answer: askAnswerSchema }),
  z.object({ type: z.literal("changeSettings"), settings: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal("leave") }),
]);
/** What a client may ask of a session. */
export type ClientRequest = Readonly<z.infer<typeof clientRequestSchema>>;
export type RequestType = ClientRequest["type"];
