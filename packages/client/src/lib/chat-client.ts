// The other end of a session: what a person may do in a chat. Each verb is a request with the ids of what it makes,
// so that sending it twice does nothing twice; the visit sees to it that it arrives.
import {
  type ActionId,
  type AskAnswer,
  type AskId,
  type CallId,
  type ClientRequest,
  type ElementId,
  type Favourite,
  type FileKey,
  type GivenFeedback,
  isChatError,
  type Mention,
  type ModeChoice,
  newId,
  type OutgoingMessage,
  type PageCallResult,
  type StepId,
  type ThreadId,
  type TurnId,
  toLanguageTag,
} from "@colloquy/protocol";
import { ApiClient } from "./api-client.ts";
import { ChatStore } from "./chat-store.ts";
import { Folders } from "./folders.ts";
import { KeptChats } from "./kept-chats.ts";
import { type PageFunction, PageFunctions } from "./page-functions.ts";
import { toServerAddress } from "./server-address.ts";
import { LINK_TIMINGS, type LinkTimings } from "./socket/link.ts";
import { type PageSignals, pageSignals } from "./socket/page-signals.ts";
import { type Transport, Ways } from "./socket/ways.ts";
import { browserStorage, type ClientStorage } from "./storage.ts";
import { ThreadList } from "./thread-list.ts";
import type { UploadTimings } from "./uploads/send-file.ts";
import type { UploadedFile } from "./uploads/upload.ts";
import { boxOf, readBox, writeBox } from "./uploads/upload-box.ts";
import type { Uploads } from "./uploads/uploads.ts";
import { Visit, type VisitContext } from "./visit.ts";
import { Wishes } from "./wishes.ts";

/** Where to connect to, and what to be there. */
export interface ChatClientOptions {
  /** The server's base address with its root path; the page's origin when absent. */
  readonly url?: string;
  /** The chat of the page's address; absent at the root, where a tab has its untouched chat or begins one. */
  readonly threadId?: ThreadId;
  /** What the author sees as the kind of client, `webapp` for example. */
  readonly clientType?: string;
  /** Where resume tokens and unsent messages are kept; the browser's storages when absent. */
  readonly storage?: ClientStorage;
  /** The person's language, as a BCP 47 tag. What is none is not sent; the server then goes by what the browser asks for. */
  readonly language?: string;
  /** The profile that new chats are to have; the app's default when absent or not offered. */
  readonly chatProfile?: string;
  /** Keys of the person's own that the app asks for, by their names. They are kept in memory only. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Signs in where the server's cookie cannot travel, as inside a page of another site: returns a token that the server of that page
   * has signed for its person. Asked before each request and each connection, so it may renew the token.
   */
  readonly token?: () => string | Promise<string>;
  /**
   * What carries the chat. Default `auto`: a WebSocket, and where a proxy lets none through, server-sent events with requests by POST. `websocket` and
   * `stream` allow the one or the other alone.
   */
  readonly transport?: Transport;
  /** Patience, in milliseconds; for tests. */
  readonly timings?: Partial<LinkTimings>;
  /** How uploads are cut into pieces, and how patient they are; for tests. */
  readonly uploadTimings?: Partial<UploadTimings>;
  /** The browser's signs of sleep and wake; for tests and other runtimes. */
  readonly signals?: PageSignals;
}

/** What may go along with a message. */
export interface MessageOptions extends Pick<OutgoingMessage, "command" | "modes" | "mentions" | "metadata"> {
  /** What was uploaded for it in this chat; see `loadUploads`. */
  readonly files?: readonly UploadedFile[];
}

/** What a new version of a message is like, besides its text. */
export interface EditOptions {
  /** The files it is to have, by their keys. Default: those it has. */
  readonly files?: readonly FileKey[];
}

/** What a new chat is to be like. */
export interface NewChatOptions {
  /** The profile it begins with. Default: that of the chat that is left. */
  readonly chatProfile?: string;
}

/** What becomes of saved settings. */
export interface ChangeSettingsOptions {
  /** Chats that this device begins later start with them. Default true; false forgets what was remembered before. */
  readonly remember?: boolean;
}

/** One page's chat. Make it, `connect()`, read `store`; the rest follows the connection by itself. */
export class ChatClient {
  /** What is known of the chat. */
  readonly store: ChatStore;
  /** The server's HTTP endpoints, as this client. */
  readonly api: ApiClient;
  /** The caller's chats. */
  readonly threads: ThreadList;
  /** What the caller sorts their chats by. */
  readonly folders: Folders;
  readonly #context: VisitContext;
  readonly #functions: PageFunctions;
  readonly #uploadTimings: Partial<UploadTimings>;
  #uploads: Promise<Uploads> | undefined;
  readonly #askUploads = new Map<AskId | ActionId, Promise<Uploads>>();
  #visit: Visit;
  #connected = false;

  constructor(options: ChatClientOptions = {}) {
    const address = toServerAddress(options.url);
    const storage = options.storage ?? browserStorage();
    const prefix = `colloquy${address.rootPath}`;
    this.store = new ChatStore(options.threadId);
    this.#functions = new PageFunctions(this.store, (callId, result) => this.answerCall(callId, result));
    const { token } = options;
    this.api = new ApiClient(address, async () => ({
      "x-client-key": this.#visit.clientKey,
      ...(token && { authorization: `Bearer ${await token()}` }),
    }));
    const signals = options.signals ?? pageSignals();
    this.threads = new ThreadList(this.api, signals);
    this.folders = new Folders(this.api, signals);
    this.#context = {
      address,
      store: this.store,
      kept: new KeptChats(storage.tab, prefix),
      storage,
      prefix,
      signals,
      threads: this.threads,
      folders: this.folders,
      timings: { ...LINK_TIMINGS, ...options.timings },
      clientType: options.clientType,
      language: toLanguageTag(options.language),
      ways: new Ways(options.transport ?? "auto", this.api.base),
      server: this.api,
      ticket: token && (async () => (await this.api.call("socketTicket", {})).ticket),
      wishes: new Wishes(storage.device, prefix, options),
    };
    this.#uploadTimings = options.uploadTimings ?? {};
    this.#visit = new Visit(this.#context, options.threadId);
  }

  /** Opens the connection and keeps it; calling it again changes nothing. */
  connect(): void {
    this.#connected = true;
    this.#visit.open();
  }

  /** Leaves the page, not the chat: the session goes on, and `connect()` comes back to it. */
  close(): void {
    this.#connected = false;
    this.#visit.close();
  }

  /** Tries to connect at once, also after it had given up. */
  retryNow(): void {
    this.#connected = true;
    this.#visit.retryNow();
  }

  /**
   * Signs the person out, here and on the server, and forgets what this device keeps of them: unsent messages, keys, saved settings, the
   * way back to the chat. What the page shows stays, so load another page afterwards. Throws UNAVAILABLE when the server cannot be asked.
   */
  async signOut(): Promise<void> {
    await this.api.call("signOut", {});
    this.close();
    await this.#forgetUploads();
    this.#visit.forget();
    this.#context.wishes.clear();
  }

  /** Sends a message; until the server has stored it, it is in `pending`. Returns the id it will have as a step. */
  sendMessage(text: string, options: MessageOptions = {}): StepId {
    const { files = [], ...rest } = options;
    const message: OutgoingMessage = {
      id: newId<StepId>(),
      text,
      ...rest,
      ...(files.length > 0 && { files: files.map(({ key }) => key) }),
    };
    this.#visit.sendMessage(message, files);
    return message.id;
  }

  /**
   * The files that are to go with the next message: add them, see how far they are, and send them once they are there. The code for that comes
   * with the first call; each call answers the same object.
   */
  loadUploads(): Promise<Uploads> {
    this.#uploads ??= this.#importUploads().catch((error: unknown) => {
      this.#uploads = undefined;
      throw error;
    });
    return this.#uploads;
  }

  /**
   * The files that are to answer a question or go with the form of an action, apart from those of the next message: add them, and answer with the keys of what is `done`. They are
   * kept over a reload as those are, until `dropAskUploads`.
   */
  loadAskUploads(askId: AskId | ActionId): Promise<Uploads> {
    const known = this.#askUploads.get(askId);
    if (known) return known;
    const loading = this.#importUploads(askId);
    this.#askUploads.set(askId, loading);
    loading.catch(() => this.#askUploads.delete(askId));
    return loading;
  }

  /** How many files this device keeps for a question: whether `loadAskUploads` is worth it before a person adds one. */
  keptAskUploads(askId: AskId | ActionId): number {
    return readBox({ ...this.#context, prefix: this.#prefixOf(askId) }, boxOf(this.store.getOverview())).length;
  }

  /** The question is closed: its uploads stop, and this device forgets them. */
  dropAskUploads(askId: AskId | ActionId): void {
    const opened = this.#askUploads.get(askId);
    this.#askUploads.delete(askId);
    void opened?.then((uploads) => uploads.close()).catch(() => undefined);
    writeBox({ ...this.#context, prefix: this.#prefixOf(askId) }, boxOf(this.store.getOverview()), []);
  }

  /** How many files were added in the open chat on this device and are in no message yet, also before a reload: whether `loadUploads` is worth it. */
  get keptUploads(): number {
    return readBox(this.#context, boxOf(this.store.getOverview())).length;
  }

  /** Sends a refused message again. */
  retryMessage(stepId: StepId): void {
    this.#visit.retryMessage(stepId);
  }

  /** Takes a pending message back. One that was sent already may have arrived. */
  discardMessage(stepId: StepId): void {
    this.#visit.discardMessage(stepId);
  }

  /** Puts another text in the place of a message, on a branch of its own. Its files stay with it, unless others are named. */
  async editMessage(messageId: StepId, text: string, options: EditOptions = {}): Promise<void> {
    const message = { id: newId<StepId>(), text, ...(options.files && { files: [...options.files] }) };
    await this.#visit.request({ type: "editMessage", messageId, message });
  }

  /** Answers the same message once more, on a branch of its own. */
  async regenerate(turnId: TurnId): Promise<void> {
    await this.#visit.request({ type: "regenerateTurn", turnId, newTurnId: newId<TurnId>() });
  }

  /**
   * Puts another content into a document, as its next version; `baseId` is the message of the version that was edited, `stepId` the new one's id.
   * Settles when it is stored. Throws OVERLOADED while the app writes the document, TOO_LARGE.
   */
  async editArtifact(edit: Omit<Extract<ClientRequest, { type: "editArtifact" }>, "type">): Promise<void> {
    await this.#visit.request({ type: "editArtifact", ...edit });
  }

  /** Shows the branch that this turn begins. */
  async selectLeaf(turnId: TurnId): Promise<void> {
    await this.#visit.request({ type: "selectLeaf", turnId });
  }

  /** Stops a turn, or what runs now; messages that wait are held from then on, see `resumeQueue`. Which turn that is, is decided here: after a lost connection the next one is not meant. */
  async stop(turnId?: TurnId): Promise<void> {
    const running = this.#runningTurns();
    const meant = turnId ?? (running.length === 1 ? running[0] : undefined);
    await this.#visit.request({ type: "stopTurn", ...(meant && { turnId: meant }) });
  }

  /** Takes a message that still waits for its turn out of the queue. */
  async unqueue(turnId: TurnId): Promise<void> {
    const messageId = this.store.getTurn(turnId)?.turn.messageId;
    await this.#visit.request({ type: "stopTurn", turnId });
    if (messageId) this.#visit.discardMessage(messageId);
  }

  /** Sends the messages that a stop has held; `surface.queueHeld` of the overview says whether there are any. The next message does so as well. */
  async resumeQueue(): Promise<void> {
    await this.#visit.request({ type: "resumeQueue" });
  }

  /**
   * Answers an open question: with a text, and files that were uploaded for it, or as its kind wants it. Settles when the answer is stored. Throws
   * ASK_CLOSED when somebody was faster, INVALID_VALUES for what the question does not take.
   */
  async answerAsk(askId: AskId, answer: AskAnswer | string, { files = [] }: Pick<MessageOptions, "files"> = {}): Promise<void> {
    const keys = files.length > 0 && { files: files.map(({ key }) => key) };
    const given: AskAnswer = typeof answer === "string" ? { kind: "text", stepId: newId<StepId>(), text: answer, ...keys } : answer;
    await this.#visit.request({ type: "answerAsk", askId, answer: given });
  }

  /** Asks for more time to answer, as much as the question grants at once. Throws ASK_CLOSED, NOT_SUPPORTED for one that grants none. */
  async extendAsk(askId: AskId): Promise<void> {
    const { asks } = this.store.getOverview();
    const deadlineAt = asks.find(({ id }) => id === askId)?.deadlineAt ?? new Date(this.store.now()).toISOString();
    await this.#visit.request({ type: "extendAsk", askId, deadlineAt });
  }

  /**
   * Presses a button under a message or in its view; for that of a form, `values` are what stands in the fields. Settles with what its handler
   * returned, as plain JSON; a press while it runs joins the run. Throws what the handler threw, INVALID_VALUES for a payload or values that it
   * does not take, NOT_FOUND when the button or its handler is gone.
   */
  async runAction(stepId: StepId, actionId: ActionId, values?: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { store } = this;
    const { thread } = store.getOverview();
    store.pressed(stepId, actionId);
    try {
      const { value } = await this.#visit.request({
        type: "runAction",
        stepId,
        actionId,
        turnId: newId<TurnId>(),
        ...(values && { values }),
      });
      store.released(stepId, actionId);
      return value;
    } catch (error) {
      // Who has left the chat meanwhile is not told that it failed: it may well have run.
      const isHere = store.getOverview().thread.id === thread.id;
      store.released(stepId, actionId, isHere && isChatError(error) ? error.toJSON() : undefined);
      throw error;
    }
  }

  /**
   * Runs one of the app's actions for a custom element. Settles and throws as `runAction` does, and with FORBIDDEN for an action that the element may
   * not call.
   */
  async callAction(elementId: ElementId, { name, payload }: { readonly name: string; readonly payload?: unknown }): Promise<unknown> {
    const request = {
      type: "callAction",
      elementId,
      name,
      turnId: newId<TurnId>(),
      ...(payload !== undefined && { payload }),
    } as const;
    return (await this.#visit.request(request)).value;
  }

  /** Gives a custom element other props: all of them, plain JSON of at most 256 Ki characters. Settles when they are stored. Throws NOT_FOUND, TOO_LARGE. */
  async updateElement(elementId: ElementId, props: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#visit.request({ type: "updateElement", elementId, props });
  }

  /** Takes a custom element out of the chat. Throws NOT_FOUND. */
  async deleteElement(elementId: ElementId): Promise<void> {
    await this.#visit.request({ type: "deleteElement", elementId });
  }

  /**
   * Uses a tool of the app, one of `surface.messageActions`, on a message, or on words that were selected in it. Settles and throws as
   * `runAction` does.
   */
  async runMessageAction(name: string, stepId: StepId, selection?: string): Promise<unknown> {
    const request = {
      type: "runMessageAction",
      name,
      stepId,
      turnId: newId<TurnId>(),
      ...(selection !== undefined && { selection }),
    } as const;
    return (await this.#visit.request(request)).value;
  }

  /**
   * Answers when the app calls this function of the page: with what the handler returns, or the message of what it throws. With several pages
   * open the first answer counts. Calls that are open already are answered too. Returns the way out.
   */
  onCall(name: string, handler: PageFunction): () => void {
    return this.#functions.add(name, handler);
  }

  /** Answers one call of `calls` of the overview, for who does not use `onCall`. Throws ASK_CLOSED when another page was faster. */
  async answerCall(callId: CallId, result: PageCallResult): Promise<void> {
    await this.#visit.request({ type: "answerCall", callId, result });
  }

  /** Hears what the app says to the page around the chat. Returns the way out. */
  onWindowMessage(listener: (data: unknown) => void): () => void {
    return this.store.onWindowMessage(listener);
  }

  /** Says something to the app's `onWindowMessage`: any JSON. */
  async sendWindowMessage(data: unknown): Promise<void> {
    await this.#visit.request({ type: "sendWindowMessage", data });
  }

  /**
   * Saves the settings form; inputs that are not named keep their value. Chats that this device begins later start with them,
   * or with what the app wants when `remember` is false. Throws INVALID_VALUES, whose `fields` say what is wrong with which input.
   */
  async changeSettings(settings: Readonly<Record<string, unknown>>, options: ChangeSettingsOptions = {}): Promise<void> {
    await this.#visit.request({ type: "changeSettings", settings });
    if (options.remember ?? true) this.#context.wishes.remember(settings);
    else this.#context.wishes.forget();
  }

  /** Whether new chats of this device begin with settings that were saved earlier. */
  get remembersSettings(): boolean {
    return this.#context.wishes.remembers;
  }

  /** Says what stands in the open form and is not saved, so that the app can change the form as it is filled in. */
  async editSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#visit.request({ type: "editSettings", settings });
  }

  /** Chooses an option in each named mode, by ids; the others keep theirs. */
  async selectModes(modes: ModeChoice): Promise<void> {
    await this.#visit.request({ type: "selectModes", modes });
  }

  /**
   * Asks to go on under another profile. True when this chat does; false when the app wants a new chat for it, which
   * `newChat({ chatProfile })` begins. Throws NOT_FOUND for a profile that is not offered.
   */
  async selectProfile(chatProfile: string): Promise<boolean> {
    const { kept } = await this.#visit.request({ type: "selectProfile", chatProfile });
    if (kept) this.#context.wishes.chatProfile = chatProfile;
    return kept === true;
  }

  /** Looks for what a message could mention. An abort takes the question back, and rejects with the signal's reason. */
  async findMentions(query: string, signal?: AbortSignal): Promise<readonly Mention[]> {
    const { mentions } = await this.#visit.request({ type: "findMentions", query }, signal);
    return mentions ?? [];
  }

  /** Says what the person thinks of an answer, in place of what they said before; null takes it back. Every page that shows it is told. Throws a ChatError. */
  async rate(stepId: StepId, feedback: GivenFeedback | null): Promise<void> {
    const threadId = this.store.getOverview().thread.id;
    if (feedback) await this.api.call("rateMessage", { threadId, stepId, ...feedback });
    else await this.api.call("unrateMessage", { threadId, stepId });
  }

  /** Keeps a message of the person's own to use it again, or keeps it no more; of this chat when none is named. Throws a ChatError. */
  async setFavourite(stepId: StepId, kept: boolean, threadId: ThreadId = this.store.getOverview().thread.id): Promise<void> {
    await this.api.call(kept ? "addFavourite" : "removeFavourite", { threadId, stepId });
  }

  /** The messages that the person keeps, the newest first. Throws a ChatError. */
  async listFavourites(): Promise<readonly Favourite[]> {
    return (await this.api.call("listFavourites", {})).favourites;
  }

  /** Gives keys of the person's own, by their names. They go along to later chats of this page, and are never written to storage. */
  async provideEnv(env: Readonly<Record<string, string>>): Promise<void> {
    await this.#visit.request({ type: "provideEnv", env });
    this.#context.wishes.provide(env);
  }

  /** Leaves this chat for a new one. */
  newChat(options: NewChatOptions = {}): void {
    const chatProfile = options.chatProfile ?? this.store.getOverview().surface.chatProfile;
    if (typeof chatProfile === "string") this.#context.wishes.chatProfile = chatProfile;
    this.#moveTo(undefined);
  }

  /** Leaves this chat for another one. */
  openThread(threadId: ThreadId): void {
    if (this.#visit.threadId !== threadId) this.#moveTo(threadId);
  }

  /** Puts the turns before the oldest shown one into the store: at most `limit`, from 1 to 100, or 20. Throws a ChatError when they cannot be read. */
  async loadEarlier({ limit }: { readonly limit?: number } = {}): Promise<void> {
    const { thread, turnIds, ready, hasEarlier, loadingEarlier } = this.store.getOverview();
    const before = turnIds.find((turnId) => this.store.getTurn(turnId)?.turn.foreground);
    if (!ready || !hasEarlier || loadingEarlier || !before) return;
    const isStillShown = () => this.store.getOverview().thread.id === thread.id;
    this.store.surround({ loadingEarlier: true });
    try {
      const page = await this.api.call("earlierTurns", { threadId: thread.id, before, limit });
      if (isStillShown() && this.store.getOverview().turnIds.includes(before)) this.store.prepend(page.turns, page.hasEarlier);
    } finally {
      if (isStillShown()) this.store.surround({ loadingEarlier: false });
    }
  }

  async #importUploads(askId?: AskId | ActionId): Promise<Uploads> {
    const { Uploads } = await import("./uploads/uploads.ts");
    const prefix = askId === undefined ? this.#context.prefix : this.#prefixOf(askId);
    return new Uploads({ ...this.#context, prefix, server: this.api, timings: this.#uploadTimings });
  }

  #prefixOf(askId: AskId | ActionId): string {
    return `${this.#context.prefix}/asks/${askId}`;
  }

  /** Those of other chats are found by nobody who cannot open these. */
  async #forgetUploads(): Promise<void> {
    (await this.#uploads?.catch(() => undefined))?.forget();
    for (const box of [undefined, boxOf(this.store.getOverview())]) writeBox(this.#context, box, []);
    for (const askId of [...this.#askUploads.keys(), ...this.store.getOverview().asks.map(({ id }) => id)]) this.dropAskUploads(askId);
  }

  #moveTo(threadId: ThreadId | undefined): void {
    this.#visit.leave();
    this.store.reset(threadId);
    this.#visit = new Visit(this.#context, threadId);
    if (this.#connected) this.#visit.open();
  }

  #runningTurns(): TurnId[] {
    return this.store.getOverview().turnIds.filter((turnId) => {
      const turn = this.store.getTurn(turnId)?.turn;
      return turn?.foreground && (turn.state === "running" || turn.state === "waiting");
    });
  }
}
