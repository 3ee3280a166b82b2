// Runs one turn: the handler in its session's context, its errors shown in this one place, its end stated whatever happens.
import { type ChatError, ERRORS, isChatError, isFinal, type TurnError, type TurnId, type TurnState } from "@colloquy/protocol";
import { removePaths } from "../chat/elements/file-path.ts";
import { tellUnsent } from "../chat/unsent.ts";
import { createUserSession } from "../chat/user-session.ts";
import { removeDrafts } from "../chat/view/drafts.ts";
import type { Logger } from "../logger.ts";
import { type RemovedTurn, runInContext } from "../session/context.ts";
import { endCallsOf } from "../session/page-calls.ts";
import type { Session } from "../session/session.ts";
import { isAbortError, type RunningTurn, startedTurn, type WaitingTurn } from "../session/turns.ts";
import { isForOperators, withoutInsides } from "../shown-error.ts";
import { describeThrown, NEUTRAL_FAILURE } from "../thrown.ts";
import { randomReference } from "./error-reference.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { HandlerName, Handlers } from "./handlers.ts";
import { LoopWatchdog } from "./loop-watchdog.ts";

/** One for each log, that is for each host. */
const watchdogs = new WeakMap<Logger, LoopWatchdog>();

function watchdogOf(logger: Logger): LoopWatchdog {
  const known = watchdogs.get(logger) ?? new LoopWatchdog(logger);
  watchdogs.set(logger, known);
  return known;
}

/** The work of a turn, given the context of its handler. */
export type TurnWork = (context: HandlerContext) => unknown;

/** What a turn needs of the app. */
export interface TurnOptions {
  readonly handler: HandlerName | "action" | "messageAction";
  /** What runs, for the log, when it is no handler. */
  readonly label?: string;
  readonly onError?: Handlers["onError"] | undefined;
  readonly onEnd: (turnId: TurnId) => void;
  /** Takes what the person is told of an error, undefined for nothing, so that it is not shown in the chat. */
  readonly takeError?: ((error: TurnError | undefined, thrown: unknown) => void) | undefined;
  /** Such turns may be many: one that has shown nothing when it ends is taken out of the chat. */
  readonly passing?: boolean;
}

/** Starts a waiting turn and sees it to its end. Resolves when `turn-end` was stated; never rejects. */
export async function runTurn(session: Session, waiting: WaitingTurn, work: TurnWork, options: TurnOptions): Promise<void> {
  const running = beginTurn(session, waiting);
  const { turn } = running;
  const removed: RemovedTurn | undefined = options.passing ? {} : undefined;
  const context: HandlerContext = { session, userSession: createUserSession(session), signal: running.signal, turnId: turn.id };
  const outcome = runInContext({ session, turnId: turn.id, ...(removed && { removed }) }, async () => {
    const unwatch = watchdogOf(session.services.logger).watch({
      handler: options.label ?? options.handler,
      sessionId: session.id,
      wait: () => running.wait,
    });
    try {
      await work(context);
      return undefined;
    } catch (error) {
      return { error };
    } finally {
      unwatch();
    }
  });
  const result = await Promise.race([outcome, running.forced.then(() => undefined)]);
  let state: TurnState = running.cut ?? "done";
  let error: TurnError | undefined;
  if (!running.cut && result && !isOwnAbort(result.error, running)) {
    state = "failed";
    const told = await showError(session, running, result.error, options);
    if (options.takeError) options.takeError(told, result.error);
    else error = told;
  }
  tellUnsent(session, turn.id, { handler: options.label ?? options.handler, ended: state === "done" });
  // Before the turn is over for those who wait for it; most turns have none.
  const leaving = removePaths(session, turn.id);
  if (leaving) await leaving;
  endTurn(session, running, state, error);
  if (removed) removeEmpty(session, turn.id, removed);
  options.onEnd(turn.id);
}

function beginTurn(session: Session, waiting: WaitingTurn): RunningTurn {
  const turn = startedTurn(waiting, session.state, session.now());
  const running = session.turns.start(turn);
  session.emit({ type: "turn-start", turn });
  session.writer.watchValues();
  return running;
}

function endTurn(session: Session, running: RunningTurn, state: TurnState, error: TurnError | undefined): void {
  const { turn } = running;
  session.turns.end(turn.id);
  if (isFinal(state)) session.services.tally.turns[state] += 1;
  if (session.phase === "ended" || session.phase === "suspended") return;
  endCallsOf(session, turn.id);
  removeDrafts(session, turn.id);
  session.asks.turnEnded(turn, state);
  session.emit({ type: "turn-end", turnId: turn.id, state, endedAt: running.stoppedAt ?? session.now(), ...(error && { error }) });
  session.writer.saveChanges();
}

/** Takes a turn out that has shown neither a step nor an error. */
function removeEmpty(session: Session, turnId: TurnId, removed: RemovedTurn): void {
  if (session.phase === "ended" || session.phase === "suspended") return;
  const entry = session.state.turns.get(turnId);
  if (!entry || entry.stepIds.length > 0 || entry.turn.error) return;
  removed.turn = entry.turn;
  session.emit({ type: "turn-removed", turnId });
}

/** What the person is told: what the author wrote as ChatError, the real text in development, a neutral sentence in production. */
async function showError(session: Session, running: RunningTurn, error: unknown, options: TurnOptions): Promise<TurnError | undefined> {
  const reference = randomReference();
  const { config } = session.services;
  session.logger.error({ err: error, reference, handler: options.handler, turnId: running.turn.id }, `${options.handler} threw an error`);
  const replaced = await replaceError(session, running, error, reference, options);
  if (replaced === null) return undefined;
  if (typeof replaced === "string") return { message: replaced, reference };
  const shown = replaced ?? error;
  const place = config.production ? undefined : session.services.placeOf?.(shown);
  const at = place === undefined ? {} : { place };
  if (shown === error && config.production && isChatError(shown) && isForOperators(shown))
    return { message: withoutInsides(shown).message, code: shown.code, reference, ...at };
  if (isChatError(shown)) return { message: shown.message, ...fixFor(shown, config), code: shown.code, reference, ...at };
  return { message: config.production ? NEUTRAL_FAILURE : describeThrown(shown), reference, ...at };
}

/**
 * The general fix of a code speaks to who writes the app, and is shown to them alone; one of the author's own speaks to the person. Beside an author's
 * own words the general one would speak of something else.
 */
function fixFor({ code, fix, message }: ChatError, { production }: { readonly production: boolean }): Pick<TurnError, "fix"> {
  const isGeneral = fix === ERRORS[code].fix;
  return fix === "" || (isGeneral && (production || message !== ERRORS[code].message)) ? {} : { fix };
}

async function replaceError(
  session: Session,
  running: RunningTurn,
  error: unknown,
  reference: string,
  options: TurnOptions,
): Promise<string | ChatError | null | undefined> {
  const { onError, handler } = options;
  if (!onError) return undefined;
  const info = { handler, turnId: running.turn.id, reference, session };
  try {
    return await runInContext({ session, turnId: running.turn.id }, () => onError(error, info));
  } catch (second) {
    session.logger.error({ err: second, reference, turnId: running.turn.id }, "onError itself threw an error");
    return undefined;
  }
}

function isOwnAbort(error: unknown, running: RunningTurn): boolean {
  return running.signal.aborted && isAbortError(error);
}
