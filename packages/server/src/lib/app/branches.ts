// Editing, asking again, and going back: branches of the tree of turns. Nothing is deleted.
import {
  branchesOf,
  ChatError,
  leafBelow,
  type OutgoingMessage,
  type StepId,
  type Turn,
  type TurnId,
  threadToEvents,
} from "@colloquy/protocol";
import { releaseQueue } from "../session/held-queue.ts";
import { loadShown } from "../session/load-rows.ts";
import type { Session } from "../session/session.ts";
import { newTurn } from "../session/turns.ts";
import type { ChatDriver } from "./chat-driver.ts";
import type { DispatchTarget } from "./dispatch-target.ts";
import { headStart } from "./head-start.ts";
import { learnNames } from "./learn-names.ts";
import { type LoadedMessage, loadMessage } from "./load-message.ts";
import { filesOf, keysOf } from "./message-files.ts";
import { emitMessage, withoutFollowUps } from "./person-message.ts";
import { restateMessage } from "./restate-message.ts";
import { stopForeground } from "./stop.ts";
import { completeMessage } from "./with-message.ts";

/** Answers a changed version of a message, beside the old one. */
export async function editMessage(target: DispatchTarget, messageId: StepId, message: OutgoingMessage): Promise<void> {
  const { session, driver } = target;
  if (session.state.steps.has(message.id)) return session.recorder.commit();
  const turns = await allTurns(session);
  const old = turns.find((turn) => turn.messageId === messageId && turn.foreground && turn.startedAt !== undefined);
  if (!old) throw new ChatError("NOT_FOUND", "The message to edit is not in this chat.");
  const before = await loadMessage(session, messageId);
  // Who names no files keeps those of the message before.
  const keys = message.files ?? (await keysOf(session, messageId));
  const files = await filesOf(session, keys);
  // The same may have come twice at once, as from two nodes.
  if (session.state.steps.has(message.id)) return session.recorder.commit();
  const complete = completeMessage(session.state.surface, { ...message, files: keys }, before?.step);
  stopForeground(session, driver);
  cancelAbandoned(session, turns, old);
  const turn = branchTurn(session, turns, old, newTurn("edit", true, session.now(), { messageId: message.id }));
  emitMessage(target, complete, turn, files);
  if (before) driver.noteEdit(turn.id, before.step, before.text);
  session.turns.enqueue({ turn, parent: old.parentTurnId ?? "root", beside: startedBeside(session, turns, old) }, "head");
  releaseQueue(session);
  const written = session.recorder.commit();
  await headStart(session, turn.id, written);
  driver.pump(session);
  await written;
}

/** Answers the same message again, beside the old answer. A turn that failed or was interrupted is tried again: same keys, same answers. */
export async function regenerateTurn(target: DispatchTarget, turnId: TurnId, newTurnId: TurnId | undefined): Promise<void> {
  const { session, driver } = target;
  if (newTurnId && session.state.turns.has(newTurnId)) return session.recorder.commit();
  const turns = await allTurns(session);
  const old = turns.find((turn) => turn.id === turnId);
  if (!old?.messageId || !old.foreground) throw new ChatError("NOT_FOUND", "There is no answer here to make again.");
  const message = await loadMessage(session, old.messageId);
  if (!message) throw new ChatError("NOT_FOUND", "The message of this answer is gone.");
  await session.ensureName(message.step.name);
  if (newTurnId && session.state.turns.has(newTurnId)) return session.recorder.commit();
  stopForeground(session, driver);
  const turn = queueAgain(session, turns, old, message, newTurnId);
  releaseQueue(session);
  await runQueued(session, driver, turn);
}

/** The same for answers that the end of a process cut off: the first is made again, then what had waited for it, each below the one before. */
export async function regenerateCutOff(
  session: Session,
  driver: ChatDriver,
  cut: readonly Turn[],
  mayStill: (turns: readonly Turn[]) => boolean,
): Promise<void> {
  const messages = await Promise.all(cut.map(async ({ messageId }) => messageId && loadMessage(session, messageId)));
  const turns = await allTurns(session);
  const old = turns.find(({ id }) => id === cut[0]?.id);
  const [message, ...behind] = messages;
  if (!old || !message || !mayStill(turns)) return;
  const turn = queueAgain(session, turns, old, message);
  for (const [index, waiting] of cut.slice(1).entries()) {
    const said = behind[index];
    if (!said) continue;
    const next = newTurn("regenerate", true, session.now(), { messageId: said.step.id, retryOf: waiting.retryOf ?? waiting.id });
    session.emit({ type: "turn-queued", turn: next });
    restateMessage(session, next.id, said);
    session.turns.enqueue({ turn: next, parent: "leaf" }, "tail");
  }
  await runQueued(session, driver, turn);
}

/** Puts another answer to a message at the head of the queue, beside the old one. */
function queueAgain(session: Session, turns: readonly Turn[], old: Turn, message: LoadedMessage, id?: TurnId): Turn {
  const tryAgain = old.state === "failed" || old.state === "interrupted";
  const fresh = newTurn("regenerate", true, session.now(), {
    messageId: message.step.id,
    ...(id && { id }),
    ...(tryAgain && { retryOf: old.retryOf ?? old.id }),
  });
  cancelAbandoned(session, turns, old, { butKeyed: tryAgain });
  const turn = branchTurn(session, turns, old, fresh);
  session.emit({ type: "turn-queued", turn }, ...withoutFollowUps(session));
  restateMessage(session, turn.id, message);
  session.turns.enqueue({ turn, parent: old.parentTurnId ?? "root", beside: startedBeside(session, turns, old) }, "head");
  return turn;
}

async function runQueued(session: Session, driver: ChatDriver, { id }: Turn): Promise<void> {
  const written = session.recorder.commit();
  await headStart(session, id, written);
  driver.pump(session);
  await written;
}

/** So often a branch is read again because something was said beside it meanwhile. */
const MOST_READS = 8;

/** Shows another branch: the newest leaf below the given turn. */
export async function selectLeaf(session: Session, turnId: TurnId): Promise<void> {
  for (let reads = 1; ; reads++) {
    assertNothingRuns(session);
    const from = session.state.thread.leafTurnId;
    const { seq } = session.state;
    const turns = await allTurns(session);
    // What waits in the queue is on no branch yet.
    if (!turns.some((turn) => turn.id === turnId && turn.foreground && turn.startedAt !== undefined))
      throw new ChatError("NOT_FOUND", "There is no such branch.");
    const window = await loadWindow(session, turns, leafBelow(turns, turnId));
    await learnNames(
      session,
      window.turns.flatMap(({ steps }) => steps),
    );
    assertNothingRuns(session);
    // A message was answered while this was read: what was read is not what there is. So it is where a turn beside the branch began or said
    // something; but one that never stops saying things keeps nobody from another branch.
    if (session.state.thread.leafTurnId !== from || (session.state.seq !== seq && reads < MOST_READS)) continue;
    session.emit(window, ...withoutFollowUps(session));
    return;
  }
}

/** Questions of turns that died, on the branch that is left: nobody is asked them any more. Try again takes over those with a key. */
function cancelAbandoned(
  session: Session,
  turns: readonly Turn[],
  from: Turn,
  { butKeyed = false }: { readonly butKeyed?: boolean } = {},
): void {
  const parents = new Map(turns.map(({ id, parentTurnId }) => [id, parentTurnId]));
  const isLeft = (turnId: TurnId | undefined): boolean => turnId !== undefined && (turnId === from.id || isLeft(parents.get(turnId)));
  for (const ask of [...session.state.asks.values()]) {
    const keptForRetry = butKeyed && ask.key !== undefined && session.asks.originOf(ask.turnId) === session.asks.originOf(from.id);
    if (isLeft(ask.turnId) && !keptForRetry && !session.turns.get(ask.turnId)) session.asks.end(ask.id, "cancelled", undefined);
  }
}

function assertNothingRuns({ turns }: Session): void {
  if (turns.foreground.length === 0) return;
  throw new ChatError("BAD_REQUEST", "An answer is being written.", { fix: "Stop it, or wait for its end, then switch." });
}

/** The `leaf-set` that shows the window before a leaf, read from the data layer. */
async function loadWindow(session: Session, turns: readonly Turn[], leafTurnId: TurnId) {
  const rows = await loadShown(
    session.services.dataLayer,
    { thread: { ...session.state.thread, leafTurnId }, turns },
    { owner: session.owner },
  );
  const leafSet = threadToEvents(rows).find((event) => event.type === "leaf-set");
  if (!leafSet) throw new ChatError("NOT_FOUND", "There is no such branch.");
  const { seq: _seq, ...fact } = leafSet;
  return fact;
}

async function allTurns(session: Session): Promise<Turn[]> {
  if (!session.interacted) return [...session.state.turns.values()].map(({ turn }) => turn);
  await session.recorder.flush();
  return session.services.dataLayer.loadTurns(session.threadId);
}

/** What the new branch lies beside now. Another one may have begun while the store was read. */
function startedBeside({ state }: Session, turns: readonly Turn[], old: Turn): Turn[] {
  const newest = new Map(turns.map((turn) => [turn.id, turn]));
  for (const { turn } of state.turns.values()) newest.set(turn.id, turn);
  return [...newest.values()].filter(
    ({ foreground, startedAt, parentTurnId }) => foreground && startedAt !== undefined && parentTurnId === old.parentTurnId,
  );
}

function branchTurn(session: Session, turns: readonly Turn[], old: Turn, fresh: Turn): Turn {
  // As it will lie in the tree once it has started.
  const placed: Turn = { ...fresh, startedAt: fresh.createdAt, ...(old.parentTurnId && { parentTurnId: old.parentTurnId }) };
  return { ...fresh, ...branchesOf([...startedBeside(session, turns, old), placed], placed) };
}
