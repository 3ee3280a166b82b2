// Facts are what the server states; their meaning is written once, in applyEvent.
// Structural facts are numbered within an epoch; text is placed by its offset instead and never logged.
import * as z from "zod/mini";
import { askOutcomeSchema, askSchema } from "./ask.ts";
import { elementSchema } from "./element.ts";
import { type AskId, type CallId, type ElementId, idSchema, type StepId, type TurnId } from "./ids.ts";
import { markSchema } from "./mark.ts";
import { pageCallSchema } from "./page-call.ts";
import { propsPatchSchema } from "./props-patch.ts";
import { stepSchema, textFieldSchema } from "./step.ts";
import { surfaceSchema, toastSchema } from "./surface/surface.ts";
import { namedBySchema } from "./thread.ts";
import { turnBundleSchema, turnErrorSchema, turnSchema, turnStateSchema } from "./turn.ts";

const seq = z.number().check(z.int(), z.positive());
const turnId = idSchema<TurnId>();
const stepId = idSchema<StepId>();

const structuralSchemas = [
  z.object({
    type: z.literal("thread-set"),
    seq,
    thread: z.object({
      name: z.optional(z.string()),
      namedBy: z.optional(namedBySchema),
      tags: z.optional(z.array(z.string())),
      metadata: z.optional(z.record(z.string(), z.unknown())),
    }),
  }),
  z.object({ type: z.literal("turn-queued"), seq, turn: turnSchema }),
  z.object({ type: z.literal("turn-start"), seq, turn: turnSchema }),
  z.object({ type: z.literal("turn-set"), seq, turnId, state: turnStateSchema }),
  z.object({ type: z.literal("turn-end"), seq, turnId, state: turnStateSchema, endedAt: z.string(), error: z.optional(turnErrorSchema) }),
  z.object({ type: z.literal("turn-removed"), seq, turnId }),
  z.object({ type: z.literal("leaf-set"), seq, leafTurnId: turnId, hasEarlier: z.boolean(), turns: z.array(turnBundleSchema) }),
  z.object({ type: z.literal("step-set"), seq, step: stepSchema }),
  z.object({ type: z.literal("step-removed"), seq, stepId }),
  z.object({
    type: z.literal("element-set"),
    seq,
    element: elementSchema,
    /** Its step is a message: also one that the window shows no more, so that it changes where somebody has scrolled back to it. */
    ofMessage: z.optional(z.literal(true)),
  }),
  /** The props of an element, as they differ from those that it had. */
  z.object({ type: z.literal("element-patch"), seq, elementId: idSchema<ElementId>(), patch: propsPatchSchema }),
  z.object({ type: z.literal("element-removed"), seq, elementId: idSchema<ElementId>() }),
  /** What its person has made of a message: all of it, in place of what was known. The message may be one that the window shows no more. */
  z.object({ type: z.literal("mark-set"), seq, stepId, mark: markSchema }),
  z.object({ type: z.literal("ask-start"), seq, ask: askSchema }),
  z.object({ type: z.literal("ask-end"), seq, askId: idSchema<AskId>(), outcome: askOutcomeSchema }),
  /** The same question with another deadline, or reminded of. */
  z.object({ type: z.literal("ask-set"), seq, ask: askSchema }),
  z.object({ type: z.literal("call-start"), seq, call: pageCallSchema }),
  z.object({ type: z.literal("call-end"), seq, callId: idSchema<CallId>() }),
  /** For the page around the chat; kept nowhere. */
  z.object({ type: z.literal("window-message"), seq, data: z.unknown() }),
  /** Under which name an author is read; for the other nodes that show the chat, and no client is told of it. */
  z.object({ type: z.literal("name-set"), seq, name: z.string(), shown: z.string() }),
  z.object({ type: z.literal("surface-set"), seq, surface: surfaceSchema }),
  z.object({ type: z.literal("toast-show"), seq, toast: toastSchema }),
] as const;

export const stepTextSchema = z.object({
  type: z.literal("step-text"),
  stepId,
  field: textFieldSchema,
  /** Counts replacements; a higher one starts the text anew. */
  rev: z.number().check(z.int(), z.nonnegative()),
  /** Where the text begins, in UTF-16 units. */
  at: z.number().check(z.int(), z.nonnegative()),
  text: z.string(),
});

export const serverEventSchema = z.discriminatedUnion("type", [...structuralSchemas, stepTextSchema]);

/** Everything a server states about a chat. */
export type ServerEvent = Readonly<z.infer<typeof serverEventSchema>>;
/** A piece of text with its place; a repeated or overlapping one changes nothing twice. */
export type StepText = Extract<ServerEvent, { type: "step-text" }>;
/** A numbered fact. */
export type StructuralEvent = Exclude<ServerEvent, StepText>;
/** A fact before the session numbers it: what its author states. */
export type Fact = StepText | (StructuralEvent extends infer E ? (E extends { seq: number } ? Omit<E, "seq"> : never) : never);
export type FactType = ServerEvent["type"];
