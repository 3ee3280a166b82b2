// What a chat is called once its first message has been answered: by that message's words, or as the app says, who is asked once.
import type { Turn, TurnId } from "@colloquy/protocol";
import { nameFromText } from "../data/shown-name.ts";
import { setGrowingTitle } from "../session/growing-title.ts";
import type { Session } from "../session/session.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { Handlers, ThreadOpening } from "./handlers.ts";

const asked = new WeakSet<Session>();
const named = new WeakSet<Session>();
const SPEAKS: ReadonlySet<Turn["kind"]> = new Set(["message", "edit", "regenerate"]);

/** True when this turn gave the first answer of a chat that nobody has named. What failed or was stopped before it gave none. */
export function isToBeNamed({ state, phase }: Session, turnId: TurnId): boolean {
  if (phase !== "open" || state.thread.namedBy !== undefined || state.hasEarlier) return false;
  const answered = state.path.filter((id) => {
    const turn = state.turns.get(id)?.turn;
    return turn !== undefined && SPEAKS.has(turn.kind) && turn.state === "done";
  });
  return answered.length === 1 && answered[0] === turnId;
}

/** The chat is called by the words that were answered first, not by those of a message that failed before. Another version of them changes nothing. */
export function nameByWords(session: Session, turnId: TurnId): void {
  if (named.has(session)) return;
  named.add(session);
  const { question } = readOpening(session, turnId);
  session.nameByWords(question);
}

/** Longer titles are cut in any case; what a model goes on to say behind them is not waited for. */
const LONGEST = 2000;
/** Lists are told of a growing title so often, at most. */
const TOLD_EVERY_MS = 100;

/** Asks for the title and takes it, unless somebody named the chat meanwhile. What goes wrong is logged: the chat is as good without. */
export async function askTitle(ask: Handlers["onThreadTitle"], turnId: TurnId, context: HandlerContext): Promise<void> {
  const { session } = context;
  if (asked.has(session)) return;
  asked.add(session);
  try {
    const answer: unknown = await ask(readOpening(session, turnId), context);
    const title = isPieces(answer) ? await readPieces(answer, context) : answer;
    if (title === undefined || title === null) return;
    if (typeof title !== "string" || nameFromText(title) === undefined)
      throw new TypeError("onThreadTitle must return a text, pieces of one, or nothing.");
    if (isUnnamed(session)) session.nameByApp(title);
  } catch (error) {
    if (context.signal.aborted) return;
    session.logger.error({ err: error, handler: "onThreadTitle" }, "onThreadTitle threw an error; the title stays");
  } finally {
    setGrowingTitle(session, undefined);
  }
}

/** The whole of them; nothing when somebody names the chat before their end. */
async function readPieces(pieces: AsyncIterable<unknown>, { session, signal }: HandlerContext): Promise<string | undefined> {
  const { clock } = session.services;
  let title = "";
  let toldAt = Number.NEGATIVE_INFINITY;
  for await (const piece of pieces) {
    if (typeof piece !== "string") throw new TypeError("A piece of a title must be a text.");
    if (signal.aborted || !isUnnamed(session)) return undefined;
    title += piece;
    if (title.length > LONGEST) break;
    const shown = nameFromText(title);
    if (shown === undefined || clock.now() - toldAt < TOLD_EVERY_MS) continue;
    toldAt = clock.now();
    setGrowingTitle(session, shown);
  }
  return title.trim() === "" ? undefined : title;
}

function isPieces(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
}

function isUnnamed({ phase, state }: Session): boolean {
  return phase === "open" && state.thread.namedBy === undefined;
}

function readOpening({ state }: Session, turnId: TurnId): ThreadOpening {
  const known = state.turns.get(turnId);
  const texts = (known?.stepIds ?? []).map((id) => state.steps.get(id)).filter((entry) => entry !== undefined);
  const read = (entry: (typeof texts)[number] | undefined) => entry?.texts.output?.read() ?? "";
  const said = known?.turn.messageId ? state.steps.get(known.turn.messageId) : undefined;
  return { question: read(said), answer: read(texts.findLast(({ step }) => step.type === "assistant_message")) };
}
