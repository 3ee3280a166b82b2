// The reference model: how few things one has to remember to know what a server of chats must do.
import type { AskAnswer, AskId, Element, ElementId, StepId, ThreadId, TurnId } from "@colloquy/protocol";
import type { OpenedSession } from "../../session/open-request.ts";

/** A thread, as its person would describe it. */
export class ModelThread {
  readonly owner: string;
  /** Messages that were acknowledged and not taken back, by id. */
  readonly sent = new Map<StepId, string>();
  /** Answers that were acknowledged first, and the message of each question where the page knew it. */
  readonly answered = new Map<AskId, { readonly answer: AskAnswer; readonly stepId: StepId | undefined }>();
  /** How often code was given an answer, by the question's words; of questions without a key. */
  readonly given = new Map<string, number>();
  /** How often the handler of a button ran, by the turn of each press. */
  readonly pressed = new Map<TurnId, number>();
  /** Presses that were acknowledged. */
  readonly acknowledgedPresses = new Set<TurnId>();
  starts = 0;
  /** The newest setting that was acknowledged as saved. */
  saved = 0;
  /** What the app shows, in the order it came. */
  readonly elements = new Map<ElementId, Element>();
  /** What the versions of its documents say, by the message of each. */
  readonly written = new Map<StepId, string>();
  /** A server died: what it had not written yet is not promised, and what is stored now counts. */
  isUnsure = false;
  /** A server has died in it: code may have been given what was not written down, and is given it again. */
  hasCrashed = false;
  readonly #takenBack = new Set<StepId>();

  constructor(owner: string) {
    this.owner = owner;
  }

  send(id: StepId, text: string): void {
    if (!this.#takenBack.has(id)) this.sent.set(id, text);
  }

  /** One that is with another message now comes behind those that message has. */
  show(element: Element): void {
    if (this.elements.get(element.id)?.forId !== element.forId) this.elements.delete(element.id);
    this.elements.set(element.id, element);
  }

  /** The message that an element stands with is a version of a document. */
  write(version: Element, text: string): void {
    this.show(version);
    if (version.forId) this.written.set(version.forId, text);
  }

  /** A message that is gone takes along what is shown with it. */
  hideWith(stepId: string): void {
    for (const { id, forId } of this.elements.values()) if (forId === stepId) this.elements.delete(id);
  }

  takeBack(id: StepId): void {
    this.#takenBack.add(id);
    this.sent.delete(id);
  }
}

/** What somebody wanted when they opened a chat. */
export interface Wish {
  readonly owner: string;
  readonly threadId: ThreadId | undefined;
  /** Was there an acknowledged message when the wish was made? Then the thread is kept for good. */
  readonly kept: boolean;
}

/** All that people were promised. */
export class ChatModel {
  readonly threads = new Map<ThreadId, ModelThread>();

  thread(threadId: ThreadId, owner: string): ModelThread {
    const known = this.threads.get(threadId);
    if (known) return known;
    const thread = new ModelThread(owner);
    this.threads.set(threadId, thread);
    return thread;
  }

  wish(owner: string, threadId: ThreadId | undefined): Wish {
    return { owner, threadId, kept: threadId !== undefined && (this.threads.get(threadId)?.sent.size ?? 0) > 0 };
  }

  /** What is wrong with the chat that a wish led to. */
  judge({ owner, threadId, kept }: Wish, { session, how, refused }: OpenedSession): string | undefined {
    const model = this.threads.get(session.threadId);
    if (session.owner !== owner || (model && model.owner !== owner)) return `${owner} got a chat of ${model?.owner ?? session.owner}`;
    if (threadId === undefined) return refused ? "a new chat was refused" : undefined;
    const wished = this.threads.get(threadId);
    if (wished && wished.owner !== owner) {
      return how === "new" && refused?.code === "NOT_FOUND" ? undefined : `a stranger's wish was answered with ${how}`;
    }
    if (kept && session.threadId !== threadId) return `a thread that is kept was not opened, but ${how}`;
    if (session.threadId !== threadId && !refused) return "another chat than the wished one came without a reason";
    return undefined;
  }
}
