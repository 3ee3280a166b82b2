// The setting `uploads`: which files people may send. A chat profile may say otherwise for its chats, key by key.
import * as z from "zod/mini";
import { isAcceptItem, isEnding, isTypePattern } from "./accept.ts";

const positiveInt = z.number().check(z.int(), z.positive());
const MIB = 1024 * 1024;

export const acceptSchema = z.union([
  z.array(z.string().check(z.refine(isAcceptItem))),
  z.record(z.string().check(z.refine(isTypePattern)), z.array(z.string().check(z.refine(isEnding)))),
]);

export const uploadsSchema = z.strictObject({
  /** Whether people may send files. Default true. */
  enabled: z._default(z.boolean(), true),
  /** Which files, by what is in them: a list of media types as "image/*" and of endings as ".py", or the endings that each type may have, as `{ "text/*": [".py"] }`. Default: all. */
  accept: z._default(acceptSchema, ["*/*"]),
  /** How many files one message may have. Never more than 100. Default 20. */
  maxFiles: z._default(positiveInt, 20),
  /** How large one file may be, in bytes. Default 500 MiB. */
  maxSize: z._default(positiveInt, 500 * MIB),
  /** How large the files of one message may be together, in bytes. Default 1 GiB. */
  maxTotalSize: z._default(positiveInt, 1024 * MIB),
  /** How many files of one person may be on their way at once. Default 6. */
  maxAtOnce: z._default(positiveInt, 6),
});

/** What people may send. Sizes are in bytes. */
export type UploadRules = Readonly<z.output<typeof uploadsSchema>>;

export const uploadOverridesSchema = z.strictObject({
  /** Whether people may send files. */
  enabled: z.optional(z.boolean()),
  /** Which files, by what is in them. */
  accept: z.optional(acceptSchema),
  /** How many files one message may have. */
  maxFiles: z.optional(positiveInt),
  /** How large one file may be, in bytes. */
  maxSize: z.optional(positiveInt),
  /** How large the files of one message may be together, in bytes. */
  maxTotalSize: z.optional(positiveInt),
});
