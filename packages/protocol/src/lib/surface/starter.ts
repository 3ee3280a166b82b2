// Starters are messages a person can send with one click before the chat has begun.
import * as z from "zod/mini";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./short-text.ts";

export const starterSchema = z.object({
  /** What a person reads on it. */
  label: labelSchema,
  /** What is sent. */
  message: hintSchema,
  /** The command it is sent with; default: whichever is chosen. */
  command: z.optional(nameSchema),
  /** A [Lucide](https://lucide.dev/icons) icon's name, a path below /public, or a URL. Default: none. */
  icon: z.optional(iconSchema),
});
/** One suggestion on the welcome screen. */
export type Starter = Readonly<z.infer<typeof starterSchema>>;

export const starterCategorySchema = z.object({
  /** What a person reads above them. */
  label: labelSchema,
  /** A [Lucide](https://lucide.dev/icons) icon's name, a path below /public, or a URL. Default: none. */
  icon: z.optional(iconSchema),
  /** What can be sent, 100 at most. */
  starters: z.array(starterSchema).check(z.maxLength(100)),
});
/** A named group of starters. */
export type StarterCategory = Readonly<z.infer<typeof starterCategorySchema>>;
