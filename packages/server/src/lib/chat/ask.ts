// Asking the person: the message that puts the question, and the wait for the answer, which may come over any connection.
import { type AskAnswer, type AskId, ChatError } from "@colloquy/protocol";
import { check, checkOptions, either, flag, type Kind, nothing, number, text } from "../check-given.ts";
import { requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import { Message } from "./message.ts";
import { noteUsed } from "./unsent.ts";

/** How a question behaves. */
export interface AskOptions {
  /** Seconds until the question closes; null waits for ever. Default 60, as in Chainlit. */
  readonly timeout?: number | null;
  /** Names the question in its turn: after Retry the same key gets the same answer, without asking again. */
  readonly key?: string;
  /** Throws ASK_TIMED_OUT instead of returning undefined. Default false. */
  readonly raiseOnTimeout?: boolean;
  /** Who asks. Default: the app's name. */
  readonly author?: string;
}

const OPTIONS: Readonly<Record<keyof AskOptions, Kind>> = {
  timeout: either(number, nothing),
  key: text,
  raiseOnTimeout: flag,
  author: text,
};

/**
 * Asks the person something and waits for what they type next. The question survives a reload, a dropped network and another device.
 *
 * @returns the person's answer as a message; undefined when the time ran out.
 * @throws BAD_INPUT for a timeout that is no positive number. An AbortError when the person stops the turn; let it pass.
 * @example
 * const name = await askUser("What is your name?", { timeout: 300 });
 */
export async function askUser(question: string, options: AskOptions = {}): Promise<Message | undefined> {
  check("askUser", "the question", question, text, 'Write askUser("What is your name?").');
  checkOptions("askUser", options, OPTIONS);
  const timeout = options.timeout === undefined ? 60 : options.timeout;
  if (timeout !== null && !(Number.isFinite(timeout) && timeout > 0))
    throw new ChatError("BAD_INPUT", "timeout must be a positive number of seconds, or null.");
  const context = requireContext();
  const { session, turnId } = context;
  session.assertLive(turnId);
  const key = options.key;
  const origin = session.asks.originOf(turnId);
  const stored = key === undefined ? undefined : session.asks.storedAnswer(origin, key);
  if (stored) return answerMessage(session, stored);
  const askId = (key !== undefined && adopt(session, origin, key)) || (await putQuestion(question, options, timeout));
  const answer = await session.asks.wait(askId, turnId);
  if (answer) return answerMessage(session, answer);
  if (options.raiseOnTimeout) throw new ChatError("ASK_TIMED_OUT");
  return undefined;
}

/** An open question with the same key, asked by the turn that this one tries again. */
function adopt(session: Session, origin: string, key: string): AskId | undefined {
  return [...session.state.asks.values()].find((ask) => ask.key === key && session.asks.originOf(ask.turnId) === origin)?.id;
}

async function putQuestion(question: string, options: AskOptions, timeout: number | null): Promise<AskId> {
  const { session, turnId } = requireContext();
  const message = await new Message({ content: question, ...(options.author !== undefined && { author: options.author }) }).send();
  const deadlineAt = timeout === null ? null : new Date(session.services.clock.now() + timeout * 1000).toISOString();
  const frame = { turnId, stepId: message.id, deadlineAt, ...(options.key !== undefined && { key: options.key }) };
  return session.asks.start(frame, { kind: "text" }).id;
}

function answerMessage(session: Session, answer: AskAnswer): Message {
  if (answer.kind !== "text") throw new ChatError("INTERNAL", "A question for text was answered with something else.");
  const { stepId, text } = answer;
  const entry = session.state.steps.get(stepId);
  if (entry) return Message.received(entry.step, text, 0, entry.elements);
  const message = new Message({ id: stepId, content: text, type: "user_message", author: "User" });
  noteUsed(message);
  return message;
}
