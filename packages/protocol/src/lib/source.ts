// What an answer rests on. `[1]` in the text of a message is its first source, and so on.
import * as z from "zod/mini";
import { type ElementId, idSchema } from "./ids.ts";

/** The most sources of one message. */
export const MAX_SOURCES = 200;

export const sourceSchema = z.object({
  /** What a person reads. */
  title: z.string().check(z.minLength(1), z.maxLength(1000)),
  /** Where it can be read. */
  url: z.optional(z.string().check(z.maxLength(4000))),
  /** The words that the answer rests on. */
  snippet: z.optional(z.string().check(z.maxLength(4000))),
  /** An element of this chat that it can be read in. */
  elementId: z.optional(idSchema<ElementId>()),
});
/** Something an answer rests on. */
export type Source = Readonly<z.infer<typeof sourceSchema>>;
