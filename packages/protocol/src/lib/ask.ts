// An ask is a question that waits for an answer. It is state of the session, not of a connection; when it is closed, the message that put it
// keeps what became of it.
import * as z from "zod/mini";
import { actionSchema, MAX_ACTIONS } from "./action.ts";
import { formSchema } from "./form/form.ts";
import { type ActionId, type AskId, type ElementId, type FileKey, idSchema, type StepId, type TurnId } from "./ids.ts";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./surface/short-text.ts";

export const ASK_KINDS = ["text", "file", "action", "element", "choice", "confirm", "form", "approval"] as const;
/** What kind of answer a question wants. */
export type AskKind = (typeof ASK_KINDS)[number];

/** The most options of one choice. */
export const MAX_CHOICES = 1_000;

const count = z.number().check(z.int(), z.nonnegative());

export const acceptSchema = z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]);

export const choiceOptionSchema = z.object({
  /** Which one it is, among those of its question. */
  value: nameSchema,
  label: labelSchema,
  description: z.optional(hintSchema),
  icon: z.optional(iconSchema),
  /** A word beside the label: "Recommended". */
  badge: z.optional(labelSchema),
});
/** One of the things a person can choose from. */
export type ChoiceOption = Readonly<z.infer<typeof choiceOptionSchema>>;

export const APPROVAL_DECISIONS = ["once", "chat", "always", "deny"] as const;
export const approvalDecisionSchema = z.enum(APPROVAL_DECISIONS);
/** Once, always in this chat, always for this person, or not at all. */
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

const common = {
  id: idSchema<AskId>(),
  turnId: idSchema<TurnId>(),
  /** The message that puts the question. */
  stepId: idSchema<StepId>(),
  /** Names the question within its turn, so that Retry finds the answer again. */
  key: z.optional(z.string()),
  createdAt: z.string(),
  /** An instant; null when it waits for ever. */
  deadlineAt: z.nullable(z.string()),
  /** How much longer it waits, in seconds, each time the person asks for more time. Absent: its time cannot be extended. */
  extendBy: z.optional(z.number().check(z.positive())),
  /** The message box takes nothing else until it is answered. */
  blocks: z.optional(z.boolean()),
  /** When the person was last reminded of it. */
  remindedAt: z.optional(z.string()),
};

/** What a question of each kind says beside its message. */
export const askSpecs = {
  text: z.object({ kind: z.literal("text") }),
  file: z.object({ kind: z.literal("file"), accept: acceptSchema, maxFiles: count, maxSizeMb: z.number() }),
  action: z.object({ kind: z.literal("action"), actions: z.array(actionSchema).check(z.maxLength(MAX_ACTIONS)) }),
  element: z.object({ kind: z.literal("element"), elementId: idSchema<ElementId>() }),
  choice: z.object({
    kind: z.literal("choice"),
    options: z.array(choiceOptionSchema).check(z.maxLength(MAX_CHOICES)),
    /** Several may be chosen. */
    multiple: z.optional(z.boolean()),
    /** Of several: how few and how many. */
    min: z.optional(count),
    max: z.optional(count),
    /** The person may write an answer of their own. */
    other: z.optional(z.boolean()),
    /** There is a field that narrows the options down. */
    search: z.optional(z.boolean()),
  }),
  confirm: z.object({
    kind: z.literal("confirm"),
    /** What cannot be undone. */
    danger: z.optional(z.boolean()),
    yes: z.optional(labelSchema),
    no: z.optional(labelSchema),
  }),
  form: z.object({
    kind: z.literal("form"),
    form: formSchema,
    /** What stands in it at first. */
    initial: z.optional(z.record(z.string(), z.unknown())),
    /** What the button says. */
    submit: z.optional(labelSchema),
    /** The person may leave it unanswered. */
    skippable: z.optional(z.boolean()),
  }),
  approval: z.object({
    kind: z.literal("approval"),
    /** What would be run. */
    tool: labelSchema,
    /** With what; plain JSON. */
    input: z.unknown(),
    /** The step of that tool, whose card shows the question too. */
    targetId: z.optional(idSchema<StepId>()),
    /** The input may be changed: as this form, or as JSON. */
    edit: z.optional(z.union([formSchema, z.literal(true)])),
    /** What may be answered beside `once` and `deny`. */
    scopes: z.array(z.enum(["chat", "always"])),
  }),
} as const;

export const askSpecSchema = z.discriminatedUnion("kind", [
  askSpecs.text,
  askSpecs.file,
  askSpecs.action,
  askSpecs.element,
  askSpecs.choice,
  askSpecs.confirm,
  askSpecs.form,
  askSpecs.approval,
]);
/** What a question asks for, without which one it is. */
export type AskSpec = Readonly<z.infer<typeof askSpecSchema>>;

export const askSchema = z.discriminatedUnion("kind", [
  z.extend(askSpecs.text, common),
  z.extend(askSpecs.file, common),
  z.extend(askSpecs.action, common),
  z.extend(askSpecs.element, common),
  z.extend(askSpecs.choice, common),
  z.extend(askSpecs.confirm, common),
  z.extend(askSpecs.form, common),
  z.extend(askSpecs.approval, common),
]);
/** A question that waits. */
export type Ask = Readonly<z.infer<typeof askSchema>>;

export const askOutcomeSchema = z.enum(["answered", "expired", "cancelled", "orphaned"]);
/** How a question ended; every one ends in exactly one of these ways. */
export type AskOutcome = z.infer<typeof askOutcomeSchema>;

const words = z.string().check(z.maxLength(10_000));

export const askAnswerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    stepId: idSchema<StepId>(),
    text: z.string(),
    /** What was uploaded to go with it, by the keys that the uploads were answered with. */
    files: z.optional(z.array(idSchema<FileKey>()).check(z.maxLength(100))),
  }),
  z.object({ kind: z.literal("file"), files: z.array(idSchema<FileKey>()).check(z.minLength(1), z.maxLength(100)) }),
  z.object({ kind: z.literal("action"), actionId: idSchema<ActionId>() }),
  z.object({ kind: z.literal("element"), submitted: z.boolean(), props: z.record(z.string(), z.unknown()) }),
  z.object({
    kind: z.literal("choice"),
    /** The values of the chosen options, in the order of the question. */
    values: z.array(nameSchema).check(z.maxLength(MAX_CHOICES)),
    /** What the person wrote instead, or beside them. */
    other: z.optional(words),
  }),
  z.object({ kind: z.literal("confirm"), confirmed: z.boolean() }),
  /** Null: the person left it out. */
  z.object({ kind: z.literal("form"), values: z.nullable(z.record(z.string(), z.unknown())) }),
  z.object({
    kind: z.literal("approval"),
    decision: approvalDecisionSchema,
    /** Why not. */
    reason: z.optional(words),
    /** What the person made of the input; absent when they left it. */
    input: z.optional(z.unknown()),
  }),
]);
/** What a person answered. */
export type AskAnswer = Readonly<z.infer<typeof askAnswerSchema>>;

export const closedAskSchema = z.object({
  id: idSchema<AskId>(),
  key: z.optional(z.string()),
  /** What was asked for. */
  spec: askSpecSchema,
  outcome: askOutcomeSchema,
  at: z.string(),
  /** Only of an answered one; what was typed is a message of its own. */
  answer: z.optional(askAnswerSchema),
  /** The message that answers it, when words were asked for. */
  answerId: z.optional(idSchema<StepId>()),
});
/** What became of a question. Its message keeps it. */
export type ClosedAsk = Readonly<z.infer<typeof closedAskSchema>>;

/** What a question asks for, without which one it is. */
export function specOf(ask: Ask): AskSpec {
  return askSpecs[ask.kind].parse(ask);
}
