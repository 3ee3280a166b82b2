// A chat under test as its test sees it: how it is set up, what its person may do, and what they see.
import type {
  Action,
  ActionId,
  ArtifactType,
  ArtifactVersion,
  Ask,
  ChatProfile,
  ChatState,
  Command,
  Mention,
  MessageAction,
  ModeChoice,
  OutgoingMessage,
  PageCall,
  SessionId,
  SettingsForm,
  Starter,
  Step,
  StepId,
  ThreadId,
  Toast,
  TurnError,
  TurnId,
  ViewNode,
} from "@colloquy/protocol";
import type { ChatHost } from "../app/chat-host.ts";
import type { SignedInUser } from "../auth/user.ts";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import type { Clock } from "../clock.ts";
import type { KeyRing } from "../config/secret.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { Egress } from "../egress.ts";
import type { Logger } from "../logger.ts";
import type { Session, SessionConfig } from "../session/session.ts";
import type { SessionStore } from "../session-store/session-store.ts";
import type { AppTexts } from "../texts.ts";
import type { FilledForm, TestApproval, TestChoice } from "./give-answers.ts";
import type { TestClock } from "./skipping-clock.ts";
import type { TestCustomElement } from "./test-custom-element.ts";
import type { TestElement, TestFile } from "./test-elements.ts";

/** How a test chat is set up; everything has a default. */
export interface OpenChatOptions {
  /** What differs from `TEST_CONFIG`. */
  readonly config?: Partial<SessionConfig>;
  /** Where conversations are kept. Default: in memory, for this chat alone. */
  readonly dataLayer?: DataLayer;
  /** Where live sessions are written down. Default: in memory, for this chat alone. */
  readonly sessionStore?: SessionStore;
  /** Where the contents of files are kept. Default: in memory. */
  readonly blobStore?: BlobStore;
  /**
   * The time. Default: pauses of the app (`sleep`) are jumped over while the test waits for the chat; `"real"` lets them pass as they
   * would; or a clock of the test's own, as `createManualClock()`.
   */
  readonly clock?: Clock | "real";
  /** Where the app and the framework log. Default: nowhere. */
  readonly logger?: Logger;
  /** What `translate` says, as in the files of translations/: by language tag, the texts under `app`. */
  readonly translations?: AppTexts;
  /** Joins the chats of another test chat's server: another person, unless `owner` is the same. */
  readonly host?: ChatHost;
  /** The folder that paths of elements are relative to. Default: where the test runs. */
  readonly appDir?: string;
  /** What fetches an address that an element copies. Default: nothing does, and `copy: true` throws NOT_SUPPORTED. */
  readonly egress?: Egress;
  /** What keys a person typed in are kept with. Default: the same for every test chat. */
  readonly keys?: KeyRing;
  /** Default: a new visitor, or `user`. */
  readonly owner?: string;
  /** Who is signed in: `userSession.user` in the app. The same identifier again, on the same data layer, is the same person. */
  readonly user?: SignedInUser;
  /** The profile the person wishes for. Default: what `chatProfiles` says. */
  readonly chatProfile?: string;
  /** Settings the person keeps for all their chats. */
  readonly keptSettings?: Readonly<Record<string, unknown>>;
  /** The keys the person typed in. Unless `config.userEnv` says otherwise, the app asks for these. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the person's browser asks for first. Default: `en-US`. */
  readonly language?: string;
  /** Default: `test`. */
  readonly clientType?: string;
  /** Comes back to the session with this id, as a reload of the page does. */
  readonly sessionId?: SessionId;
  /** Opens this stored thread. */
  readonly threadId?: ThreadId;
}

/** The newest version of a document, as a person reads it. */
export interface TestArtifact extends ArtifactVersion {
  /** How it is shown. */
  readonly type: ArtifactType;
  /** The message that stands for this version. */
  readonly stepId: StepId;
  /** What the person reads above it. */
  readonly title: string;
  /** Which language it is in; absent but for code. */
  readonly language?: string | undefined;
  /** The whole document. */
  readonly content: string;
}

/** One message of a test chat. */
export interface ChatLine {
  /** A UUID; what `edit` takes. */
  readonly id: StepId;
  /** Who speaks. */
  readonly type: Step["type"];
  /** As the person reads it: `authorRename` has been asked. */
  readonly author: string;
  /** Markdown, as far as it is written. */
  readonly text: string;
  /** What its view says, in words: buttons and fields in square brackets. Absent without a view. */
  readonly view?: string;
}

/** What goes along with a message of a test chat. */
export interface MessageChoices extends Pick<OutgoingMessage, "command" | "modes" | "mentions"> {
  /** What the person attaches. It is uploaded by the rules of the chat, and what they refuse throws. */
  readonly files?: readonly TestFile[];
}

/** What goes with a rating. */
export interface TestRating {
  /** Of which message. Default: of the last answer. */
  readonly message?: StepId | Pick<ChatLine, "id"> | undefined;
  /** Reasons. */
  readonly tags?: readonly string[] | undefined;
  /** In the person's own words. */
  readonly comment?: string | undefined;
}

/** The panel beside a test chat, as `elementSidebar` filled it. */
export interface TestSidebar {
  /** Its heading; undefined for none. */
  readonly title: string | undefined;
  /** Whether it is all content. */
  readonly canvas: boolean;
  /** What it shows, in order. */
  readonly elements: readonly TestElement[];
}

/** A chat under test: acts as its person, shows what they see. */
export interface TestChat extends AsyncDisposable {
  /** The test chat's server: give it to another `openChat` for a second person. */
  readonly host: ChatHost;
  /** The chat itself, as handlers get it. */
  readonly session: Session;
  /** What the list of chats calls it: the first words of the first message, until the app or a person names it. */
  readonly title: string | undefined;
  /** The chat's time: `clock.advance(ms)` lets questions, sessions and other time-outs expire. With `clock: "real"` it cannot. */
  readonly clock: TestClock;
  /** What a page would show. */
  readonly state: ChatState;
  /** Everything a person reads on the active branch, in order. */
  readonly messages: readonly ChatLine[];
  /** What is shown with a message or a step; without one, everything that is shown: with messages, in the panel, and lists of tasks. */
  elements(message?: StepId | Pick<ChatLine, "id">): readonly TestElement[];
  /** The panel beside the chat; undefined while the app has not opened it. */
  readonly sidebar: TestSidebar | undefined;
  /**
   * What people were told about the turns that failed, oldest first: a handler that throws does not make `send` throw. What `onError`
   * answered with null is not among them.
   */
  readonly errors: readonly TurnError[];
  /**
   * Sends a message and waits until nothing runs, or something waits for an answer. Returns the text of the last message, and "" when
   * that is the person's own: the app said nothing, or failed before it did.
   */
  send(text: string, choices?: MessageChoices): Promise<string>;
  /** Sends a message without waiting for its answer; resolves when it is stored. */
  post(text: string, choices?: MessageChoices): Promise<StepId>;
  /** The open questions, the oldest first. */
  readonly asks: readonly Ask[];
  /** Answers the newest open question for words, with files perhaps, then waits as `send` does. */
  answer(text: string, choices?: Pick<MessageChoices, "files">): Promise<string>;
  /**
   * Chooses at the newest open question with options or buttons: by value or label, or `{ other: "…" }` for words of the person's own. Then waits
   * as `send` does. Throws NOT_FOUND for what is not offered, INVALID_VALUES for what the question does not take.
   */
  choose(...choices: readonly TestChoice[]): Promise<string>;
  /** Answers the newest yes or no, with yes unless told otherwise, then waits as `send` does. */
  confirm(confirmed?: boolean): Promise<string>;
  /**
   * Fills in the newest open form, or leaves it out with null, waits as `send` does, and tells which fields were left out. Throws INVALID_VALUES,
   * with `fields`, for what the form does not take.
   */
  fill(values: Readonly<Record<string, unknown>> | null): Promise<FilledForm>;
  /** Allows what the newest open approval asks for: once, unless told otherwise. Then waits as `send` does. */
  approve(approval?: TestApproval): Promise<string>;
  /** Denies it, then waits as `send` does. */
  deny(reason?: string): Promise<string>;
  /** Uploads files and answers the newest question for files with them, then waits as `send` does. */
  sendFiles(...files: readonly TestFile[]): Promise<string>;
  /** Sends another version of a message of the person, then waits as `send` does. */
  edit(messageId: StepId, text: string, choices?: MessageChoices): Promise<string>;
  /** The saved settings, and the form they are shown in. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The form, once the app has sent one. */
  readonly settingsForm: SettingsForm | undefined;
  /** Saves the settings form and waits until nothing runs. Throws INVALID_VALUES, with `fields`, for what the form does not allow. */
  changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Fills in the open form without saving it, and waits until nothing runs. */
  editSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** What the message box offers. */
  readonly commands: readonly Command[];
  /** The chosen option of every mode. */
  readonly modes: ModeChoice;
  /** Chooses options of modes; what is not offered is left out. */
  selectModes(modes: ModeChoice): Promise<void>;
  /** What the message box suggests for the text after "@". */
  findMentions(query: string): Promise<readonly Mention[]>;
  /** What is offered to say next. */
  readonly followUps: readonly Starter[];
  /** The notices that were shown, oldest first. */
  readonly toasts: readonly Toast[];
  /** What the person may choose from. */
  readonly profiles: readonly ChatProfile[];
  /** What the welcome screen suggests: plain starters, else those of all categories. */
  readonly starters: readonly Starter[];
  /** Chooses another profile; false means that the app wants a new chat for it. */
  selectProfile(chatProfile: string): Promise<boolean>;
  /** Types in keys and waits until nothing runs. Throws INVALID_VALUES, with `fields`, when the app refuses them. */
  provideEnv(env: Readonly<Record<string, string>>): Promise<void>;
  /** The view of a message as a tree of components; without one, the newest that is shown. Undefined when there is none. */
  view(message?: StepId | Pick<ChatLine, "id">): ViewNode | undefined;
  /** The buttons under a message and in its view; without one, all that are shown, oldest message first. */
  actions(message?: StepId | Pick<ChatLine, "id">): readonly Action[];
  /**
   * Presses a button: by what it says, the newest of them, or by its id. Returns what its handler returned, once nothing runs. Throws what is
   * shown at the button, and NOT_FOUND when none says this. Of a handler that asks something, await it after the answer.
   */
  press(button: string | { readonly id: ActionId }): Promise<unknown>;
  /**
   * Fills in the form of a view whose button says this, the newest of them, and sends it. Returns and throws as `press` does: INVALID_VALUES, with
   * `fields`, for what it does not take. A form that answers a question is filled in by `fill`.
   */
  submit(button: string, values: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** The newest custom element of this name, with what its component may call. Throws NOT_FOUND. */
  customElement(name: string): TestCustomElement;
  /** The tools in the toolbar of every answer. */
  readonly messageActions: readonly MessageAction[];
  /** Uses a tool on a message, or on words of it. Returns and throws as `press` does. */
  useMessageAction(name: string, message: StepId | Pick<ChatLine, "id">, selection?: string): Promise<unknown>;
  /**
   * Rates the last answer, or the message that is named, and waits until `onFeedback` has ended; `"none"` takes the rating back. Any tags are
   * taken. Throws NOT_FOUND for what is no finished answer.
   */
  rate(rating: "up" | "down" | "none", more?: TestRating): Promise<void>;
  /** Functions of the page that the app has called and that have not answered. */
  readonly calls: readonly PageCall[];
  /** Answers the oldest open call of this function, as the page would: with a value, or with the message of an error. Then waits until nothing runs. */
  answerCall(name: string, value: unknown): Promise<void>;
  /** What the app has said to the page around the chat, oldest first. */
  readonly windowMessages: readonly unknown[];
  /** Says something to the app, as the page around the chat does, and waits until nothing runs. */
  sendWindowMessage(data: unknown): Promise<void>;
  /** Asks for another answer to the same message, then waits as `send` does. */
  regenerate(turnId: TurnId): Promise<string>;
  /** The newest version of each document on the branch that is shown, as far as the window goes. */
  readonly artifacts: readonly TestArtifact[];
  /** Puts another content into a document, as a person does; resolves when `onArtifactEdit` has ended. Throws NOT_FOUND without one of this key. */
  editArtifact(key: string, content: string, options?: { readonly restoredFrom?: number }): Promise<void>;
  /** Presses Stop: messages that wait are held until `resumeQueue`, the next message, edit or new answer. Wait for what becomes of it with `settled`. */
  stop(): Promise<void>;
  /** Sends what a stop has held, and waits for the answers. Returns the last one. */
  resumeQueue(): Promise<string>;
  /** Waits until nothing runs and nothing is queued that is not held, or a question or a function of the page waits. */
  settled(): Promise<void>;
  /** The connection is lost. */
  disconnect(): void;
  /** And it is back. */
  reconnect(): void;
  /** Leaves for good and waits for the chat's end. */
  leave(): Promise<void>;
}
