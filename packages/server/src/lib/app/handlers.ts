// What an author gives: one function per moment of a chat. Every handler also receives what it needs as an argument,
// so that a plain function can be tested plainly.
import type { ChatError, TurnId } from "@colloquy/protocol";
import type { LateAnswer } from "../chat/asks/late-answer.ts";
import type { Message } from "../chat/message.ts";
import type { Session } from "../session/session.ts";
import type { ArtifactHandlers } from "./artifact-handlers.ts";
import type { AuthHandlers } from "./auth-handlers.ts";
import type { FeedbackHandlers } from "./feedback-handlers.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { ProfileHandlers } from "./profile-handlers.ts";
import type { SettingsHandlers } from "./settings-handlers.ts";
import type { SharingHandlers } from "./sharing-handlers.ts";
import type { WindowHandlers } from "./window-handlers.ts";

/** What `onMessage` also learns. */
export interface MessageContext extends HandlerContext {
  /** The message that this one replaces, when the person edited it. */
  readonly editOf?: Message | undefined;
  /** True when the person asked for another answer to the same message. */
  readonly regenerate: boolean;
}

/** How a chat began, for who gives it a title. */
export interface ThreadOpening {
  /** The first message of the person. */
  readonly question: string;
  /** The last thing the app said to it; "" when it said nothing. */
  readonly answer: string;
}

/** Where an error came from. */
export interface ErrorInfo {
  /** The handler it was thrown in; `action` for that of a button, `messageAction` for that of a tool. */
  readonly handler: HandlerName | "action" | "messageAction";
  /** The run of the handler that failed. */
  readonly turnId: TurnId;
  /** Also in the log. */
  readonly reference: string;
  /** The chat it happened in. */
  readonly session: Session;
}

type Awaitable<Value> = Value | Promise<Value>;

/** All handlers of an app. Each may be given once; a later one replaces the earlier. */
export interface Handlers
  extends ArtifactHandlers,
    AuthHandlers,
    FeedbackHandlers,
    ProfileHandlers,
    SettingsHandlers,
    SharingHandlers,
    WindowHandlers {
  /** Once per process, before anybody can connect. Runs outside of any chat. */
  onAppStart(): Awaitable<unknown>;
  /**
   * Once for all processes that serve the same release of the app: by the first that starts while none of them is there, after its `onAppStart`. The
   * others wait for it before anybody can connect to them; once all are gone, the next start runs it again. Alone, as without `REDIS_URL`, a
   * process runs it at each start. When it throws, its server does not start, and the next one tries. It may run again when a process dies in the
   * middle of it, or the database was away: what it does must bear that.
   */
  onClusterStart(): Awaitable<unknown>;
  /** Once per process, after the last chat was written down. */
  onAppStop(): Awaitable<unknown>;
  /** Once per chat, when its first connection is there. */
  onChatStart(context: HandlerContext): Awaitable<unknown>;
  /** For every message a person sends, edits, or asks to be answered again. */
  onMessage(message: Message, context: MessageContext): Awaitable<unknown>;
  /** After the person stopped a turn. */
  onStop(context: HandlerContext): Awaitable<unknown>;
  /** When the last connection of a chat was lost. */
  onDisconnect(context: HandlerContext): Awaitable<unknown>;
  /** When somebody is connected again after that. */
  onReconnect(context: HandlerContext): Awaitable<unknown>;
  /** Once, when a stored thread is opened again after its session had ended. */
  onChatResume(context: HandlerContext): Awaitable<unknown>;
  /** Once, after a restart brought a live session back; without it `onChatResume` runs. */
  onSessionRestore(context: HandlerContext): Awaitable<unknown>;
  /**
   * Once, after the first message of a chat was answered, unless the chat has been named already: the title it is listed under.
   * Without one the first words of the message stay. Pieces, as of a model's stream or of an `async function*`, are shown in the person's lists as
   * they come, and stored as one title at their end. Runs beside whatever runs; an error is logged and shown to nobody.
   */
  onThreadTitle(opening: ThreadOpening, context: HandlerContext): Awaitable<string | AsyncIterable<string> | null | undefined>;
  /** Once, when the chat is over; values set here are still saved. */
  onChatEnd(context: HandlerContext): Awaitable<unknown>;
  /** When a question is answered whose turn did not survive a restart. */
  onAskAnswer(answer: LateAnswer, context: HandlerContext): Awaitable<unknown>;
  /** For every error a handler throws: a string is shown instead of it, null shows nothing. */
  onError(error: unknown, info: ErrorInfo): Awaitable<string | ChatError | null | undefined>;
  /** The name under which an author appears; asked once per chat and name. */
  authorRename(name: string): Awaitable<string>;
}

/** The name of a handler. */
export type HandlerName = keyof Handlers;
