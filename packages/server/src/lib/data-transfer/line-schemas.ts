// What the lines of an export must be. They come from a file that anybody may have changed, so each is checked before it is stored. What is
// stored is the line's own value: the order of keys within it is part of what is moved.
import { elementSchema, folderSchema, isUuid, stepWithTextSchema, threadSchema, turnSchema } from "@colloquy/protocol";
import * as z from "zod/mini";
import { isSavedSurface } from "../data/saved-surface.ts";

const uuid = z.string().check(z.refine((value) => isUuid(value)));
const instant = z.string().check(z.refine((value) => !Number.isNaN(Date.parse(value))));
const count = z.number().check(z.int(), z.nonnegative());
/** It rises by one with each opening, and must be able to: a number that cannot would fence nobody off. */
const epoch = count.check(z.maximum(2 ** 48));
const record = z.record(z.string(), z.unknown());

const threadRowSchema = z.extend(threadSchema, {
  owner: z.string().check(z.minLength(1)),
  updatedAt: instant,
  epoch,
  savedValues: z.optional(z.record(z.string(), z.string())),
  savedSurface: z.optional(z.string().check(z.refine(isSavedSurface))),
});

const userSchema = z.object({
  id: uuid,
  identifier: z.string().check(z.minLength(1)),
  displayName: z.optional(z.string()),
  roles: z.array(z.string()),
  metadata: record,
  createdAt: instant,
  updatedAt: instant,
  disabledAt: z.optional(instant),
});

const signInSchema = z.object({ id: z.string(), userId: uuid, createdAt: instant, expiresAt: instant, seenAt: instant });
const approvalSchema = z.object({ owner: z.string(), tool: z.string(), createdAt: instant });

const fileSchema = z.object({
  key: uuid,
  threadId: uuid,
  owner: z.string(),
  name: z.string(),
  mime: z.string(),
  size: count,
  sha256: z.string(),
  createdAt: instant,
});

const shareSchema = z.object({
  row: z.looseObject({ id: z.string(), threadId: uuid, live: z.boolean(), createdAt: instant, updatedAt: instant }),
  content: z.optional(z.string()),
});

const marksSchema = z.object({
  pinnedAt: z.optional(instant),
  archivedAt: z.optional(instant),
  deletedAt: z.optional(instant),
  unreadAt: z.optional(instant),
  folderId: z.optional(uuid),
  tags: z.optional(z.array(z.string())),
});

const feedbackSchemaRow = z.object({
  threadId: uuid,
  stepId: uuid,
  owner: z.string(),
  rating: z.enum(["up", "down"]),
  createdAt: instant,
  updatedAt: instant,
});
const favouriteSchemaRow = z.object({ owner: z.string(), threadId: uuid, stepId: uuid, text: z.string(), createdAt: instant });

/** One line, by its kind. */
export const LINE_SCHEMAS = {
  header: z.object({ kind: z.literal("header"), format: z.string(), version: count.check(z.minimum(1)), files: z.boolean() }),
  end: z.object({ kind: z.literal("end"), units: count }),
  blob: z.object({ kind: z.literal("blob"), key: uuid, base64: z.base64() }),
  "blob-end": z.object({ kind: z.literal("blob-end"), key: uuid, size: count }),
  user: ofRow("user", userSchema),
  "sign-in": ofRow("sign-in", signInSchema),
  owner: ofRow("owner", z.object({ owner: z.string().check(z.minLength(1)) })),
  approval: ofRow("approval", approvalSchema),
  thread: ofRow("thread", threadRowSchema),
  turn: ofRow("turn", turnSchema),
  file: ofRow("file", fileSchema),
  step: ofRow("step", stepWithTextSchema),
  element: ofRow("element", elementSchema),
  share: ofRow("share", shareSchema),
  marks: ofRow("marks", marksSchema),
  folder: ofRow("folder", folderSchema),
  feedback: ofRow("feedback", feedbackSchemaRow),
  favourite: ofRow("favourite", favouriteSchemaRow),
};

function ofRow<Kind extends string, Row extends z.ZodMiniType>(kind: Kind, row: Row) {
  return z.object({ kind: z.literal(kind), row });
}

export type LineKind = keyof typeof LINE_SCHEMAS;
