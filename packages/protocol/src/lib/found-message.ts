// A message that a search has found: where it stands, and the part of it that says why.
import * as z from "zod/mini";
import { idSchema, type StepId, type TurnId } from "./ids.ts";
import { stepTypeSchema } from "./step.ts";
import { threadSummarySchema } from "./thread.ts";

/** Some of a text around what was found in it. Line breaks are spaces. */
export const snippetSchema = z.object({
  text: z.string(),
  /** Where the words stand in `text`: begin and end, in UTF-16 units, in order and without overlaps. */
  hits: z.array(z.tuple([z.number(), z.number()])),
  /** The text goes on before it, and behind it. */
  cut: z.object({ before: z.boolean(), after: z.boolean() }),
});
export type Snippet = Readonly<z.infer<typeof snippetSchema>>;

export const foundMessageSchema = z.object({
  thread: threadSummarySchema,
  turnId: idSchema<TurnId>(),
  stepId: idSchema<StepId>(),
  type: stepTypeSchema,
  createdAt: z.string(),
  snippet: snippetSchema,
});
/** One line of what a search of messages has found. */
export type FoundMessage = Readonly<z.infer<typeof foundMessageSchema>>;
