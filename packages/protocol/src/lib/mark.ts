// What a person has made of an entry of their chat: a rating, a star. It is theirs and not the conversation's: nobody else is told of it.
import * as z from "zod/mini";
import { idSchema, type StepId, type ThreadId } from "./ids.ts";

/** The longest comment of a rating, in UTF-16 units. */
export const MAX_FEEDBACK_COMMENT = 4_000;
/** The most tags of one rating. */
export const MAX_FEEDBACK_TAGS = 20;
/** The longest tag, in UTF-16 units. */
export const MAX_FEEDBACK_TAG = 100;
/** The longest message that can be a favourite, in UTF-16 units. */
export const MAX_FAVOURITE_LENGTH = 10_000;

export const ratingSchema = z.enum(["up", "down"]);
/** Thumbs up, or down. */
export type Rating = z.infer<typeof ratingSchema>;

/** The reasons that are offered where an app names none: words of the protocol, which a page shows in the person's language. */
export const FEEDBACK_REASONS = {
  up: ["correct", "clear", "complete"],
  down: ["incorrect", "unclear", "incomplete", "off-topic", "too-long"],
} as const satisfies Readonly<Record<Rating, readonly string[]>>;

export const feedbackTagsSchema = z
  .array(z.string().check(z.minLength(1), z.maxLength(MAX_FEEDBACK_TAG)))
  .check(z.maxLength(MAX_FEEDBACK_TAGS));

export const givenFeedbackSchema = z.object({
  rating: ratingSchema,
  /** Reasons, of those that the app offers; none when absent. */
  tags: z.optional(feedbackTagsSchema),
  /** In the person's own words. */
  comment: z.optional(z.string().check(z.maxLength(MAX_FEEDBACK_COMMENT))),
});
/** What a person says of an answer. */
export type GivenFeedback = Readonly<z.infer<typeof givenFeedbackSchema>>;

export const feedbackSchema = z.extend(givenFeedbackSchema, {
  tags: feedbackTagsSchema,
  /** When the answer was rated first. */
  createdAt: z.string(),
  /** When the rating was changed last. */
  updatedAt: z.string(),
});
/** A person's rating of an answer, as it is stored. */
export type Feedback = Readonly<z.infer<typeof feedbackSchema>>;

export const markSchema = z.object({
  feedback: z.optional(feedbackSchema),
  /** The message is one of the person's favourites. */
  favourite: z.optional(z.literal(true)),
});
/** What a person has made of an entry; empty when they have made nothing of it. */
export type Mark = Readonly<z.infer<typeof markSchema>>;

/** What most entries have. */
export const NO_MARK: Mark = Object.freeze({});

export const stepMarkSchema = z.extend(markSchema, { stepId: idSchema<StepId>() });
/** A mark with the entry it is on. */
export type StepMark = Readonly<z.infer<typeof stepMarkSchema>>;

/** True for the mark of an entry that nothing was made of. */
export function isBlank(mark: Mark): boolean {
  return mark.feedback === undefined && mark.favourite === undefined;
}

export const favouriteSchema = z.object({
  stepId: idSchema<StepId>(),
  threadId: idSchema<ThreadId>(),
  /** What it says: a copy, which is there as long as its chat is. */
  text: z.string(),
  createdAt: z.string(),
});
/** A message that a person keeps to use it again. */
export type Favourite = Readonly<z.infer<typeof favouriteSchema>>;
