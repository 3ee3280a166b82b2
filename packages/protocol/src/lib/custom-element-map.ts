// Where the page finds the modules of an app's custom elements.
import * as z from "zod/mini";

const placeSchema = z.object({
  /** Its module, as a path below the root; absent while no version of it was good. */
  module: z.optional(z.string()),
  /** Its style sheet, likewise; absent when it has none. */
  css: z.optional(z.string()),
  /** What is wrong with its files, with the place. Only while developing. */
  error: z.optional(z.string()),
});
/** Where one custom element is. */
export type CustomElementPlace = Readonly<z.infer<typeof placeSchema>>;

export const customElementMapSchema = z.record(z.string(), placeSchema);
/** Where an app's custom elements are, by their names. */
export type CustomElementMap = Readonly<Record<string, CustomElementPlace>>;
