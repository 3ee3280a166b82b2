// A chat profile is a variant of the app a person chooses before they chat: another model, another subject.
import * as z from "zod/mini";
import { hintSchema, iconSchema, labelSchema, nameSchema } from "./short-text.ts";
import { starterSchema } from "./starter.ts";

export const chatProfileSchema = z.object({
  /** What handlers read as `userSession.chatProfile`. */
  name: nameSchema,
  /** What a person reads. Default: the name. */
  displayName: z.optional(labelSchema),
  /** Markdown. */
  description: z.optional(hintSchema),
  /** A [Lucide](https://lucide.dev/icons) icon's name, a path below /public, or a URL. Default: none. */
  icon: z.optional(iconSchema),
  /** Is chosen when nobody has chosen. Default: the first profile. */
  default: z.optional(z.boolean()),
  /** Stand in place of the app's starters. */
  starters: z.optional(z.array(starterSchema).check(z.maxLength(100))),
});
/** One profile as a client sees it. */
export type ChatProfile = Readonly<z.infer<typeof chatProfileSchema>>;

/** The profile a chat begins with when nobody has chosen one. */
export function defaultProfile<Profile extends ChatProfile>(profiles: readonly Profile[]): Profile | undefined {
  return profiles.find((profile) => profile.default) ?? profiles[0];
}
