// A command says what a message is for: the person picks it with "/" or a button, the handler reads it as `message.command`.
import * as z from "zod/mini";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./short-text.ts";

export const commandSchema = z.object({
  /** Sent with the message; what handlers read. */
  id: nameSchema,
  /** What a person reads, in their language. Default: the id. */
  displayName: z.optional(labelSchema),
  /** What it is for, in a sentence that a person reads. Default: none. */
  description: z.optional(hintSchema),
  /** A [Lucide](https://lucide.dev/icons) icon's name, a path below /public, or a URL. Default: none. */
  icon: z.optional(iconSchema),
  /** Has a button of its own in the message box; all others are in the tools menu. Default false. */
  button: z.optional(z.boolean()),
  /** Stays chosen after a message was sent. Default false. */
  persistent: z.optional(z.boolean()),
  /** Is chosen when the commands arrive and no other is. Default false. */
  selected: z.optional(z.boolean()),
});
/** One command of the message box. */
export type Command = Readonly<z.infer<typeof commandSchema>>;
