// What a profile changes of the app's public configuration, for one chat. The names are those of `GET /api/config`.
import * as z from "zod/mini";
import { hintSchema, labelSchema } from "./short-text.ts";

export const footnoteSchema = z.union([hintSchema, z.record(z.string(), hintSchema)]);

export const overridesSchema = z.object({
  /** The name assistant messages carry, and the page's title. */
  name: z.optional(labelSchema),
  description: z.optional(hintSchema),
  /** The line under the message box, in one language or by language tag; empty: none. */
  footnote: z.optional(footnoteSchema),
  cot: z.optional(z.enum(["full", "tool_call", "hidden"])),
  alertStyle: z.optional(z.enum(["classic", "modern"])),
  layout: z.optional(z.enum(["default", "wide"])),
  features: z.optional(
    z.object({
      editMessage: z.optional(z.boolean()),
      latex: z.optional(z.boolean()),
      allowHtml: z.optional(z.boolean()),
      userMessageMarkdown: z.optional(z.boolean()),
      userMessageAutoscroll: z.optional(z.boolean()),
      assistantMessageAutoscroll: z.optional(z.boolean()),
    }),
  ),
  /** Which files people may send; sizes in bytes. */
  uploads: z.optional(
    z.object({
      enabled: z.optional(z.boolean()),
      /** Media types and endings, or the endings that each type may have. */
      accept: z.optional(z.union([z.array(hintSchema), z.record(z.string(), z.array(hintSchema))])),
      maxFiles: z.optional(z.number()),
      maxSize: z.optional(z.number()),
      maxTotalSize: z.optional(z.number()),
    }),
  ),
});
/** What stands in place of the app's configuration in this chat; what is not named is as the app has it. */
export type Overrides = Readonly<z.infer<typeof overridesSchema>>;
