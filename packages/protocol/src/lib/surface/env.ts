// Keys of the person's own that an app needs, as an API key: what the page asks for. Their values are never part of the surface.
import * as z from "zod/mini";
import { hintSchema, labelSchema, nameSchema } from "./short-text.ts";

/** The longest value of one key, in UTF-16 units. */
export const MAX_ENV_LENGTH = 8192;
/** How many keys an app may ask for. */
export const MAX_ENV_COUNT = 50;

export const envInputSchema = z.object({
  /** What handlers read it by: `userSession.env[name]`. */
  name: nameSchema,
  /** What a person reads. Default: the name. */
  label: z.optional(labelSchema),
  /** Below the input: where such a key comes from. */
  help: z.optional(hintSchema),
  /** A page where one can get such a key. */
  url: z.optional(z.string().check(z.maxLength(2_000))),
  placeholder: z.optional(labelSchema),
  /** True when what is typed is hidden. */
  secret: z.boolean(),
  /** True when the chat has a value for it; the value itself stays on the server. */
  set: z.boolean(),
});
/** One key the app asks for. */
export type EnvInput = Readonly<z.infer<typeof envInputSchema>>;

export const missingEnvSchema = z.object({
  ...envInputSchema.shape,
  /** Why the value that was given will not do. */
  message: z.optional(hintSchema),
});
/** A key without which the chat does not begin. */
export type MissingEnv = Readonly<z.infer<typeof missingEnvSchema>>;

/** Values of keys by their names, as a client gives them. */
export const envSchema = z
  .record(nameSchema, z.string().check(z.maxLength(MAX_ENV_LENGTH)))
  .check(z.refine((env) => Object.keys(env).length <= MAX_ENV_COUNT));
