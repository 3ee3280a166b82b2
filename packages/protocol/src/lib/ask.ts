// An ask is a question that waits for an answer. It is state of the session, not of a connection.
import * as z from "zod/mini";
import { type AskId, idSchema, type StepId, type TurnId } from "./ids.ts";

export const ASK_KINDS = ["text", "file", "action", "element"] as const;

export const askSchema = z.object({
  id: idSchema<AskId>(),
  turnId: idSchema<TurnId>(),
  /** The message that puts the question. */
  stepId: idSchema<StepId>(),
  kind: z.enum(ASK_KINDS),
  /** Names the question within its turn, so that Retry finds the answer again. */
  key: z.optional(z.string()),
  createdAt: z.string(),
  /** An instant; null when it waits for ever. */
  deadlineAt: z.nullable(z.string()),
});
/** A question that waits. */
export type Ask = Readonly<z.infer<typeof askSchema>>;

export const askOutcomeSchema = z.enum(["answered", "expired", "cancelled", "orphaned"]);
/** How a question ended; every one ends in exactly one of these ways. */
export type AskOutcome = z.infer<typeof askOutcomeSchema>;

export const askAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), stepId: idSchema<StepId>(), text: z.string() }),
]);
/** What a person answered. */
export type AskAnswer = Readonly<z.infer<typeof askAnswerSchema>>;
