// The settings a chat profile may change for its chats: the one list, what a page is told of it, and how it is laid over the configuration.
import type { Overrides } from "@colloquy/protocol";
import * as z from "zod/mini";
import type { ResolvedConfig } from "./schema.ts";
import { uploadOverridesSchema } from "./uploads.ts";
import { wordsByLanguage } from "./words-by-language.ts";

const flag = z.optional(z.boolean());

export const configOverridesSchema = z.strictObject({
  /** The app's name, and the author of messages that name none. */
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** One sentence about the app. */
  description: z.optional(z.string()),
  /** The line under the message box, as a text or one for each language. */
  footnote: z.optional(wordsByLanguage(1_000)),
  /** How much of the work people see. */
  cot: z.optional(z.enum(["full", "tool_call", "hidden"])),
  /** How alert blocks in Markdown look. */
  alertStyle: z.optional(z.enum(["classic", "modern"])),
  /** How wide the column of the chat is. */
  layout: z.optional(z.enum(["default", "wide"])),
  /** What a message does while the app still works on the last one. */
  concurrency: z.optional(z.enum(["queue", "interrupt", "parallel"])),
  /** What people and the page may do. */
  features: z.optional(
    z.strictObject({
      /** People may edit what they sent. */
      editMessage: flag,
      /** Formulas in Markdown are drawn. */
      latex: flag,
      /** HTML in Markdown is shown, cleaned. */
      unsafeAllowHtml: flag,
      /** A person's own messages are read as Markdown. */
      userMessageMarkdown: flag,
      /** Sending a message brings the end of the chat into view. */
      userMessageAutoscroll: flag,
      /** The view follows an answer as it is written. */
      assistantMessageAutoscroll: flag,
    }),
  ),
  /** Which files people may send. */
  uploads: z.optional(uploadOverridesSchema),
});
/** Settings that hold for one chat in place of the app's; what is not named stays. Their names are those of `colloquy.config.ts`. */
export type ConfigOverrides = Readonly<z.infer<typeof configOverridesSchema>>;

/** What of it pages are told, under the names that `GET /api/config` gives them. */
export function toPublicOverrides({ name, description, footnote, cot, alertStyle, layout, features, uploads }: ConfigOverrides): Overrides {
  const { unsafeAllowHtml, ...others } = features ?? {};
  const shown = given({ ...others, allowHtml: unsafeAllowHtml });
  const files = given(uploads ?? {});
  return given({
    name,
    description,
    footnote,
    cot,
    alertStyle,
    layout,
    features: Object.keys(shown).length > 0 ? shown : undefined,
    uploads: Object.keys(files).length > 0 ? files : undefined,
  });
}

/** The configuration as it is for a chat with these overrides. */
export function withConfigOverrides(config: ResolvedConfig, { features, uploads, ...others }: ConfigOverrides): ResolvedConfig {
  return {
    ...config,
    ...given(others),
    features: { ...config.features, ...given(features ?? {}) },
    uploads: { ...config.uploads, ...given(uploads ?? {}) },
  };
}

type Given<Values> = { -readonly [Key in keyof Values]?: Exclude<Values[Key], undefined> };

function given<Values extends object>(values: Values): Given<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;
}
