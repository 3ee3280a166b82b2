// A step is one entry of a thread; a message is a step a person reads. Text travels apart from the rest, in `step-text`.
import * as z from "zod/mini";
import { actionSchema, MAX_ACTIONS } from "./action.ts";
import { closedAskSchema } from "./ask.ts";
import { idSchema, type StepId, type TurnId } from "./ids.ts";
import { sourceSchema } from "./source.ts";
import { mentionSchema } from "./surface/mention.ts";

export const STEP_TYPES = [
  "user_message",
  "assistant_message",
  "system_message",
  "run",
  "tool",
  "llm",
  "embedding",
  "retrieval",
  "rerank",
  "undefined",
] as const;

export const stepTypeSchema = z.enum(STEP_TYPES);
/** What kind of entry a step is; the names are Chainlit's. */
export type StepType = z.infer<typeof stepTypeSchema>;

export const MESSAGE_TYPES = ["user_message", "assistant_message", "system_message"] as const;
/** The step types a person reads as messages. */
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** True for the step types a person reads as messages. */
export function isMessageType(type: StepType): type is MessageType {
  return type === "user_message" || type === "assistant_message" || type === "system_message";
}

export const stepSchema = z.object({
  id: idSchema<StepId>(),
  turnId: idSchema<TurnId>(),
  /** The step it lies under; absent at the root of its turn. */
  parentId: z.optional(idSchema<StepId>()),
  type: stepTypeSchema,
  /** The author of a message, the name of a step. */
  name: z.string(),
  /** UTC, ISO 8601 with milliseconds and Z, like every time here. */
  createdAt: z.string(),
  /** When the work began; absent for messages. */
  start: z.optional(z.string()),
  /** When it was finished; absent while the step is open. */
  end: z.optional(z.string()),
  isError: z.optional(z.boolean()),
  /** Whether the input is shown; a string is the language to show it in. */
  showInput: z.optional(z.union([z.boolean(), z.string()])),
  /** Shows the whole output as code of this language. */
  language: z.optional(z.string()),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  tags: z.optional(z.array(z.string())),
  command: z.optional(z.string()),
  modes: z.optional(z.record(z.string(), z.string())),
  mentions: z.optional(z.array(mentionSchema)),
  /** What it rests on; `[1]` in its text is the first. */
  sources: z.optional(z.array(sourceSchema)),
  /** The buttons under it. */
  actions: z.optional(z.array(actionSchema).check(z.maxLength(MAX_ACTIONS))),
  /** What became of the question that it put; absent while it is open. */
  closedAsk: z.optional(closedAskSchema),
  defaultOpen: z.optional(z.boolean()),
  autoCollapse: z.optional(z.boolean()),
  /** Structured data of an LLM call; never shown by the page. */
  generation: z.optional(z.record(z.string(), z.unknown())),
});
/** One entry of a thread, without its text. */
export type Step = Readonly<z.infer<typeof stepSchema>>;

export const TEXT_FIELDS = ["input", "output"] as const;
/** The two texts of a step; a message has only an output. */
export type TextField = (typeof TEXT_FIELDS)[number];
export const textFieldSchema = z.enum(TEXT_FIELDS);

const versionedTextSchema = z.object({ rev: z.number().check(z.int(), z.nonnegative()), text: z.string() });

export const stepWithTextSchema = z.extend(stepSchema, {
  input: z.optional(versionedTextSchema),
  output: z.optional(versionedTextSchema),
});
/** A step with its texts, as snapshots and stored rows carry it. `rev` counts how often a text was replaced, not appended. */
export type StepWithText = Readonly<z.infer<typeof stepWithTextSchema>>;
