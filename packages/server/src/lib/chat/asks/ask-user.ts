// Asking for words.
import type { AskAnswer } from "@colloquy/protocol";
import type { ChatContext } from "../../session/context.ts";
import { Message } from "../message.ts";
import { noteUsed } from "../unsent.ts";
import { readFiles } from "./ask-file.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";

/**
 * Asks the person something and waits for what they type next. The question survives a reload, a dropped network, a restart and another device.
 *
 * @returns the person's answer as a message, with the files that they sent along as its `elements`; undefined when the time ran out or the question was taken back.
 * @throws BAD_INPUT for a question without words and for a timeout that is no positive number. An AbortError when the person stops the turn; let it pass.
 * @example
 * const name = await askUser("What is your name?", { timeout: 300 });
 */
export function askUser(question: string, options: AskOptions = {}): Asking<Message | undefined> {
  return putQuestion({
    place: "askUser",
    question,
    options,
    check: () => checkAskOptions("askUser", options),
    spec: () => ({ kind: "text" }),
    read: (answer, { context }) => readText(answer, context),
  });
}

/** What was typed, as a message. */
export async function readText({ stepId, text, files = [] }: Extract<AskAnswer, { kind: "text" }>, context: ChatContext): Promise<Message> {
  const entry = context.session.state.steps.get(stepId);
  if (entry) return Message.received(entry.step, text, 0, entry.elements);
  const elements = files.length > 0 ? await readFiles(files, context) : [];
  const message = new Message({ id: stepId, content: text, type: "user_message", author: "User", elements });
  noteUsed(message);
  return message;
}
