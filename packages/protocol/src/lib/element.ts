// An element is something shown with a step: an image, a file, a table. The record has its place; building and serving them comes later.
import * as z from "zod/mini";
import { type ElementId, idSchema, type StepId } from "./ids.ts";

export const ELEMENT_TYPES = ["image", "text", "pdf", "tasklist", "audio", "video", "file", "plotly", "dataframe", "custom"] as const;

export const elementSchema = z.object({
  id: idSchema<ElementId>(),
  forId: z.optional(idSchema<StepId>()),
  type: z.enum(ELEMENT_TYPES),
  name: z.string(),
  display: z.enum(["inline", "side", "page"]),
  mime: z.optional(z.string()),
  url: z.optional(z.string()),
  props: z.optional(z.record(z.string(), z.unknown())),
});
/** Something shown with a step. */
export type Element = Readonly<z.infer<typeof elementSchema>>;
