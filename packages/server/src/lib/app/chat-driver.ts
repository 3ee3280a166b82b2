// Drives the sessions of one app: which handler a turn runs, when the next one starts, and what follows when none is left.
import {
  type Ask,
  type AskAnswer,
  ChatError,
  type ChatState,
  type MessageAction,
  type StepId,
  type Turn,
  type TurnId,
  type TurnKind,
} from "@colloquy/protocol";
import type { LateAnswer } from "../chat/asks/late-answer.ts";
import { readLateAnswer } from "../chat/asks/read-late-answer.ts";
import type { ModeValues } from "../chat/controls/app-types.ts";
import { Message } from "../chat/message.ts";
import { runInContext } from "../session/context.ts";
import { isQueueHeld } from "../session/held-queue.ts";
import type { Session, SessionDriver } from "../session/session.ts";
import { newTurn, type WaitingTurn } from "../session/turns.ts";
import type { ActionHandling } from "./action-handlers.ts";
import type { App } from "./app.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { HandlerName } from "./handlers.ts";
import type { MessageActionHandling } from "./message-action-handlers.ts";
import type { Asking } from "./offer.ts";
import { bringMessage, bringWaiting } from "./restate-message.ts";
import { askTitle, isToBeNamed, nameByWords } from "./thread-title.ts";
import { runTurn, type TurnOptions, type TurnWork } from "./turn.ts";
import { isHeld } from "./user-env.ts";
import { modesNow } from "./with-message.ts";

/** A question, what it said and what was answered. */
interface GivenAnswer {
  readonly ask: Ask;
  readonly question: string;
  readonly answer: AskAnswer;
}

/** What a turn of a kind runs. Kinds that are missing get their work with their start. */
const HANDLER_OF: { readonly [kind in TurnKind]?: HandlerName } = {
  chatStart: "onChatStart",
  message: "onMessage",
  edit: "onMessage",
  regenerate: "onMessage",
  stop: "onStop",
  disconnect: "onDisconnect",
  reconnect: "onReconnect",
  chatEnd: "onChatEnd",
  askAnswer: "onAskAnswer",
};

/** How a side turn differs from others. */
interface SideOptions extends Pick<TurnOptions, "takeError" | "passing"> {
  /** What its row says besides its kind. */
  readonly turn?: Partial<Turn>;
}

/** Runs an app's handlers as turns. */
export class ChatDriver implements SessionDriver {
  readonly #app: App;
  readonly #onIdle: (session: Session) => void;
  readonly #works = new Map<TurnId, { readonly handler: HandlerName; readonly work: TurnWork; readonly settled: () => void }>();

  constructor(app: App, onIdle: (session: Session) => void) {
    this.#app = app;
    this.#onIdle = onIdle;
  }

  pump(session: Session): void {
    if (session.phase !== "open") return;
    for (;;) {
      const waiting = session.turns.next(session.config.concurrency, isQueueHeld(session));
      if (!waiting) return;
      const known = this.#works.get(waiting.turn.id);
      this.#works.delete(waiting.turn.id);
      const handler = known?.handler ?? HANDLER_OF[waiting.turn.kind] ?? "onMessage";
      const work = isOvertaken(session, waiting)
        ? giveWay
        : (known?.work ?? ((context) => this.#runMessage(session, waiting.turn, context)));
      void this.#run(session, waiting, handler, work).then(known?.settled);
    }
  }

  idle(session: Session): void {
    this.#onIdle(session);
  }

  rename(name: string, session: Session): Promise<string | undefined> | undefined {
    const rename = this.#app.handlers.authorRename;
    if (!rename) return undefined;
    return Promise.resolve()
      .then(() => rename(name))
      .catch((error: unknown) => {
        session.logger.error({ err: error, name }, "authorRename threw an error; the name stays");
        return undefined;
      });
  }

  /** Begins `onChatStart`, once per chat; without such a handler nothing runs. */
  startChat(session: Session): void {
    if (session.started || isHeld(session)) return;
    session.started = true;
    const handler = this.#app.handlers.onChatStart;
    if (!handler) return;
    this.#enqueue(session, "chatStart", "onChatStart", (context) => handler(context), "tail");
    this.pump(session);
  }

  /** After a restart or a reopened thread: before anything else of this session, once. */
  resumeChat(session: Session, reason: "restore" | "reopen"): void {
    // A chat that had waited for its keys when the server went away has not begun yet.
    if (!session.started) return;
    if (isHeld(session)) {
      this.#heldResumes.set(session, reason);
      return;
    }
    const { onSessionRestore, onChatResume } = this.#app.handlers;
    const name = reason === "restore" && onSessionRestore ? "onSessionRestore" : "onChatResume";
    const handler = name === "onSessionRestore" ? onSessionRestore : onChatResume;
    if (!handler) return;
    this.#enqueue(session, "resume", name, (context) => handler(context), "head");
    this.pump(session);
  }

  /** The keys are there: begins what had to wait for them. */
  release(session: Session): void {
    const reason = this.#heldResumes.get(session);
    this.#heldResumes.delete(session);
    if (reason) this.resumeChat(session, reason);
    this.startChat(session);
  }

  /** The app's handlers. */
  get handlers(): App["handlers"] {
    return this.#app.handlers;
  }

  /** The app's handlers, with what asking them for this session takes. */
  asking({ services, logger }: Pick<Session, "services" | "logger">): Asking {
    return { handlers: this.#app.handlers, clock: services.clock, logger, texts: services.texts };
  }

  /** Runs a side turn now; settles when it has ended. Without a handler nothing happens. */
  runSide(session: Session, kind: "stop" | "disconnect" | "reconnect" | "chatEnd"): Promise<void> {
    const name = HANDLER_OF[kind];
    const handler = name && this.#app.handlers[name];
    if (!name || !handler || (isHeld(session) && !isLastOf(kind, session))) return Promise.resolve();
    return this.runSideWork(session, kind, name, (context) => (handler as (context: HandlerContext) => unknown)(context));
  }

  /** Runs given work as a side turn. */
  runSideWork(
    session: Session,
    kind: TurnKind,
    handler: TurnOptions["handler"],
    work: TurnWork,
    { turn, ...more }: SideOptions = {},
  ): Promise<void> {
    return this.#run(session, { turn: newTurn(kind, false, session.now(), turn), parent: "leaf" }, handler, work, more);
  }

  get messageActions(): readonly MessageAction[] {
    return [...this.#app.messageActions.values()].map(({ tool }) => tool);
  }

  /** What is run for a tool. */
  messageActionOf(name: string): MessageActionHandling | undefined {
    return this.#app.messageActions.get(name);
  }

  /** What is run for the buttons of a name. */
  actionOf(name: string): ActionHandling | undefined {
    return this.#app.actions.get(name);
  }

  /** True when a late answer has somewhere to go. */
  get takesLateAnswers(): boolean {
    return this.#app.handlers.onAskAnswer !== undefined;
  }

  /** Gives an answer to a question whose turn is gone. */
  async runAskAnswer(session: Session, { ask, question, answer }: GivenAnswer): Promise<void> {
    const handler = this.#app.handlers.onAskAnswer;
    if (!handler) return;
    await this.runSideWork(session, "askAnswer", "onAskAnswer", async (context) => {
      const value = await readLateAnswer(ask, answer, { session, turnId: context.turnId });
      // What the author declared for its key, the compiler takes their word for.
      await handler({ key: ask.key, kind: ask.kind, question, answer: value } as LateAnswer, context);
    });
  }

  #enqueue(session: Session, kind: "chatStart" | "resume", handler: HandlerName, work: TurnWork, at: "head" | "tail"): void {
    const turn = newTurn(kind, true, session.now());
    this.#works.set(turn.id, { handler, work, settled: () => undefined });
    session.turns.enqueue({ turn, parent: "leaf" }, at);
  }

  async #run(
    session: Session,
    waiting: WaitingTurn,
    handler: TurnOptions["handler"],
    work: TurnWork,
    more: Omit<SideOptions, "turn"> = {},
  ): Promise<void> {
    await runTurn(session, waiting, work, {
      ...more,
      handler,
      onError: this.#app.handlers.onError,
      onEnd: () => undefined,
    });
    if (session.phase !== "open") return;
    this.#nameChat(session, waiting.turn.id);
    this.pump(session);
    this.idle(session);
  }

  #nameChat(session: Session, turnId: TurnId): void {
    if (!isToBeNamed(session, turnId)) return;
    nameByWords(session, turnId);
    const ask = this.#app.handlers.onThreadTitle;
    if (ask) void this.runSideWork(session, "run", "onThreadTitle", (context) => askTitle(ask, turnId, context));
  }

  async #runMessage(session: Session, turn: Turn, context: HandlerContext): Promise<unknown> {
    const handler = this.#app.handlers.onMessage;
    if (!handler || !turn.messageId) return undefined;
    if (!session.state.steps.has(turn.messageId)) await bringMessage(session, turn.id, turn.messageId);
    // What waits behind it may have lain on the branch that this one has left.
    if (turn.kind === "regenerate") bringWaiting(session);
    const message = requireMessage(session.state, session, turn.messageId, turn.id);
    // Who asks for another answer wants it by what is chosen now.
    if (turn.kind === "regenerate" && session.state.surface.modes?.length) message.modes = modesNow(session.state.surface) as ModeValues;
    const editOf = this.#editOf.get(turn.id);
    this.#editOf.delete(turn.id);
    const previous = editOf && runInContext({ session, turnId: turn.id }, () => Message.received(editOf.step, editOf.text));
    return handler(message, { ...context, editOf: previous, regenerate: turn.kind === "regenerate" });
  }

  /** Chats that came back without their keys, and how. */
  readonly #heldResumes = new WeakMap<Session, "restore" | "reopen">();
  readonly #editOf = new Map<TurnId, { readonly step: ChatStep; readonly text: string }>();

  /** Remembers what an edited message said before, for its handler. */
  noteEdit(turnId: TurnId, step: ChatStep, text: string): void {
    this.#editOf.set(turnId, { step, text });
  }
}

/** With `interrupt` only the newest message counts: one that waits behind another is not answered any more. */
function isOvertaken(session: Session, { turn }: WaitingTurn): boolean {
  if (session.config.concurrency !== "interrupt" || turn.kind !== "message") return false;
  return session.turns.waiting.some((later) => later.turn.kind === "message");
}

/** Nothing of the app runs in a chat that waits for its keys, but the end of one that had begun. */
function isLastOf(kind: TurnKind, { started }: Session): boolean {
  return kind === "chatEnd" && started;
}

const giveWay: TurnWork = ({ session, turnId }) => session.turns.get(turnId)?.cutOff("stopped");

type ChatStep = Parameters<typeof Message.received>[0];

function requireMessage(state: ChatState, session: Session, stepId: StepId, turnId: TurnId): Message {
  const entry = state.steps.get(stepId);
  if (!entry) throw new ChatError("NOT_FOUND", "The message of this turn is gone.");
  const { step, texts, elements } = entry;
  return runInContext({ session, turnId }, () => Message.received(step, texts.output?.read() ?? "", texts.output?.rev, elements));
}
