// Asking the person, whatever is asked for: the message that puts the question, and the wait for the answer, which may come over any connection.
import { type AskAnswer, type AskId, type AskKind, type AskSpec, askSpecSchema, ChatError, describeIssue } from "@colloquy/protocol";
import * as z from "zod/mini";
import { check, text } from "../../check-given.ts";
import type { AnswerDemand, Answered, AskFrame } from "../../session/asks.ts";
import { type ChatContext, requireContext, runInContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { abortError } from "../../session/turns.ts";
import type { Element } from "../elements/element.ts";
import { Message } from "../message.ts";
import type { View } from "../view/view-children.ts";
import { type AskOptions, saying, timesOf } from "./ask-options.ts";
import { answeredBefore, openBefore } from "./asked-before.ts";

/** A question that was put: wait for its answer, remind of it, or take it back. */
export interface Asking<Answer> extends Promise<Answer> {
  /** Draws the person's attention to it once more. Nothing happens when it is closed. */
  remind(): Promise<void>;
  /** Takes the question back: whoever waits for it gets undefined. Nothing happens when it is closed. */
  cancel(): Promise<void>;
}

/** One question, as its kind describes it. */
export interface Question<Kind extends AskKind, Answer> {
  /** The function the author calls. */
  readonly place: string;
  readonly question: string;
  readonly options: AskOptions;
  /** Shown with it. */
  readonly elements?: readonly Element[];
  /** What is shown with it as a value. Asked for after `spec`. */
  readonly view?: () => View | undefined;
  /** Throws BAD_INPUT for options that are none. */
  readonly check: () => void;
  /** What it asks for. Throws BAD_INPUT for what cannot be asked for. */
  readonly spec: () => Extract<AskSpec, { kind: Kind }>;
  /** What is known without asking. */
  readonly known?: (context: ChatContext) => Promise<Answer | undefined>;
  /** The author's own code has a say in what an answer is: it is read before it counts, and what `read` throws leaves the question open. */
  readonly isDemanding?: boolean;
  /** What the author is given. Runs once for each answer, in the context of whoever asks. */
  read(answer: Extract<AskAnswer, { kind: Kind }>, place: Answering): Answer | Promise<Answer>;
}

/** Where an answer came. */
export interface Answering {
  readonly context: ChatContext;
  /** What was asked for: by an earlier try of the turn perhaps. */
  readonly asked: AskSpec;
}

/** Puts a question. What is wrong with it makes the promise fail. */
export function putQuestion<Kind extends AskKind, Answer>(question: Question<Kind, Answer>): Asking<Answer | undefined> {
  let isPlaced: (place: Placed | undefined) => void = () => undefined;
  const place = new Promise<Placed | undefined>((resolve) => {
    isPlaced = resolve;
  });
  const answer = answerTo(question, isPlaced).finally(() => isPlaced(undefined));
  return Object.assign(answer, {
    async remind() {
      const placed = await place;
      placed?.session.asks.change(placed.askId, { remindedAt: placed.session.now() });
    },
    async cancel() {
      const placed = await place;
      placed?.session.asks.withdraw(placed.askId);
    },
  });
}

type Placed = { readonly session: Session; readonly askId: AskId };

async function answerTo<Kind extends AskKind, Answer>(
  given: Question<Kind, Answer>,
  placed: (place: Placed) => void,
): Promise<Answer | undefined> {
  const { place, question, options } = given;
  given.check();
  const how = `Write ${place}("What is it?", …).`;
  check(place, "the question", question, text, how);
  check(place, "the question", question, saying, how);
  options.signal?.throwIfAborted();
  const context = requireContext();
  const { session, turnId } = context;
  session.assertLive(turnId);
  const running = session.turns.get(turnId);
  const spec = given.spec();
  checkSpec(place, spec);
  const read = (answer: AskAnswer, asked: AskSpec) => given.read(answer as Extract<AskAnswer, { kind: Kind }>, { context, asked });
  const before = await answeredBefore(context, options.key, spec, question, read);
  if (before) return before.answer;
  const known = await given.known?.(context);
  if (known !== undefined) return known;
  const askId = openBefore(context, options.key, spec, question) ?? (await put(given, context, spec));
  // The code that asked did not wait for it, and its turn has ended before the question was put.
  if (running && session.turns.get(turnId) !== running) {
    session.asks.end(askId, "cancelled", undefined);
    throw abortError("stopped");
  }
  placed({ session, askId });
  const asked = session.state.asks.get(askId) ?? spec;
  // By the answer itself: of several that come together one counts, and a check that was passed may not pass again.
  const demanded = new WeakMap<AskAnswer, { readonly read: Answer }>();
  const demand: AnswerDemand = async (answer) => {
    if (given.isDemanding) demanded.set(answer, { read: await runInContext(context, () => read(answer, asked)) });
  };
  const answered = await waitFor(context, askId, options.signal, demand);
  if (answered.how === "answered") {
    const early = demanded.get(answered.answer);
    return early ? early.read : read(answered.answer, asked);
  }
  if (answered.how === "expired" && options.raiseOnTimeout) throw new ChatError("ASK_TIMED_OUT");
  return undefined;
}

/** Its message, then the question. */
async function put(
  { question, options, elements, view: toView }: Pick<Question<AskKind, unknown>, "question" | "options" | "elements" | "view">,
  context: ChatContext,
  spec: AskSpec,
): Promise<AskId> {
  const { author, key, blocks } = options;
  const { session, turnId } = context;
  const view = toView?.();
  const message = await new Message({
    content: question,
    ...(author !== undefined && { author }),
    ...(elements && { elements }),
    ...(view && { view }),
  }).send();
  const frame: AskFrame = {
    turnId,
    stepId: message.id,
    ...timesOf(options, session.services.clock.now()),
    ...(key !== undefined && { key }),
    ...(blocks && { blocks }),
  };
  const { id } = await session.asks.start(frame, spec);
  return id;
}

/** Whoever gave a signal takes the question back with it. */
async function waitFor(
  { session, turnId }: ChatContext,
  askId: AskId,
  signal: AbortSignal | undefined,
  demand: AnswerDemand,
): Promise<Answered> {
  const withdraw = () => session.asks.withdraw(askId);
  if (signal?.aborted) withdraw();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", withdraw, { once: true });
  try {
    const answered = await session.asks.wait(askId, turnId, demand);
    if (answered.how === "withdrawn") signal?.throwIfAborted();
    return answered;
  } finally {
    signal?.removeEventListener("abort", withdraw);
  }
}

/** What a page could not read would never be answered. */
function checkSpec(place: string, spec: AskSpec): void {
  const issue = z.safeParse(askSpecSchema, spec).error?.issues[0];
  if (issue) throw new ChatError("BAD_INPUT", describeIssue(place, issue, spec));
}
