// The setting `userEnv`: which keys of a person's own the app needs, as an API key of theirs.
import { MAX_ENV_COUNT } from "@colloquy/protocol";
import * as z from "zod/mini";
import { wordsByLanguage } from "./words-by-language.ts";

const words = (most: number) => z.optional(wordsByLanguage(most));
/** Names become keys of an object, so none may be one that every object has. */
const name = z.string().check(z.maxLength(200), z.regex(/^[A-Za-z][A-Za-z0-9_.-]*$/));

const keySchema = z.strictObject({
  /** What handlers read it by: `userSession.env[name]`. */
  name,
  /** What people read: a text, or one for each language, as `{ en, de }`. Default: the name. */
  label: words(500),
  /** Where such a key comes from, in a sentence; by language too. */
  help: words(10_000),
  /** A page where one can get such a key. */
  url: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(2_000))),
  /** What stands in the empty field. */
  placeholder: words(500),
  /** False shows what is typed. Default true. */
  secret: z.optional(z.boolean()),
});

export const userEnvSchema = z.pipe(
  z.array(z.union([name, keySchema])).check(
    z.maxLength(MAX_ENV_COUNT),
    z.refine((keys) => new Set(keys.map(nameOf)).size === keys.length),
  ),
  z.transform((keys) =>
    keys.map((key): UserEnvKey => (typeof key === "string" ? { name: key, secret: true } : { ...key, secret: key.secret ?? true })),
  ),
);

/** One key of a person's own, as the configuration describes it. */
export type UserEnvKey = Readonly<Omit<z.infer<typeof keySchema>, "secret">> & {
  /** False shows what is typed. */
  readonly secret: boolean;
};

function nameOf(key: string | { readonly name: string }): string {
  return typeof key === "string" ? key : key.name;
}
