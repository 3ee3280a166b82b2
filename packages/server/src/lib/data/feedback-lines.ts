// Ratings as lines for evaluation: each with the question, what was said before it, and the answer.
import { activePath, isMessageType, type StepWithText, type Turn } from "@colloquy/protocol";
import { atLeast, fn as callable, check, checkOptions, type Kind, object, text } from "../check-given.ts";
import type { DataLayer, ThreadRow } from "./data-layer.ts";
import type { FeedbackRow } from "./feedback-store.ts";
import { readSavedSurface } from "./saved-surface.ts";

/** Which ratings are told, and how much around them. */
export interface FeedbackLinesOptions {
  /** Only those that were given or changed at this instant or later, in ISO 8601. Default: all. */
  readonly since?: string | undefined;
  /** How many earlier messages of the branch each line has at most, the newest of them. Default 50. */
  readonly contextMessages?: number | undefined;
  /** Only those of chats for which this is true; default: of all. */
  readonly accepts?: ((row: FeedbackRow) => boolean) | undefined;
}

interface ContextMessage {
  readonly role: "user" | "assistant" | "system";
  readonly content: string;
}

const ROLES = { user_message: "user", assistant_message: "assistant", system_message: "system" } as const;
const OPTIONS: Readonly<Record<keyof FeedbackLinesOptions, Kind>> = { since: text, contextMessages: atLeast(0), accepts: callable };
/** Ratings that are read at once. */
const PAGE = 100;

/**
 * Each rating as one line of JSON, without a line break, in the order they were given: `question`, `context` (what was said before the question
 * on its branch, oldest first, as `{ role, content }`), `answer`, `rating` (1 or 0), `tags`, `comment`, `threadId`, `messageId`, `userId`,
 * `profile`, `model`, `ratedAt` and `answeredAt`. What is not known is null. A layer that keeps no feedback has no lines.
 *
 * @throws BAD_INPUT for options that there are not.
 */
export function feedbackLines(layer: DataLayer, options: FeedbackLinesOptions = {}): AsyncGenerator<string> {
  check("feedbackLines", "the data layer", layer, object, "Write feedbackLines(createSqliteDataLayer({ file }), { since }).");
  checkOptions("feedbackLines", options, OPTIONS);
  return lines(layer, options);
}

async function* lines(layer: DataLayer, options: FeedbackLinesOptions): AsyncGenerator<string> {
  const { since, contextMessages = 50, accepts = () => true } = options;
  let cursor: string | undefined;
  do {
    const page = await layer.feedback?.list({ limit: PAGE, since, cursor });
    for (const row of page?.rows ?? []) {
      const line = accepts(row) && (await toLine(layer, row, contextMessages));
      if (line) yield JSON.stringify(line);
    }
    cursor = page?.nextCursor;
  } while (cursor !== undefined);
}

async function toLine(layer: DataLayer, row: FeedbackRow, contextMessages: number): Promise<object | undefined> {
  const { threadId, stepId, owner } = row;
  const [[answer], thread, turns] = await Promise.all([
    layer.loadSteps(threadId, { turnIds: [], stepIds: [stepId] }),
    layer.loadThread(threadId),
    layer.loadTurns(threadId),
  ]);
  // It may have been deleted since the list was read; what is in the trash is deleted for who reads this.
  if (!answer || !thread || thread.deletedAt !== undefined) return undefined;
  const turn = turns.find(({ id }) => id === answer.turnId);
  const branch = turn ? activePath(turns, turn.foreground ? turn.id : turn.parentTurnId) : [];
  const before = await readBefore(layer, row, branch, { turn, contextMessages });
  const question = before.findLast(({ role }) => role === "user");
  const context = question ? before.slice(0, before.lastIndexOf(question)) : before;
  return {
    question: question?.content ?? null,
    context: context.slice(-contextMessages),
    answer: answer.output?.text ?? "",
    rating: row.rating === "up" ? 1 : 0,
    tags: row.tags,
    comment: row.comment ?? null,
    threadId,
    messageId: stepId,
    userId: owner.startsWith("user:") ? owner.slice("user:".length) : null,
    profile: profileOf(thread) ?? null,
    model: modelOf(answer),
    answeredAt: answer.createdAt,
    ratedAt: row.updatedAt,
  };
}

/** What was said on the branch before the answer. Long chats are read from their end: only as many turns as can matter. */
async function readBefore(
  layer: DataLayer,
  { threadId, stepId }: FeedbackRow,
  branch: readonly Turn[],
  { turn, contextMessages }: { readonly turn: Turn | undefined; readonly contextMessages: number },
): Promise<ContextMessage[]> {
  // A turn has a question at least; so these are enough, and one more for the question itself.
  const near = branch.slice(-(contextMessages + 1));
  const turnIds = near.map(({ id }) => id);
  const questionIds = near.flatMap(({ messageId }) => (messageId ? [messageId] : []));
  const steps = await layer.loadSteps(threadId, {
    turnIds: turn && !turnIds.includes(turn.id) ? [...turnIds, turn.id] : turnIds,
    stepIds: questionIds,
  });
  const said: ContextMessage[] = [];
  for (const one of near) {
    // An answer that was asked for again shows the question of the turn before it.
    const question = steps.find(({ id }) => id === one.messageId);
    const own = steps.filter((step) => step.turnId === one.id && step.id !== one.messageId);
    for (const step of question ? [question, ...own] : own) {
      if (step.id === stepId) return said;
      if (isMessageType(step.type)) said.push({ role: ROLES[step.type], content: step.output?.text ?? "" });
    }
  }
  return said;
}

/** As the chat has it, as Chainlit had it, or as its tag says while nothing of the chat's settings is written yet. */
function profileOf({ savedSurface, metadata, tags }: ThreadRow): string | undefined {
  const { chatProfile } = readSavedSurface(savedSurface);
  const named = [chatProfile, metadata?.["chat_profile"]].find((profile) => typeof profile === "string" && profile !== "");
  return typeof named === "string" ? named : tags?.[0];
}

/** By the names under which apps and integrations tell it. */
function modelOf({ metadata, generation }: StepWithText): string | null {
  const named = [generation?.["model"], metadata?.["model"]].find((model) => typeof model === "string");
  return typeof named === "string" ? named : null;
}
