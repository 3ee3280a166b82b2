// What must and must not compile; the assertions are the compiler's.
import type { Feedback } from "@colloquy/protocol";
import { expect, expectTypeOf, it } from "vitest";
import { createApp, defineConfig, type FeedbackChange, type HandlerContext, type Message } from "../../index.ts";

it("onFeedback is given what was said, what had been said, and the answer", () => {
  const app = createApp();
  const handler = app.onFeedback((change, context) => {
    expectTypeOf(change).toEqualTypeOf<FeedbackChange>();
    expectTypeOf(change.rating).toEqualTypeOf<"up" | "down" | "none">();
    expectTypeOf(change.tags).toEqualTypeOf<readonly string[]>();
    expectTypeOf(change.comment).toEqualTypeOf<string | undefined>();
    expectTypeOf(change.message).toEqualTypeOf<Message>();
    expectTypeOf(change.before).toEqualTypeOf<Feedback | undefined>();
    expectTypeOf(context).toEqualTypeOf<HandlerContext>();
    // @ts-expect-error what was said is said
    change.rating = "up";
    return change.tags.length;
  });
  expect(app.handlers.onFeedback).toBe(handler);
  // @ts-expect-error a thumb is no number
  app.onFeedback(({ rating }) => rating === 1);
  // @ts-expect-error reasons are texts
  expect(defineConfig({ feedback: { upTags: [1] } }).feedback).toEqual({ upTags: [1] });
});
