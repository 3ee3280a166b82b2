// A whole chat in this process, without a network: what an author's tests drive an app with.
import {
  type Action,
  type ActionId,
  type Ask,
  type AskAnswer,
  ChatError,
  type ChatProfile,
  type ChatState,
  type Command,
  chosenModes,
  type Mention,
  type MessageAction,
  type ModeChoice,
  newId,
  type OutgoingMessage,
  type PageCall,
  type RequestReply,
  type SettingsForm,
  type Starter,
  type StepId,
  type Toast,
  type TurnError,
  type TurnId,
  toArtifactVersion,
  type ViewNode,
} from "@colloquy/protocol";
import { type App, getDefaultApp, isApp } from "../app/app.ts";
import { ChatHost } from "../app/chat-host.ts";
import { dispatch } from "../app/dispatch.ts";
import { QUEUED_MESSAGES } from "../app/dispatch-target.ts";
import { rateMessage, unrateMessage } from "../app/rate-message.ts";
import { type SignedInUser, userOwner } from "../auth/user.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { viewElement, viewIn } from "../chat/view/shown-view.ts";
import { checkOptions, either, type Kind, object, oneOf, text } from "../check-given.ts";
import { type Clock, systemClock } from "../clock.ts";
import { createEnvSeal } from "../config/env-seal.ts";
import { resolveConfig } from "../config/load-config.ts";
import { loadSecret } from "../config/secret.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { silentLogger } from "../logger.ts";
import { createLocalFiles } from "../node/local-files.ts";
import { toConnectionRequest } from "../session/connection-request.ts";
import { isQueueHeld } from "../session/held-queue.ts";
import type { Outlet } from "../session/outlet.ts";
import type { Session, SessionConfig } from "../session/session.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { Texts } from "../texts.ts";
import { chatLines } from "./chat-lines.ts";
import { buttonsOf, findButton, type ShownButton } from "./find-button.ts";
import { choiceAnswer, type FilledForm, fieldsLeftOut, openAskOf, type TestApproval, type TestChoice, textAnswer } from "./give-answers.ts";
import { passUncounted } from "./pending-work.ts";
import { createSkippingClock, type SkippingClock, type TestClock } from "./skipping-clock.ts";
import type { ChatLine, MessageChoices, OpenChatOptions, TestArtifact, TestChat, TestRating, TestSidebar } from "./test-chat.ts";
import { findCustomElement, type TestCustomElement } from "./test-custom-element.ts";
import { attach, type TestElement, type TestFile, toTestElement } from "./test-elements.ts";

export type { FilledForm, TestApproval, TestChoice } from "./give-answers.ts";
export type { ChatLine, MessageChoices, OpenChatOptions, TestArtifact, TestChat, TestRating, TestSidebar } from "./test-chat.ts";

/**
 * Opens a chat with an app, in this process, with memory drivers. Without one it is the default app, which `cl.onMessage(…)` and the
 * other functions at the top level of a file fill: import that file before.
 *
 * @throws BAD_APP when it is no app, and when there is none and the default app has no handlers.
 * @example
 * await using chat = await openChat(app);
 * expect(await chat.send("hello")).toBe("You sent 1 message(s)!");
 */
export async function openChat(app?: App, options: OpenChatOptions = {}): Promise<TestChat> {
  checkOptions("openChat", options, OPTIONS);
  const ownHost = options.host === undefined;
  const host = options.host ?? (await startHost(appOf(app), options));
  const owner = options.owner ?? (await signedIn(host, options.user)) ?? `visitor:${newId()}`;
  const opening = host.registry.openSession({
    owner,
    clientType: options.clientType ?? "test",
    request: toConnectionRequest({}, options.language),
    ...(options.env && { env: options.env }),
    chatProfile: options.chatProfile,
    settings: options.keptSettings,
    sessionId: options.sessionId,
    threadId: options.threadId,
  });
  const { session } = await whileWaiting(host, opening);
  const chat = new InProcessChat(host, session, ownHost);
  chat.reconnect();
  await chat.settled();
  return chat;
}

/** The pauses of the app are jumped over while a test waits for it, where its clock can. */
function whileWaiting<Result>({ services: { clock } }: ChatHost, work: Promise<Result>): Promise<Result> {
  return "whileWaiting" in clock ? (clock as SkippingClock).whileWaiting(work) : work;
}

const OPTIONS: Readonly<Record<keyof OpenChatOptions, Kind>> = {
  config: object,
  dataLayer: object,
  sessionStore: object,
  blobStore: object,
  clock: either(oneOf("real"), object),
  logger: object,
  translations: object,
  host: object,
  keys: object,
  appDir: text,
  egress: object,
  owner: text,
  user: object,
  chatProfile: text,
  keptSettings: object,
  env: object,
  language: text,
  clientType: text,
  sessionId: text,
  threadId: text,
};

/** What a test gave, which may be written in JavaScript, or be the wrong export of a module. */
function appOf(given: unknown): App {
  if (isApp(given)) return given;
  if (given !== undefined)
    throw new ChatError("BAD_APP", "openChat got something that is no app.", {
      fix: "Give it what createApp returned. Handlers at the top level of a file, as cl.onMessage(…), need none: import the file and call openChat().",
    });
  const app = getDefaultApp();
  if (app.handlerCount > 0) return app;
  throw new ChatError("BAD_APP", "openChat got no app, and no handler is registered at the top level of a file.", {
    fix: 'Import the app\'s file before, as import "./app.ts", or give openChat what createApp returned.',
  });
}

async function signedIn(host: ChatHost, user: SignedInUser | undefined): Promise<string | undefined> {
  return user && userOwner((await host.signIns.begin(user)).user.id);
}

/** The defaults of a test: as in development. */
export const TEST_CONFIG: SessionConfig = {
  assistantName: "Assistant",
  concurrency: "queue",
  recovery: "offer",
  sessionTimeoutMs: 3_600_000,
  openChatsPerOwner: 50,
  maxValueBytes: 1024 * 1024,
  userEnv: [],
  persistUserEnv: false,
  editMessage: true,
  autoTagThread: true,
  uploads: resolveConfig({}).uploads,
  cot: "full",
  stopGraceMs: 5000,
  production: false,
};

/** Fixed, so that a test chat on the stores of another one opens what that one sealed. */
const TEST_KEYS = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "0".repeat(64) }, dev: true });

async function startHost(app: App, options: OpenChatOptions): Promise<ChatHost> {
  const host = new ChatHost({
    app,
    localFiles: createLocalFiles(options.appDir ?? process.cwd()),
    egress: options.egress,
    config: { ...TEST_CONFIG, userEnv: Object.keys(options.env ?? {}).map((name) => ({ name, secret: true })), ...options.config },
    dataLayer: options.dataLayer ?? createMemoryDataLayer(),
    store: options.sessionStore ?? createMemorySessionStore(),
    blobStore: options.blobStore ?? createMemoryBlobStore(),
    clock: options.clock === "real" ? systemClock : (options.clock ?? createSkippingClock()),
    logger: options.logger ?? silentLogger,
    seal: createEnvSeal(options.keys ?? TEST_KEYS),
    texts: new Texts(options.translations),
  });
  await host.start();
  return host;
}

class InProcessChat implements TestChat {
  readonly host: ChatHost;
  readonly session: Session;
  readonly #ownHost: boolean;
  readonly #outlet: Outlet;
  readonly toasts: Toast[] = [];
  readonly windowMessages: unknown[] = [];
  #watchers: (() => void)[] = [];

  constructor(host: ChatHost, session: Session, ownHost: boolean) {
    this.host = host;
    this.session = session;
    this.#ownHost = ownHost;
    this.#outlet = {
      supports: new Set(["streaming", "asking"]),
      send: (events) => {
        for (const event of events) {
          if (event.type === "toast-show") this.toasts.push(event.toast);
          if (event.type === "window-message") this.windowMessages.push(event.data);
        }
        this.#wake();
      },
      closed: () => this.#wake(),
    };
  }

  get clock(): TestClock {
    const { clock } = this.host.services;
    if ("advance" in clock) return clock as Clock & TestClock;
    const advance = () =>
      Promise.reject(new ChatError("NOT_SUPPORTED", "This clock cannot be moved.", { fix: 'Leave out clock: "real".' }));
    return { now: () => clock.now(), advance };
  }

  get state(): ChatState {
    return this.session.state;
  }

  get title(): string | undefined {
    return this.state.thread.name;
  }

  get messages(): readonly ChatLine[] {
    return chatLines(this.session);
  }

  elements(message?: StepId | Pick<ChatLine, "id">): readonly TestElement[] {
    const { state, session } = this;
    const id = typeof message === "object" ? message.id : message;
    const shown = id === undefined ? [...state.elements.values()] : (state.steps.get(id)?.elements ?? []);
    return shown.map((element) => toTestElement(session, element));
  }

  get sidebar(): TestSidebar | undefined {
    const { sidePanel } = this.state.surface;
    if (!sidePanel) return undefined;
    const elements = sidePanel.elementIds.map((id) => this.state.elements.get(id)).filter((element) => element !== undefined);
    return {
      title: sidePanel.title,
      canvas: sidePanel.canvas ?? false,
      elements: elements.map((element) => toTestElement(this.session, element)),
    };
  }

  get errors(): readonly TurnError[] {
    return [...this.state.turns.values()].flatMap(({ turn }) => (turn.error ? [turn.error] : []));
  }

  async send(text: string, choices: MessageChoices = {}): Promise<string> {
    await this.post(text, choices);
    return this.#outcome();
  }

  async post(text: string, choices: MessageChoices = {}): Promise<StepId> {
    const id = newId<StepId>();
    await this.#request({ type: "sendMessage", message: { id, text, ...(await this.#toRequest(choices)) } });
    return id;
  }

  get settings(): Readonly<Record<string, unknown>> {
    return this.state.surface.settings ?? {};
  }

  get settingsForm(): SettingsForm | undefined {
    return this.state.surface.settingsForm;
  }

  async changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#request({ type: "changeSettings", settings });
    await this.settled();
  }

  async editSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#request({ type: "editSettings", settings });
    await this.settled();
  }

  get commands(): readonly Command[] {
    return this.state.surface.commands ?? [];
  }

  get modes(): ModeChoice {
    const { modes = [], modeChoice = {} } = this.state.surface;
    return chosenModes(modes, modeChoice);
  }

  async selectModes(modes: ModeChoice): Promise<void> {
    await this.#request({ type: "selectModes", modes });
  }

  async findMentions(query: string): Promise<readonly Mention[]> {
    const reply = await this.#request({ type: "findMentions", query });
    return reply.ok ? (reply.mentions ?? []) : [];
  }

  get followUps(): readonly Starter[] {
    return this.state.surface.followUps ?? [];
  }

  get asks(): readonly Ask[] {
    return [...this.state.asks.values()];
  }

  async answer(text: string, { files = [] }: { readonly files?: readonly TestFile[] } = {}): Promise<string> {
    const keys = files.length > 0 ? await attach(this.session, files) : undefined;
    return this.#answer(openAskOf(this.asks, "text"), textAnswer(text, keys));
  }

  async choose(...choices: readonly TestChoice[]): Promise<string> {
    const ask = openAskOf(this.asks, "choice", "action");
    return this.#answer(ask, choiceAnswer(ask, choices));
  }

  async confirm(confirmed = true): Promise<string> {
    return this.#answer(openAskOf(this.asks, "confirm"), { kind: "confirm", confirmed });
  }

  async fill(values: Readonly<Record<string, unknown>> | null): Promise<FilledForm> {
    const ask = openAskOf(this.asks, "form");
    const said = await this.#answer(ask, { kind: "form", values });
    return { said, leftOut: values === null ? [] : fieldsLeftOut(ask.form.fields, values) };
  }

  async approve({ scope = "once", input }: TestApproval = {}): Promise<string> {
    const answer = { kind: "approval" as const, decision: scope, ...(input !== undefined && { input }) };
    return this.#answer(openAskOf(this.asks, "approval"), answer);
  }

  async deny(reason?: string): Promise<string> {
    const answer = { kind: "approval" as const, decision: "deny" as const, ...(reason !== undefined && { reason }) };
    return this.#answer(openAskOf(this.asks, "approval"), answer);
  }

  async sendFiles(...files: readonly TestFile[]): Promise<string> {
    return this.#answer(openAskOf(this.asks, "file"), { kind: "file", files: await attach(this.session, files) });
  }

  async #answer({ id }: Ask, answer: AskAnswer): Promise<string> {
    await this.#request({ type: "answerAsk", askId: id, answer });
    return this.#outcome();
  }

  actions(message?: StepId | Pick<ChatLine, "id">): readonly Action[] {
    const { steps } = this.state;
    const id = typeof message === "object" ? message.id : message;
    const shown = id === undefined ? [...steps.values()] : [steps.get(id)].filter((entry) => entry !== undefined);
    return shown.flatMap((entry) => buttonsOf(entry).flatMap(({ action, sends }) => (sends ? [] : [action])));
  }

  view(message?: StepId | Pick<ChatLine, "id">): ViewNode | undefined {
    const elements = message === undefined ? [...this.state.elements.values()].reverse() : this.elements(message);
    return viewIn(viewElement(elements));
  }

  async press(button: string | { readonly id: ActionId }): Promise<unknown> {
    return this.#press(findButton(this.state, button));
  }

  async submit(button: string, values: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#press(findButton(this.state, button, true), values);
  }

  async #press({ stepId, action }: ShownButton, values?: Readonly<Record<string, unknown>>): Promise<unknown> {
    const filled = values && { values: { ...values } };
    const reply = await this.#request({ type: "runAction", stepId, actionId: action.id, turnId: newId<TurnId>(), ...filled });
    await this.settled();
    return reply.ok ? reply.value : undefined;
  }

  customElement(name: string): TestCustomElement {
    return findCustomElement({ session: this.session, request: (request) => this.#request(request), settled: () => this.settled() }, name);
  }

  get messageActions(): readonly MessageAction[] {
    return this.state.surface.messageActions ?? [];
  }

  async useMessageAction(name: string, message: StepId | Pick<ChatLine, "id">, selection?: string): Promise<unknown> {
    const stepId = typeof message === "object" ? message.id : message;
    const words = selection === undefined ? {} : { selection };
    const reply = await this.#request({ type: "runMessageAction", name, stepId, turnId: newId<TurnId>(), ...words });
    await this.settled();
    return reply.ok ? reply.value : undefined;
  }

  async rate(rating: "up" | "down" | "none", { message, tags, comment }: TestRating = {}): Promise<void> {
    const named = typeof message === "object" ? message.id : message;
    const stepId = named ?? this.messages.findLast(({ type }) => type === "assistant_message")?.id;
    const { session, host } = this;
    const { dataLayer, clock } = session.services;
    const feedback = { comment: true, upTags: [...(tags ?? [])], downTags: [...(tags ?? [])] };
    const deps = { dataLayer, clock, registry: host.registry, driver: host.driver, config: { feedback, features: { favorites: false } } };
    const thread = { id: session.threadId, owner: session.owner };
    if (!stepId) throw new ChatError("NOT_FOUND", "Nothing was answered yet.");
    if (rating === "none") await unrateMessage(deps, thread, stepId);
    else await rateMessage(deps, thread, stepId, { rating, ...(tags && { tags: [...tags] }), ...(comment !== undefined && { comment }) });
    await this.settled();
  }

  get calls(): readonly PageCall[] {
    return [...this.state.calls.values()];
  }

  async answerCall(name: string, value: unknown): Promise<void> {
    const call = this.calls.find((one) => one.name === name);
    if (!call) throw new ChatError("NOT_FOUND", `The app waits for no function "${name}".`);
    const result = value instanceof Error ? { ok: false as const, message: value.message } : { ok: true as const, value };
    await this.#request({ type: "answerCall", callId: call.id, result });
    await this.settled();
  }

  async sendWindowMessage(data: unknown): Promise<void> {
    await this.#request({ type: "sendWindowMessage", data });
    await this.settled();
  }

  async edit(messageId: StepId, text: string, choices: MessageChoices = {}): Promise<string> {
    await this.#request({ type: "editMessage", messageId, message: { id: newId<StepId>(), text, ...(await this.#toRequest(choices)) } });
    return this.#outcome();
  }

  async regenerate(turnId: TurnId): Promise<string> {
    await this.#request({ type: "regenerateTurn", turnId });
    return this.#outcome();
  }

  get artifacts(): readonly TestArtifact[] {
    const newest = new Map<string, TestArtifact>();
    for (const element of this.session.state.elements.values()) {
      const version = toArtifactVersion(element);
      const text = version && this.session.state.steps.get(version.stepId)?.texts.output?.read();
      if (version) newest.set(version.key, { ...version, content: text ?? "" });
    }
    return [...newest.values()];
  }

  async editArtifact(key: string, content: string, options: { readonly restoredFrom?: number } = {}): Promise<void> {
    const base = this.artifacts.find((artifact) => artifact.key === key);
    if (!base) throw new ChatError("NOT_FOUND", `There is no document "${key}".`);
    await this.#request({ type: "editArtifact", baseId: base.stepId, stepId: newId<StepId>(), content, ...options });
    await this.settled();
  }

  get profiles(): readonly ChatProfile[] {
    return this.state.surface.profiles ?? [];
  }

  get starters(): readonly Starter[] {
    const { starters = [], starterCategories = [] } = this.state.surface;
    return starterCategories.length > 0 ? starterCategories.flatMap((category) => category.starters) : starters;
  }

  async selectProfile(chatProfile: string): Promise<boolean> {
    const reply = await this.#request({ type: "selectProfile", chatProfile });
    await this.settled();
    return reply.ok && reply.kept === true;
  }

  async provideEnv(env: Readonly<Record<string, string>>): Promise<void> {
    await this.#request({ type: "provideEnv", env });
    await this.settled();
  }

  async stop(): Promise<void> {
    await this.#request({ type: "stopTurn" });
  }

  async resumeQueue(): Promise<string> {
    await this.#request({ type: "resumeQueue" });
    return this.#outcome();
  }

  async settled(): Promise<void> {
    const busy = () => {
      const { turns, phase, asks } = this.session;
      const queued = turns.waiting.length > 0 && !isQueueHeld(this.session);
      if (phase === "open" && asks.isPutting) return true;
      return (
        phase === "open" &&
        (queued || turns.running.length > 0) &&
        !turns.running.some((running) => running.waiting > 0) &&
        this.state.calls.size === 0
      );
    };
    const rest = async () => {
      // One that is being written down may come to nothing, of which no event tells.
      while (busy()) await (this.session.asks.isPutting ? passUncounted(1) : this.#nextEvent());
    };
    await whileWaiting(this.host, rest());
  }

  disconnect(): void {
    this.#wake();
    this.host.registry.detach(this.session, this.#outlet, false);
  }

  reconnect(): void {
    this.host.registry.attach(this.session, this.#outlet);
  }

  async leave(): Promise<void> {
    this.host.registry.detach(this.session, this.#outlet, true);
    if (this.session.phase === "open" || this.session.phase === "ending")
      await whileWaiting(this.host, this.host.registry.end(this.session));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ownHost) await whileWaiting(this.host, this.host.stop({ drainMs: 0 }));
    else if (this.session.phase === "open") await this.leave();
  }

  /** With the files uploaded, as the page does before it sends. */
  async #toRequest({ files, ...choices }: MessageChoices): Promise<Omit<OutgoingMessage, "id" | "text">> {
    return files ? { ...choices, files: await attach(this.session, files) } : choices;
  }

  async #outcome(): Promise<string> {
    await this.settled();
    const last = this.messages.at(-1);
    return last === undefined || last.type === "user_message" ? "" : last.text;
  }

  #request(request: Parameters<typeof dispatch>[1]): Promise<RequestReply> {
    const limits = { messageLength: 200 * 1024, queuedMessages: QUEUED_MESSAGES };
    const reply = dispatch(
      { session: this.session, driver: this.host.driver, limits, leave: () => this.host.registry.detach(this.session, this.#outlet, true) },
      request,
    );
    return whileWaiting(this.host, reply);
  }

  /** The next event; while disconnected nobody tells, so it looks again soon. */
  async #nextEvent(): Promise<void> {
    if (!this.session.outlets.has(this.#outlet)) return passUncounted(5);
    await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  /** After the facts of this tick, so that what follows an event at once is seen too. */
  #wake(): void {
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const watcher of watchers) setImmediate(watcher);
  }
}
