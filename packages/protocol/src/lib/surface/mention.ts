// A mention is a thing of the app's world that a message speaks of: the person picks it with "@", the handler reads `message.mentions`.
import * as z from "zod/mini";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./short-text.ts";

export const mentionSchema = z.object({
  /** What handlers read. */
  id: nameSchema,
  /** What stands in the message after the "@". */
  label: labelSchema,
  /** A sentence that a person reads while they choose. Default: none. */
  description: z.optional(hintSchema),
  /** A [Lucide](https://lucide.dev/icons) icon's name, a path below /public, or a URL. Default: none. */
  icon: z.optional(iconSchema),
});
/** Something that can be mentioned. */
export type Mention = Readonly<z.infer<typeof mentionSchema>>;
