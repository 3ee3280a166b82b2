// A person presses a button of the app. It runs beside whatever runs; what comes of it, or goes wrong, is the answer to who pressed.
import {
  ChatError,
  type ClientRequest,
  ERRORS,
  type ErrorCode,
  isChatError,
  isMessageType,
  type Turn,
  type TurnError,
  type TurnId,
} from "@colloquy/protocol";
import { Action } from "../chat/actions/action.ts";
import { invalidIssues } from "../chat/actions/check-payload.ts";
import { returnedJson } from "../chat/actions/given-json.ts";
import { judge } from "../chat/judge.ts";
import { Message } from "../chat/message.ts";
import type { Clock } from "../clock.ts";
import type { Session } from "../session/session.ts";
import type { ActionHandling } from "./action-handlers.ts";
import { joinRun } from "./action-runs.ts";
import { type DispatchTarget, tooLong } from "./dispatch-target.ts";
import { loadMessage } from "./load-message.ts";
import { toElementFacts } from "./message-files.ts";
import { findPressed } from "./press.ts";
import type { TurnOptions, TurnWork } from "./turn.ts";

/** How many buttons of one chat may run at once. */
const RUNNING_ACTIONS = 20;

type Press = Extract<ClientRequest, { type: "runAction" }>;

/**
 * Runs what a button under a message stands for; settles with what its handler returned. A second press joins the run; the same `turnId` sent
 * again, also after a crash, is the same press.
 *
 * @throws NOT_FOUND when the button or its handler is gone, INVALID_VALUES when its payload is not what the handler takes, and what the
 * handler threw.
 */
export function runAction(target: DispatchTarget, press: Press): Promise<unknown> {
  // Another filling of the same form is another press.
  const pressed = JSON.stringify([press.stepId, press.actionId, ...(press.values ? [press.values] : [])]);
  return joinRun(target.session, press.turnId, pressed, () => start(target, press));
}

async function start(target: DispatchTarget, { stepId, actionId, turnId, values }: Press): Promise<unknown> {
  const { session, driver } = target;
  const before = await earlierRun(session, turnId);
  if (before) return answerOf(before);
  const found = await loadMessage(session, stepId);
  if (!found) throw new ChatError("NOT_FOUND", "This button is gone.");
  const { record, input, files } = await findPressed(session, found, actionId, values);
  const handling = driver.actionOf(record.name);
  if (!handling)
    throw new ChatError("NOT_FOUND", "This button belongs to an older version of the app.", { fix: "Write what you would like to do." });
  const payload = await checkPayload(handling, input, session.services.clock);
  return runBeside(target, { turnId, label: record.label ?? record.name, turn: { actionId }, handler: "action" }, (context) => {
    if (files.length > 0) session.emit(...toElementFacts(stepId, files));
    const message = Message.received(found.step, found.text, found.rev, found.elements);
    return handling.run(payload, { ...context, action: Action.received(record, stepId), message });
  });
}

/** Which turn a press runs in, and what a chat is called that begins with it. */
export interface BesideOptions {
  readonly turnId: TurnId;
  readonly label: string;
  readonly turn: Partial<Turn>;
  readonly handler: TurnOptions["handler"];
}

/** Runs a handler as a side turn that is stored before it begins. Returns as plain JSON what it returned; throws as the person may see it what it threw. */
export async function runBeside(
  { session, driver }: DispatchTarget,
  { turnId, label, turn, handler }: BesideOptions,
  work: TurnWork,
): Promise<unknown> {
  assertOpen(session);
  if (session.turns.running.filter((running) => running.turn.kind === "action").length >= RUNNING_ACTIONS)
    throw new ChatError("OVERLOADED", "Too many buttons run in this chat.", { fix: "Wait until one of them is done." });
  let outcome: { readonly value: unknown } | { readonly error: ChatError } | undefined;
  const takeError: TurnOptions["takeError"] = (told, thrown) => {
    outcome = told ? { error: toReply(told, thrown) } : { value: undefined };
  };
  const stored: TurnWork = async (context) => {
    session.interact(label);
    // Should the server die from here on, who asks again learns that it has run.
    await Promise.all([session.recorder.commit(), session.writer.ensureRecord()]);
    context.signal.throwIfAborted();
    outcome = { value: returnedJson(await work(context)) };
  };
  await driver.runSideWork(session, "action", handler, stored, { turn: { ...turn, id: turnId }, takeError });
  if (outcome && "error" in outcome) throw outcome.error;
  if (outcome) return outcome.value;
  // A server that stops is asked again when it is back.
  if (isSuspended(session)) throw new ChatError("UNAVAILABLE");
  const ended = session.state.turns.get(turnId)?.turn;
  if (ended?.state === "stopped") return undefined;
  throw cutShort("The chat ended while this ran.");
}

function cutShort(message: string): ChatError {
  return new ChatError("INTERNAL", message, { fix: "Look at what it has done before you try again." });
}

function assertOpen({ phase }: Session): void {
  if (phase !== "open") throw new ChatError("SESSION_ENDED");
}

function isSuspended({ phase }: Session): boolean {
  return phase === "suspended";
}

/** The same press that was taken before: in this process it is joined, so this one was begun by an earlier one or long ago. */
export async function earlierRun(session: Session, turnId: TurnId): Promise<Turn | undefined> {
  const known = session.state.turns.get(turnId)?.turn;
  // The window does not tell whether it has them all: those of another branch are in none of it.
  if (known || !session.interacted) return known;
  await session.recorder.commit();
  const turns = await session.services.dataLayer.loadTurns(session.threadId);
  return turns.find(({ id }) => id === turnId);
}

/** What is still known of a run whose answer was lost: not what it returned. Throws when it did not come to its end. */
export function answerOf({ kind, state }: Turn): undefined {
  if (kind !== "action") throw new ChatError("BAD_REQUEST", "There is another turn with this id.");
  if (state === "done" || state === "stopped") return undefined;
  throw cutShort(state === "failed" ? "This went wrong." : "The server went away while this ran.");
}

/** The payload as its handler takes it; throws INVALID_VALUES for another. */
export async function checkPayload({ schema }: ActionHandling, payload: unknown, clock: Clock): Promise<unknown> {
  if (!schema) return payload;
  const { issues, value } = await judge(schema, payload, clock);
  invalidIssues(issues);
  return value;
}

/** Of a server these mean that clients ask again by themselves; a handler's word must not. */
const NOT_NOW: ReadonlySet<string> = new Set(["UNAVAILABLE", "SESSION_ENDED", "STORE_FAILED"] satisfies ErrorCode[]);

/** An error as it is shown at the button: what an author wrote as ChatError is theirs, anything else can be found in the log. */
function toReply({ message, fix = "", code, reference }: TurnError, thrown: unknown): ChatError {
  const isOwn = code !== undefined && Object.hasOwn(ERRORS, code);
  const fields = isOwn && isChatError(thrown) && thrown.code === code ? thrown.fields : undefined;
  const text = isOwn || reference === undefined ? message : `${message} (${reference})`;
  return new ChatError(isOwn && !NOT_NOW.has(code) ? (code as ErrorCode) : "INTERNAL", text, { fix, ...(fields && { fields }) });
}

/** Runs a tool of the app on a message; settles with what its handler returned, and throws as `runAction` does. */
export function runMessageAction(target: DispatchTarget, use: Extract<ClientRequest, { type: "runMessageAction" }>): Promise<unknown> {
  const { name, stepId, turnId, selection = "" } = use;
  return joinRun(target.session, turnId, JSON.stringify([name, stepId, selection]), () => startTool(target, use));
}

async function startTool(
  target: DispatchTarget,
  { name, stepId, turnId, selection }: Extract<ClientRequest, { type: "runMessageAction" }>,
): Promise<unknown> {
  const { session, driver, limits } = target;
  const before = await earlierRun(session, turnId);
  if (before) return answerOf(before);
  const tool = session.state.surface.messageActions?.find((one) => one.name === name);
  const handling = tool && driver.messageActionOf(name);
  if (!tool || !handling) throw new ChatError("NOT_FOUND", "This chat has no such tool.");
  const { on = "answer" } = tool;
  if (on !== "both" && on !== (selection === undefined ? "answer" : "selection"))
    throw new ChatError("BAD_REQUEST", `${tool.label} is used on ${on === "answer" ? "a whole message" : "selected text"}.`);
  if (selection !== undefined && selection.length > limits.messageLength) throw tooLong(limits);
  const found = await loadMessage(session, stepId);
  if (!found || !isMessageType(found.step.type)) throw new ChatError("NOT_FOUND", "This message is gone.");
  return runBeside(target, { turnId, label: tool.label, turn: {}, handler: "messageAction" }, (context) => {
    const message = Message.received(found.step, found.text, found.rev, found.elements);
    return handling.run({ message, selection }, context);
  });
}
