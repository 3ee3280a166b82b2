// Everything a client can ask for comes through this one switch, over the socket and over HTTP alike.
// The caller has been identified and the request parsed; here it is checked against the session and done.
import { ChatError, type ClientRequest, type OutgoingMessage, type RequestReply } from "@colloquy/protocol";
import { releaseQueue } from "../session/held-queue.ts";
import type { Session } from "../session/session.ts";
import { newTurn } from "../session/turns.ts";
import { answerAsk, extendAsk } from "./answer-ask.ts";
import { answerCall } from "./answer-call.ts";
import { editMessage, regenerateTurn, selectLeaf } from "./branches.ts";
import { assertRoom, type DispatchTarget, tooLong } from "./dispatch-target.ts";
import { editArtifact } from "./edit-artifact.ts";
import { callAction, deleteElement, updateElement } from "./element-requests.ts";
import { findMentions } from "./find-mentions.ts";
import { headStart } from "./head-start.ts";
import { isKnownStep } from "./known-step.ts";
import { filesOf } from "./message-files.ts";
import { emitMessage, personName } from "./person-message.ts";
import { provideEnv } from "./provide-env.ts";
import { runAction, runMessageAction } from "./run-action.ts";
import { selectProfile } from "./select-profile.ts";
import { changeSettings, editSettings } from "./settings-requests.ts";
import { interruptForeground, stopTurn } from "./stop.ts";
import { isHeld } from "./user-env.ts";
import { takeWindowMessage } from "./window-messages.ts";
import { completeMessage, selectModes } from "./with-message.ts";

export type { DispatchLimits, DispatchTarget } from "./dispatch-target.ts";

/** What may be asked of a chat that waits for its keys. */
const NEEDS_NO_KEYS = new Set<ClientRequest["type"]>(["provideEnv", "selectProfile", "selectLeaf", "stopTurn", "leave"]);

/** Does what a client asks for; resolves when it is done (a message: when it is stored), throws ChatError when it is refused. */
export async function dispatch(target: DispatchTarget, request: ClientRequest): Promise<RequestReply> {
  const { session, driver } = target;
  if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
  if (isHeld(session) && !NEEDS_NO_KEYS.has(request.type)) throw new ChatError("ENV_REQUIRED");
  switch (request.type) {
    case "sendMessage":
      await sendMessage(target, request.message);
      return { ok: true, stepId: request.message.id };
    case "editMessage":
      if (!session.config.editMessage) throw new ChatError("NOT_SUPPORTED", "Messages cannot be edited in this chat.");
      checkText(target, request.message);
      checkQueue(target);
      await editMessage(target, request.messageId, request.message);
      return { ok: true, stepId: request.message.id };
    case "regenerateTurn":
      checkQueue(target);
      await regenerateTurn(target, request.turnId, request.newTurnId);
      return { ok: true };
    case "selectLeaf":
      await selectLeaf(session, request.turnId);
      return { ok: true };
    case "stopTurn":
      await stopTurn(session, driver, request);
      return { ok: true };
    case "resumeQueue":
      releaseQueue(session);
      driver.pump(session);
      return { ok: true };
    case "editArtifact":
      await editArtifact(target, request);
      return { ok: true, stepId: request.stepId };
    case "answerAsk":
      await answerAsk(target, request);
      return { ok: true };
    case "extendAsk":
      await extendAsk(target, request);
      return { ok: true };
    case "runAction":
      return { ok: true, value: await runAction(target, request) };
    case "runMessageAction":
      return { ok: true, value: await runMessageAction(target, request) };
    case "callAction":
      return { ok: true, value: await callAction(target, request) };
    case "updateElement":
      await updateElement(target, request);
      return { ok: true };
    case "deleteElement":
      await deleteElement(target, request);
      return { ok: true };
    case "answerCall":
      answerCall(target, request);
      return { ok: true };
    case "sendWindowMessage":
      takeWindowMessage(target, request.data);
      return { ok: true };
    case "changeSettings":
      await changeSettings(target, request.settings);
      return { ok: true };
    case "editSettings":
      editSettings(target, request.settings);
      return { ok: true };
    case "selectModes":
      selectModes(session, request.modes);
      return { ok: true };
    case "findMentions":
      return { ok: true, mentions: await findMentions(target, request.query) };
    case "selectProfile":
      return { ok: true, kept: await selectProfile(session, driver, request.chatProfile) };
    case "provideEnv":
      await provideEnv(session, driver, request.env);
      return { ok: true };
    case "leave":
      target.leave();
      return { ok: true };
    default:
      throw unknownRequest(request);
  }
}

/** Input is parsed where it comes in: this one was, at a node of a newer release. */
function unknownRequest(request: never): ChatError {
  return new ChatError("NOT_SUPPORTED", `The server that runs this chat does not know “${(request as ClientRequest).type}”.`, {
    fix: "Another release of the app is being rolled out. Wait a moment and try again.",
  });
}

/** Stores a person's message and puts its turn into the queue. The same id again is the same message. */
async function sendMessage(target: DispatchTarget, message: OutgoingMessage): Promise<void> {
  const { session, driver } = target;
  checkText(target, message);
  if (await isKnownStep(session, message.id)) {
    await stored(session);
    return;
  }
  checkQueue(target);
  await session.ensureName(personName(target));
  const files = await filesOf(session, message.files);
  if (session.state.steps.has(message.id)) return stored(session);
  const turn = newTurn("message", true, session.now(), { messageId: message.id });
  const complete = completeMessage(session.state.surface, message);
  emitMessage(target, complete, turn, files);
  session.turns.enqueue({ turn, parent: "leaf" }, "tail");
  releaseQueue(session);
  session.interact(message.text.trim() === "" ? commandName(session, complete.command) || (files[0]?.name ?? "") : message.text);
  if (session.config.concurrency === "interrupt") interruptForeground(session, driver);
  const written = stored(session);
  const ready = headStart(session, turn.id, written);
  // What a stop had held goes on at once; only this one is kept back.
  driver.pump(session);
  await ready;
  driver.pump(session);
  await written;
}

/** Settles when what was said is written, and the session's record, by which alone a bearer finds the way back to it. */
async function stored(session: Session): Promise<void> {
  await Promise.all([session.recorder.commit(), session.writer.ensureRecord()]);
}

/** A handler that does not return must not let its queue grow without an end. */
function checkQueue(target: DispatchTarget): void {
  assertRoom(target);
  const { session, limits } = target;
  if (session.turns.waiting.length >= limits.queuedMessages) throw new ChatError("OVERLOADED", "Too many messages wait for their turn.");
}

function checkText({ limits }: DispatchTarget, message: OutgoingMessage): void {
  if (message.text.length > limits.messageLength) throw tooLong(limits);
  const { text, command, files = [] } = message;
  if (text.trim() === "" && command === undefined && files.length === 0) throw new ChatError("BAD_REQUEST", "The message is empty.");
}

/** What a chat is called that begins with a command and no words. */
function commandName({ state }: Session, id = ""): string {
  return state.surface.commands?.find((command) => command.id === id)?.displayName ?? id;
}
