// What an author gives so that their app hears what people think of its answers.
import type { Feedback } from "@colloquy/protocol";
import type { Message } from "../chat/message.ts";
import type { HandlerContext } from "./handler-context.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** What a person says of an answer now. */
export interface FeedbackChange {
  /** Thumbs up or down; `none` when they took back what they had said. */
  readonly rating: "up" | "down" | "none";
  /** The reasons they chose, of those that were offered. */
  readonly tags: readonly string[];
  /** What they wrote; undefined for nothing. */
  readonly comment?: string | undefined;
  /** The answer. Its `id` and its thread's stay: they find the rating in the store. */
  readonly message: Message;
  /** What they had said before; undefined when this is the first they say. */
  readonly before?: Feedback | undefined;
}

/** The handlers about what people think. */
export interface FeedbackHandlers {
  /**
   * After a rating was stored, changed or taken back, in its chat. Runs beside whatever runs, and not where the chat is not live: a client
   * that rates an old chat over HTTP without opening it. An error is logged; it undoes nothing and is shown to nobody.
   */
  onFeedback(feedback: FeedbackChange, context: HandlerContext): Awaitable<unknown>;
}
