// What an app asks of the page around the chat, or of a custom element in it: a function by name, whose result comes back once.
import * as z from "zod/mini";
import { type CallId, idSchema, type TurnId } from "./ids.ts";
import { nameSchema } from "./surface/short-text.ts";

export const pageCallSchema = z.object({
  id: idSchema<CallId>(),
  /** The turn that waits for it; it goes with it. */
  turnId: idSchema<TurnId>(),
  name: nameSchema,
  /** Plain JSON. */
  args: z.record(z.string(), z.unknown()),
  /** An instant. */
  deadlineAt: z.string(),
});
/** A function of the page that was called and has not answered. */
export type PageCall = Readonly<z.infer<typeof pageCallSchema>>;

export const pageCallResultSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.optional(z.unknown()) }),
  z.object({ ok: z.literal(false), message: z.string().check(z.maxLength(2_000)) }),
]);
/** What the page answered: any JSON, or why it could not. */
export type PageCallResult = Readonly<z.infer<typeof pageCallResultSchema>>;
