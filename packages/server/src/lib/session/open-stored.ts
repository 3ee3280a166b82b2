// Opening from storage: a session after a restart, from its record; or a stored thread whose session has ended.
import {
  type Ask,
  type AskAnswer,
  applyEvent,
  type ChatState,
  emptyChatState,
  newId,
  type SessionId,
  type StepId,
  stepsToRemove,
  type ThreadId,
  type ThreadRows,
  type Turn,
  threadToEvents,
} from "@colloquy/protocol";
import { readSavedSurface } from "../data/saved-surface.ts";
import type { SessionRecord } from "../session-store/session-store.ts";
import { foldTail } from "./fold-tail.ts";
import { withoutHold } from "./held-queue.ts";
import { loadRows } from "./load-rows.ts";
import type { OpenRequest } from "./open-request.ts";
import { Session, type SessionServices } from "./session.ts";
import type { Place } from "./session-claims.ts";

/** The session whose record lies in the store, one epoch later; its unfinished turns are interrupted. */
export async function restore(services: SessionServices, owner: string, threadId: ThreadId, place: Place): Promise<Session | undefined> {
  const record = await services.store.findByThread(threadId);
  if (!record || record.owner !== owner) return undefined;
  // Not only when the record says so: the first message may be stored while its record was not written yet.
  const row = await services.dataLayer.loadThread(threadId);
  // Its chat was deleted while nobody had it open.
  if (!row && (await services.dataLayer.marks?.ofThread(threadId))) {
    await services.store.delete(record.id, record.epoch);
    return undefined;
  }
  const epoch = place.epoch ?? Math.max(record.epoch, row?.epoch ?? 0) + 1;
  const interacted = row !== undefined;
  const rows = row && (await loadRows(services.dataLayer, row));
  const state = rows ? foldRows(rows, epoch) : unstoredState(record, epoch);
  state.surface = withoutHold(record.surface);
  const session = new Session(
    {
      id: record.id,
      owner,
      state,
      clientType: record.clientType,
      env: services.config.persistUserEnv && record.sealedEnv ? (services.seal?.open(record.sealedEnv, record.id) ?? {}) : {},
      interacted,
      started: record.started,
      answers: record.answers,
      given: record.given,
      allowed: record.allowed,
      handles: record.handles,
      updatedAt: row?.updatedAt,
    },
    services,
  );
  session.values.load(await services.store.loadValues(record.id), true);
  session.detachedAt = record.detachedAt === undefined ? Date.parse(record.updatedAt) : Date.parse(record.detachedAt);
  place.own(session);
  await restoreQuestions(session, record.asks);
  await takeUp(session, rows, place);
  return session;
}

/** A new session on a stored thread that nobody has open. */
export async function openStored(
  services: SessionServices,
  request: OpenRequest,
  threadId: ThreadId,
  place: Place,
): Promise<Session | undefined> {
  const row = await services.dataLayer.loadThread(threadId);
  if (!row || row.owner !== request.owner) return undefined;
  const rows = await loadRows(services.dataLayer, row);
  const state = foldRows(rows, place.epoch ?? row.epoch + 1);
  const { asks, answers, given, allowed, ...surface } = readSavedSurface(row.savedSurface);
  state.surface = withoutHold(surface);
  const session = new Session(
    {
      id: newId<SessionId>(),
      owner: row.owner,
      state,
      clientType: request.clientType,
      env: {},
      interacted: true,
      started: true,
      answers,
      given,
      allowed,
      updatedAt: row.updatedAt,
    },
    services,
  );
  session.values.load(row.savedValues ?? {}, false);
  place.own(session);
  await restoreQuestions(session, asks ?? []);
  await takeUp(session, rows, place);
  return session;
}

/** Brings what was stored to where the last owner had it, closes what was cut off, and writes it down. */
async function takeUp(session: Session, rows: ThreadRows | undefined, { tail }: Place): Promise<void> {
  const known = new Set(session.state.asks.keys());
  foldTail(session, tail);
  // Those that were asked at the very end.
  await restoreQuestions(
    session,
    [...session.state.asks.values()].filter(({ id }) => !known.has(id)),
  );
  interruptUnfinished(session, rows);
  orphanQuestions(session);
  await claim(session);
  session.owned?.tailWritten();
}

/** The questions of a record are open again; but not those that the thread knows better: the record is written after it. */
async function restoreQuestions(session: Session, asks: readonly Ask[]): Promise<void> {
  const { state, services } = session;
  const away = asks.filter(({ stepId }) => !state.steps.has(stepId)).map(({ stepId }) => stepId);
  const stored = away.length === 0 ? [] : await services.dataLayer.loadSteps(session.threadId, { turnIds: [], stepIds: away });
  for (const ask of asks) {
    const step = stored.find(({ id }) => id === ask.stepId);
    if (step) session.asks.questions.restore(ask, step);
    const question = session.asks.questionOf(ask);
    // Without its message nobody has seen it.
    if (!question) continue;
    const { closedAsk } = question.step;
    if (closedAsk?.id !== ask.id) {
      state.asks.set(ask.id, ask);
      continue;
    }
    const answer = closedAsk.answer ?? (closedAsk.answerId && (await typedAnswer(session, closedAsk.answerId)));
    if (answer) session.asks.adopt(ask, answer);
  }
}

/** What was typed as the answer to a question, from the message that it is. */
async function typedAnswer({ state, services, threadId }: Session, stepId: StepId): Promise<AskAnswer | undefined> {
  const live = state.steps.get(stepId)?.texts.output?.read();
  if (live !== undefined) return { kind: "text", stepId, text: live };
  const [stored] = await services.dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [stepId] });
  return stored && { kind: "text", stepId, text: stored.output?.text ?? "" };
}

/** Nobody's code waits for these answers any more: they go to `onAskAnswer`, or the questions close. */
function orphanQuestions(session: Session): void {
  if (session.services.driver.takesLateAnswers) return;
  for (const ask of [...session.state.asks.values()]) session.asks.end(ask.id, "orphaned", undefined);
}

function foldRows(rows: ThreadRows, epoch: number): ChatState {
  const state = emptyChatState(rows.thread, epoch);
  for (const event of threadToEvents(rows)) applyEvent(state, event);
  return state;
}

/** Writes the new epoch before anything else, so that whoever held the thread before is fenced off. */
async function claim(session: Session): Promise<void> {
  await session.writer.save();
  if (!session.interacted) return;
  session.recorder.touchThread();
  await session.recorder.flush();
}

function unstoredState(record: SessionRecord, epoch: number): ChatState {
  const state = emptyChatState({ id: record.threadId, createdAt: record.threadCreatedAt }, epoch);
  const foreground = record.unstored.filter(({ turn }) => turn.foreground);
  const leaf = foreground.at(-1);
  if (leaf) applyEvent(state, { type: "leaf-set", seq: 1, leafTurnId: leaf.turn.id, hasEarlier: false, turns: [...record.unstored] });
  for (const element of record.unstoredElements ?? []) applyEvent(state, { type: "element-set", seq: state.seq + 1, element });
  return state;
}

/** A drawing that was not whole when the process died never will be. What its model draws is shown only whole: the answer says that it was cut off. */
function removeHalfDrawn(session: Session): void {
  const { state } = session;
  for (const { step, elements } of [...state.steps.values()])
    if (elements.some(({ type, props }) => type === "view" && props?.["draft"] === true))
      session.emit(...stepsToRemove(state, step.id).map((stepId) => ({ type: "step-removed" as const, stepId })));
}

/** What ran when the process died is closed with what it had; what waited in the queue is shown as not answered. */
function interruptUnfinished(session: Session, rows: ThreadRows | undefined): void {
  const { state } = session;
  const endedAt = session.now();
  const waits = [...state.queue].flatMap((id) => state.turns.get(id)?.turn ?? []);
  const runs = [...state.turns.values()].map(({ turn }) => turn).filter((turn) => turn.endedAt === undefined && !waits.includes(turn));
  // Behind it lies nothing but what waited for it.
  const newest = runs.find(({ id }) => id === state.thread.leafTurnId);
  for (const turn of runs) session.emit({ type: "turn-end", turnId: turn.id, state: "interrupted", endedAt });
  for (const turn of waits) startCut(session, turn, endedAt);
  const queued = rows?.turns.filter(({ id, state: turnState }) => turnState === "queued" && !state.turns.has(id)) ?? [];
  for (const turn of queued) {
    const message = rows?.steps.find((step) => step.id === turn.messageId);
    session.emit({ type: "turn-queued", turn });
    if (message) {
      const { input: _input, output, ...step } = message;
      session.emit(
        { type: "step-set", step },
        { type: "step-text", stepId: step.id, field: "output", rev: output?.rev ?? 0, at: 0, text: output?.text ?? "" },
      );
    }
    startCut(session, turn, endedAt);
  }
  if (newest) session.cutOff = [newest, ...waits, ...queued].filter(isAnswer);
  removeHalfDrawn(session);
}

/** A turn that answers a message of the person. */
function isAnswer({ kind, messageId, foreground }: Turn): boolean {
  return foreground && messageId !== undefined && (kind === "message" || kind === "edit" || kind === "regenerate");
}

/** What waited for its turn is shown in its place, as not answered. */
function startCut(session: Session, turn: Turn, at: string): void {
  const parentTurnId = session.state.thread.leafTurnId;
  session.emit(
    { type: "turn-start", turn: { ...turn, state: "running", startedAt: at, ...(parentTurnId && { parentTurnId }) } },
    { type: "turn-end", turnId: turn.id, state: "interrupted", endedAt: at },
  );
}
