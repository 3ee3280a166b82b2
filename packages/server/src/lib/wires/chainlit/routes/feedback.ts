// Chainlit's routes for ratings: their page rates the run of an answer, we the answer itself.
import {
  type GivenFeedback,
  idSchema,
  isChatError,
  MAX_FEEDBACK_COMMENT,
  parseUntrusted,
  type StepId,
  type ThreadId,
  type TurnId,
} from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { OwnedThread } from "../../../app/marking.ts";
import { rateMessage, unrateMessage } from "../../../app/rate-message.ts";
import { identify } from "../../../http/caller.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readBody } from "../../../http/request-parts.ts";
import { findThread } from "../../../http/stored-threads.ts";
import type { LiveChat } from "../../../session/live-chat.ts";
import { isForOperators } from "../../../shown-error.ts";
import { fromFeedbackId, type NamedFeedback, provesOwner, toFeedbackId } from "../feedback-to-chainlit.ts";
import { lastAnswer } from "../to-chainlit.ts";
import { findSession } from "./find-session.ts";

const putSchema = z.object({
  feedback: z.object({
    forId: z.string(),
    value: z.union([z.literal(0), z.literal(1)]),
    threadId: z.optional(z.nullable(z.string())),
    comment: z.optional(z.nullable(z.string().check(z.maxLength(MAX_FEEDBACK_COMMENT)))),
  }),
  sessionId: z.optional(z.nullable(z.string())),
});
const deleteSchema = z.object({ feedbackId: z.string() });
const threadIdSchema = idSchema<ThreadId>();
const idOfAnswer = idSchema<TurnId | StepId>();

export function addChainlitFeedbackRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.put("/feedback", async (c) => {
    const { feedback, sessionId } = await readBody(c, putSchema);
    const thread = await ownThread(c, deps, { threadId: feedback.threadId ?? undefined, sessionId: sessionId ?? undefined });
    const stepId = await findAnswer(deps, thread, feedback.forId);
    const { comment } = feedback;
    const given: GivenFeedback = { rating: feedback.value === 1 ? "up" : "down", ...(comment && { comment }) };
    await inTheirWords(() => rateMessage(deps, thread, stepId, given));
    return c.json({ success: true, feedbackId: toFeedbackId({ owner: thread.owner, threadId: thread.id, stepId }) });
  });
  routes.delete("/feedback", async (c) => {
    const { feedbackId } = await readBody(c, deleteSchema);
    const named = fromFeedbackId(feedbackId);
    const thread = await ownThread(c, deps, { threadId: named?.threadId, named });
    if (named) await inTheirWords(() => unrateMessage(deps, thread, named.stepId));
    return c.json({ success: true });
  });
}

/** By what a request says which thread it means, and that it is theirs. */
interface Said {
  readonly threadId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly named?: NamedFeedback | undefined;
}

/** The caller's thread: of this id, else the one of their session. Somebody else's is answered like one that is not there. */
async function ownThread(c: HttpContext, deps: HttpDeps, { threadId, sessionId, named }: Said): Promise<OwnedThread> {
  const caller = await identify(c, deps);
  const session = sessionId === undefined ? undefined : await findSession(c, deps, sessionId);
  const { data: id } = parseUntrusted(threadIdSchema, threadId ?? session?.threadId);
  const row = id && (await findThread(deps, id));
  if (!row || !(caller.owns(row.owner) || isOfSession(row, session) || (named && isProven(row, named, deps))))
    throw new Refusal(404, "Thread not found");
  return row;
}

function isOfSession({ id, owner }: OwnedThread, session: LiveChat | undefined): boolean {
  return session?.threadId === id && session.owner === owner;
}

/** Where people must sign in, nobody is known by less. */
function isProven({ owner }: OwnedThread, named: NamedFeedback, { auth }: HttpDeps): boolean {
  return !auth.methods.loginRequired && provesOwner(named, owner);
}

/** The answer that is meant by the id of its run, or by its own. */
async function findAnswer({ dataLayer, registry }: HttpDeps, { id }: OwnedThread, given: string): Promise<StepId> {
  const { data: forId } = parseUntrusted(idOfAnswer, given);
  if (!forId) throw new Refusal(404, "Step not found");
  await registry.commit(id);
  const steps = await dataLayer.loadSteps(id, { turnIds: [forId as TurnId] });
  return lastAnswer(steps)?.id ?? (forId as StepId);
}

async function inTheirWords<Result>(rating: () => Promise<Result>): Promise<Result> {
  try {
    return await rating();
  } catch (error) {
    if (!isChatError(error) || isForOperators(error)) throw error;
    throw new Refusal(
      error.code === "NOT_SUPPORTED" ? 400 : error.status,
      error.code === "NOT_SUPPORTED" ? "Feedback is not enabled" : error.message,
    );
  }
}
