// A turn is one run of a handler: the branch points of a thread's tree, and the rows that Chainlit shows as `run` steps.
import * as z from "zod/mini";
import { elementSchema } from "./element.ts";
import { type ActionId, idSchema, type StepId, type TurnId } from "./ids.ts";
import { stepMarkSchema } from "./mark.ts";
import { stepWithTextSchema } from "./step.ts";

/** The kinds that wait in the queue and move the leaf: one at a time per session. */
export const FOREGROUND_KINDS = ["chatStart", "message", "edit", "regenerate", "resume"] as const;
/** The kinds that run at once, beside whatever runs. */
export const SIDE_KINDS = [
  "stop",
  "disconnect",
  "reconnect",
  "chatEnd",
  "askAnswer",
  "action",
  "settings",
  "profile",
  "feedback",
  "windowMessage",
  "artifactEdit",
  "run",
] as const;

export const turnKindSchema = z.enum([...FOREGROUND_KINDS, ...SIDE_KINDS]);
/** Which handler a turn runs. `run` is work the author started from outside of a handler with `run(session, fn)`. */
export type TurnKind = z.infer<typeof turnKindSchema>;

export const TURN_STATES = ["queued", "running", "waiting", "done", "failed", "stopped", "interrupted"] as const;
export const turnStateSchema = z.enum(TURN_STATES);
/** `waiting` is for a person's answer; `interrupted` is cut off by a restart or by the end of its session. */
export type TurnState = z.infer<typeof turnStateSchema>;
/** The states no turn leaves. */
export type FinalTurnState = Exclude<TurnState, "queued" | "running" | "waiting">;

export const turnErrorSchema = z.object({
  /** What went wrong, for people. */
  message: z.string(),
  /** What the person can do about it; only where the author wrote it. */
  fix: z.optional(z.string()),
  /** The code of a ChatError; absent for any other error. */
  code: z.optional(z.string()),
  /** Finds the error in the server's log. */
  reference: z.optional(z.string()),
  /** File and line of the author's code, in development only. */
  place: z.optional(z.string()),
});
/** Why a turn failed, as the person may see it. `reference` is also in the server's log. */
export type TurnError = Readonly<z.infer<typeof turnErrorSchema>>;

export const turnSchema = z.object({
  id: idSchema<TurnId>(),
  /** The turn it follows; known when it starts. Absent for the first of a thread and while queued. */
  parentTurnId: z.optional(idSchema<TurnId>()),
  /** The person's message it answers. A regenerated turn shares it with its sibling. */
  messageId: z.optional(idSchema<StepId>()),
  kind: turnKindSchema,
  foreground: z.boolean(),
  state: turnStateSchema,
  createdAt: z.string(),
  startedAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  error: z.optional(turnErrorSchema),
  /** The failed or interrupted turn that this one tries again. */
  retryOf: z.optional(idSchema<TurnId>()),
  /** The button that it runs; never stored. */
  actionId: z.optional(idSchema<ActionId>()),
  /** All foreground turns with the same parent, oldest first, itself included; absent when it is alone. Never stored. */
  siblingIds: z.optional(z.array(idSchema<TurnId>())),
  /** One turn for each version of the person's message, oldest version first: this turn, and the newest answer to each other one. Absent with one version. Never stored. */
  editIds: z.optional(z.array(idSchema<TurnId>())),
  /** All turns that answer the same message, oldest first, itself included; absent when it is alone. Never stored. */
  answerIds: z.optional(z.array(idSchema<TurnId>())),
});
/** One run of a handler. */
export type Turn = Readonly<z.infer<typeof turnSchema>>;

export const turnBundleSchema = z.object({
  turn: turnSchema,
  steps: z.array(stepWithTextSchema),
  /** What is shown with its steps; absent when nothing is. */
  elements: z.optional(z.array(elementSchema)),
  /** What its person has made of its messages; absent when nothing was. */
  marks: z.optional(z.array(stepMarkSchema)),
});
/** A turn with all its steps, the person's message first, and what is shown with them. */
export type TurnBundle = Readonly<z.infer<typeof turnBundleSchema>>;

/** The row of a turn: what lies beside it is told anew each time. */
export function withoutBranches({ siblingIds: _siblings, editIds: _edits, answerIds: _answers, actionId: _action, ...row }: Turn): Turn {
  return row;
}

/** True for a turn nothing can happen to any more. */
export function isFinal(state: TurnState): state is FinalTurnState {
  return state !== "queued" && state !== "running" && state !== "waiting";
}
