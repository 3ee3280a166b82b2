// What most tests of messages and steps need: some lines of an author's code inside of a chat, and a look at what came of them.
import { type ClientRequest, type StepId, type StepWithText, stepWithText } from "@colloquy/protocol";
import { createApp } from "../app/app.ts";
import { dispatch } from "../app/dispatch.ts";
import { QUEUED_MESSAGES } from "../app/dispatch-target.ts";
import type { HandlerContext } from "../app/handler-context.ts";
import { type OpenChatOptions, openChat, type TestChat } from "./open-chat.ts";

/** A chat in which the author's code has run. */
export interface DoneInChat<Result> extends AsyncDisposable {
  readonly chat: TestChat;
  readonly result: Result;
  /** All steps and messages of the chat, in their order, the person's included. */
  readonly steps: readonly StepWithText[];
}

/** Runs a function as the handler of one message of a fresh chat. Throws what the function throws. */
export async function doInChat<Result>(
  work: (context: HandlerContext) => Result | Promise<Result>,
  options: OpenChatOptions = {},
): Promise<DoneInChat<Result>> {
  let outcome: { readonly result: Result } | { readonly error: unknown } | undefined;
  const app = createApp();
  app.onMessage(async (_message, context) => {
    try {
      outcome = { result: await work(context) };
    } catch (error) {
      outcome = { error };
    }
  });
  const chat = await openChat(app, options);
  await chat.send("do it");
  if (!outcome) throw new Error("The handler has not ended; does it wait for an answer?");
  if ("error" in outcome) {
    await chat[Symbol.asyncDispose]();
    throw outcome.error;
  }
  return { chat, result: outcome.result, steps: stepsOf(chat), [Symbol.asyncDispose]: () => chat[Symbol.asyncDispose]() };
}

/** All steps and messages of a chat, in the order in which they came. */
export function stepsOf({ state }: Pick<TestChat, "state">): StepWithText[] {
  return [...state.steps.keys()].map((id) => stepWithText(state, id)).filter((step) => step !== undefined);
}

/** What is stored of a chat's thread, by id of the step. */
export async function storedSteps({ session }: TestChat): Promise<Map<StepId, StepWithText>> {
  await session.recorder.flush();
  const { dataLayer } = session.services;
  const turns = await dataLayer.loadTurns(session.threadId);
  const steps = await dataLayer.loadSteps(session.threadId, { turnIds: turns.map((turn) => turn.id), stepIds: [] });
  return new Map(steps.map((step) => [step.id, step]));
}

/** Asks the server for something as a page of this chat does. */
export function doIn({ session, host }: TestChat, request: ClientRequest): ReturnType<typeof dispatch> {
  const limits = { messageLength: 1000, queuedMessages: QUEUED_MESSAGES };
  return dispatch({ session, driver: host.driver, limits, leave: () => undefined }, request);
}
