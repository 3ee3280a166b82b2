// How far a client has read. Facts are counted; text that may still grow is measured.
import * as z from "zod/mini";
import { isUuid } from "./ids.ts";

const count = z.number().check(z.int(), z.nonnegative());
const revAndLength = z.optional(z.tuple([count, count]));

export const cursorSchema = z.object({
  epoch: count,
  /** The number of the last fact. */
  seq: count,
  /** The steps the client holds whose text may still grow: revision and length of each text it has, in UTF-16 units. */
  open: z.record(z.string().check(z.refine(isUuid)), z.object({ input: revAndLength, output: revAndLength })),
});
/** How far a client has read: everything it needs to be given only what it missed. */
export type Cursor = Readonly<z.infer<typeof cursorSchema>>;
