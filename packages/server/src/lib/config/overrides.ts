// The settings a chat profile may change for its chats: the one list, what a page is told of it, and how it is laid over the configuration.
import type { Overrides } from "@colloquy/protocol";
import * as z from "zod/mini";
import type { ResolvedConfig } from "./schema.ts";
import { wordsByLanguage } from "./words-by-language.ts";

const flag = z.optional(z.boolean());

export const configOverridesSchema = z.strictObject({
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  description: z.optional(z.string()),
  footnote: z.optional(wordsByLanguage(1_000)),
  cot: z.optional(z.enum(["full", "tool_call", "hidden"])),
  alertStyle: z.optional(z.enum(["classic", "modern"])),
  layout: z.optional(z.enum(["default", "wide"])),
  concurrency: z.optional(z.enum(["queue", "interrupt", "parallel"])),
  features: z.optional(
    z.strictObject({
      editMessage: flag,
      latex: flag,
      unsafeAllowHtml: flag,
      userMessageMarkdown: flag,
      userMessageAutoscroll: flag,
      assistantMessageAutoscroll: flag,
    }),
  ),
});
/** Settings that hold for one chat in place of the app's; what is not named stays. Their names are those of `colloquy.config.ts`. */
export type ConfigOverrides = Readonly<z.infer<typeof configOverridesSchema>>;

/** What of it pages are told, under the names that `GET /api/config` gives them. */
export function toPublicOverrides({ name, description, footnote, cot, alertStyle, layout, features }: ConfigOverrides): Overrides {
  const { unsafeAllowHtml, ...others } = features ?? {};
  const shown = given({ ...others, allowHtml: unsafeAllowHtml });
  return given({ name, description, footnote, cot, alertStyle, layout, features: Object.keys(shown).length > 0 ? shown : undefined });
}

/** The configuration as it is for a chat with these overrides. */
export function withConfigOverrides(config: ResolvedConfig, { features, ...others }: ConfigOverrides): ResolvedConfig {
  return { ...config, ...given(others), features: { ...config.features, ...given(features ?? {}) } };
}

type Given<Values> = { -readonly [Key in keyof Values]?: Exclude<Values[Key], undefined> };

function given<Values extends object>(values: Values): Given<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;
}
