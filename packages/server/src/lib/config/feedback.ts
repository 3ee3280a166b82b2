// The setting `feedback`: whether people may rate answers, and which reasons they are offered.
import { FEEDBACK_REASONS, MAX_FEEDBACK_TAG, MAX_FEEDBACK_TAGS, type Rating } from "@colloquy/protocol";
import * as z from "zod/mini";

const reasons = z.array(z.string().check(z.minLength(1), z.maxLength(MAX_FEEDBACK_TAG))).check(z.maxLength(MAX_FEEDBACK_TAGS));

export const feedbackSettingsSchema = z.strictObject({
  /** Whether answers have thumbs. Default: when the app has `onFeedback`. False: nothing can be rated, by no client. */
  enabled: z.optional(z.boolean()),
  /** Reasons that are offered after a thumb up, at most 20, shown as they are written here; `[]` for none. Default: a few that the page translates. */
  upTags: z.optional(reasons),
  /** Reasons that are offered after a thumb down. Default: a few that the page translates. */
  downTags: z.optional(reasons),
  /** Whether people may say more in their own words. Default true. */
  comment: z._default(z.boolean(), true),
});

/** What people may say of answers. */
export type FeedbackRules = Readonly<z.output<typeof feedbackSettingsSchema>>;

/** The reasons that are offered with a rating. */
export function offeredTags(rules: FeedbackRules, rating: Rating): readonly string[] {
  return (rating === "up" ? rules.upTags : rules.downTags) ?? FEEDBACK_REASONS[rating];
}
