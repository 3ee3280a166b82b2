// A session is one person's live conversation. Everything a person sees, or we store, passes through `emit`.
// Connections come and go; the session stays.
import {
  type Ask,
  applyEvent,
  type ChatState,
  type Fact,
  type MessageAction,
  newId,
  type ServerEvent,
  type SessionId,
  type StepId,
  type StructuralEvent,
  type ThreadId,
  type Turn,
  type TurnId,
  toTurnBundle,
} from "@colloquy/protocol";
import type { User } from "../auth/user.ts";
import type { Clock } from "../clock.ts";
import type { EnvSeal } from "../config/env-seal.ts";
import type { ConfigOverrides } from "../config/overrides.ts";
import type { UploadRules } from "../config/uploads.ts";
import type { UserEnvKey } from "../config/user-env.ts";
import type { DataLayer, ThreadRow } from "../data/data-layer.ts";
import { nameFromText } from "../data/shown-name.ts";
import type { Egress } from "../egress.ts";
import type { Files } from "../files/files.ts";
import type { LocalFiles } from "../local-files.ts";
import { type Logger, withFields } from "../logger.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { Owned } from "../relay/relay.ts";
import type { SessionRecord, SessionStore } from "../session-store/session-store.ts";
import type { Tally } from "../tally.ts";
import type { Texts } from "../texts.ts";
import { Asks } from "./asks.ts";
import { type ConnectionRequest, NO_REQUEST } from "./connection-request.ts";
import { LiveCopy } from "./live-copy.ts";
import type { LiveMarks } from "./live-marks.ts";
import type { Outlet } from "./outlet.ts";
import { Recorder } from "./recorder.ts";
import { SaveState } from "./save-state.ts";
import { SessionLog } from "./session-log.ts";
import { SessionWriter } from "./session-writer.ts";
import type { StoreHealth } from "./store-health.ts";
import { type Concurrency, sessionEnded, Turns } from "./turns.ts";
import { Values } from "./values.ts";

/** What a session needs to know of the configuration. */
export interface SessionConfig {
  /** The name assistant messages carry by default. */
  readonly assistantName: string;
  /** The one language of the page, as a BCP 47 tag, where the app allows one only. */
  readonly language?: string | undefined;
  /** What becomes of a message that comes while another is answered. */
  readonly concurrency: Concurrency;
  /** What becomes of an answer that the end of its process cut off: the person is offered to try it again, or it is tried by itself. */
  readonly recovery: "offer" | "retry";
  /** How long a chat lives that nobody has open, in milliseconds. */
  readonly sessionTimeoutMs: number;
  /** Chats one person may have in memory at once. */
  readonly openChatsPerOwner: number;
  /** The most that one value of the user session may take, in bytes. */
  readonly maxValueBytes: number;
  /** Keys of their own that people must give before their chat begins. */
  readonly userEnv: readonly UserEnvKey[];
  /** Keys of their own are kept, encrypted. */
  readonly persistUserEnv: boolean;
  /** People may edit what they sent. */
  readonly editMessage: boolean;
  /** A thread is tagged with the profile it was begun with. */
  readonly autoTagThread: boolean;
  /** Which files people may send. */
  readonly uploads: UploadRules;
  /** How much of the work is shown. */
  readonly cot: "full" | "tool_call" | "hidden";
  /** How long a stopped handler may take to return, in milliseconds. */
  readonly stopGraceMs: number;
  /** In production the text of an unexpected error stays in the log. */
  readonly production: boolean;
  /** The folder of the page that is served: which icons it has. Default: nothing is known of them. */
  readonly webRoot?: string | undefined;
}

/** What every session of a server shares. */
export interface SessionServices {
  readonly config: SessionConfig;
  readonly dataLayer: DataLayer;
  readonly store: SessionStore;
  /** The other nodes that serve the same app. */
  readonly calls: NodeCalls;
  /** How both stores fare. */
  readonly health: StoreHealth;
  /** What this server has done so far. */
  readonly tally: Tally;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The app's own texts. */
  readonly texts: Texts;
  readonly files: Files;
  /** What paths in the author's code lead to. */
  readonly localFiles?: LocalFiles | undefined;
  /** The path that this server's addresses begin with, as "/chat"; empty for none. */
  readonly rootPath: string;
  /** Fetches what an author asks to have fetched; without it nothing is. */
  readonly egress?: Egress | undefined;
  /** Encrypts what people typed in as keys; without it nothing of that is kept. */
  readonly seal?: EnvSeal | undefined;
  /** File and line of the author's code that an error came from. Only a command line that knows their files has it. */
  readonly placeOf?: ((error: unknown) => string | undefined) | undefined;
  /** Hears what lists of chats show of live sessions; without it they show nothing of that. */
  readonly liveMarks?: LiveMarks | undefined;
  /** Called once a session may start its next turn, has lost its last connection, and so on. */
  readonly driver: SessionDriver;
}

/** What the app does for a session; the session knows no handlers. */
export interface SessionDriver {
  /** Starts waiting turns that may start. */
  pump(session: Session): void;
  /** The last turn that kept the session alive has ended, or its last connection left. */
  idle(session: Session): void;
  /** The tools that the app puts into the toolbar of every answer. */
  readonly messageActions: readonly MessageAction[];
  /** True when the app has a handler for answers to questions whose turn is gone. */
  readonly takesLateAnswers: boolean;
  /** The name an author's `authorRename` gives; undefined when it keeps it. */
  rename?(name: string, session: Session): Promise<string | undefined> | undefined;
}

export interface SessionInit {
  readonly id: SessionId;
  readonly owner: string;
  readonly state: ChatState;
  readonly clientType: string;
  readonly env: Readonly<Record<string, string>>;
  readonly interacted: boolean;
  readonly started: boolean;
  readonly answers?: Readonly<Record<string, string>> | undefined;
  readonly given?: Readonly<Record<string, string>> | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly handles?: readonly string[];
  /** When something was said last; now, in a new chat. */
  readonly updatedAt?: string | undefined;
}

/** Where a session is in its life. `leaving`: it is written down to be given to another node, and may stay after all. */
export type SessionPhase = "open" | "leaving" | "ending" | "ended" | "suspended";

/** One person's live conversation. Handlers are given it, to be kept and given to `run` and the like; what it is made of is not public. */
export class Session {
  /** Of the live conversation; `userSession.id` is the same. @public */
  readonly id: SessionId;
  readonly state: ChatState;
  readonly values: Values;
  readonly turns = new Turns();
  readonly asks: Asks;
  readonly recorder: Recorder;
  readonly services: SessionServices;
  /** The server's log; what is written to it here is about this chat. */
  readonly logger: Logger;
  /** The settings of this chat: the app's, with what its profile changes. @public */
  config: SessionConfig;
  readonly clientType: string;
  /** What Chainlit's clients show to get in. */
  readonly handles: Set<string>;
  readonly log = new SessionLog();
  readonly outlets = new Set<Outlet>();
  readonly saveState = new SaveState(this.outlets);
  /** Values made by `createLive`: never saved. */
  readonly live = new LiveCopy();
  owner: string;
  env: Readonly<Record<string, string>>;
  /** The request of the newest connection; without headers until there is one. Nothing of it is saved. @public */
  request: ConnectionRequest = NO_REQUEST;
  /** The signed-in person, always as they are now; null without sign-in. @public */
  user: User | null = null;
  /** Settings the person keeps for all their chats, unchecked; a new chat's form begins with what it allows of them. */
  keptSettings: Readonly<Record<string, unknown>> = {};
  /** This node's right to run it, where there are others; with it goes what followers are told. */
  owned: Owned | undefined;
  /** Answers that the end of the last process cut off, in their order, until it is decided whether they are tried again. */
  cutOff: readonly Turn[] = [];
  phase: SessionPhase = "open";
  /** True once `onChatStart` has begun. */
  started: boolean;
  detachedAt: number | undefined;
  leftAt: number | undefined;
  readonly #writer: SessionWriter;
  #interacted: boolean;
  /** When something was said last: reading a chat again does not move it up the list. */
  #updatedAt: string;

  constructor(init: SessionInit, services: SessionServices) {
    this.id = init.id;
    this.owner = init.owner;
    this.state = init.state;
    this.clientType = init.clientType;
    this.env = init.env;
    this.services = services;
    const about = { sessionId: init.id, threadId: init.state.thread.id };
    this.logger = withFields(services.logger, () => about);
    this.#updatedAt = init.updatedAt ?? this.now();
    // What pages were told of the profile's settings holds until the app has been asked for all of them.
    this.config = withOverrides(services.config, init.state.surface.overrides ?? {});
    this.started = init.started;
    this.handles = new Set(init.handles);
    this.#interacted = init.interacted;
    this.asks = new Asks(
      {
        state: this.state,
        turns: this.turns,
        clock: services.clock,
        emit: (...facts) => this.emit(...facts),
        isOpen: () => this.phase === "open",
        keep: () => Promise.all([this.recorder.commit(), this.#writer.save()]),
        takesLateAnswers: () => services.driver.takesLateAnswers,
        onWait: () => services.driver.idle(this),
      },
      init,
    );
    this.values = new Values({
      maxBytes: services.config.maxValueBytes,
      logger: this.logger,
      onChange: () => this.#writer.watchValues(),
    });
    this.#writer = new SessionWriter({
      sessionId: this.id,
      store: services.store,
      clock: services.clock,
      logger: this.logger,
      values: this.values,
      record: () => this.#toRecord(),
      isRunning: () => this.turns.running.length > 0,
      onFenced: () => this.fence(),
      health: services.health,
      onLate: (isLate) => this.saveState.set("record", isLate),
    });
    this.recorder = new Recorder({
      dataLayer: services.dataLayer,
      clock: services.clock,
      logger: this.logger,
      state: this.state,
      threadRow: () => this.threadRow(),
      interacted: init.interacted,
      onFenced: ({ isDeleted }) => {
        this.fence();
        if (isDeleted) this.#forgetRecord();
      },
      health: services.health,
      onLate: (isLate) => this.saveState.set("thread", isLate),
      place: () => {
        const { owned } = this;
        const place = owned?.place();
        return () => place && owned?.written(place);
      },
      ...(services.calls.acrossProcesses && { confirm: () => this.#writer.save() }),
    });
  }

  /** What `authorRename` answered, by original name, where it is another. */
  get names(): Readonly<Record<string, string>> {
    return this.state.names;
  }

  /** Of the stored conversation: its address, and what outlives the session. @public */
  get threadId(): ThreadId {
    return this.state.thread.id;
  }

  /** The language the person's browser asks for first, as a BCP 47 tag; `en-US` when it asks for none. @public */
  get language(): string {
    return this.request.language;
  }

  get interacted(): boolean {
    return this.#interacted;
  }

  get isOpen(): boolean {
    return this.phase === "open";
  }

  /** Writes the session's own record. */
  get writer(): SessionWriter {
    return this.#writer;
  }

  /** States facts: numbers them, applies them, gives them to the recorder and to every outlet. The one point everything passes. */
  emit(...facts: Fact[]): void {
    if (this.phase === "ended" || this.phase === "suspended") throw sessionEnded();
    // Plain loops: this is the path of every token.
    const events: ServerEvent[] = [];
    let isOfRecord = false;
    for (const fact of facts) {
      const event = this.#accept(fact);
      events.push(event);
      isOfRecord ||= changesRecord(event);
    }
    this.services.tally.facts += events.length;
    for (const outlet of this.outlets) outlet.send(events);
    this.owned?.append(events);
    if (isOfRecord) this.#writer.schedule();
  }

  #accept(fact: Fact): ServerEvent {
    const event = fact.type === "step-text" ? fact : numbered(fact, this.state.seq + 1);
    const touched = applyEvent(this.state, event);
    if (event.type !== "step-text") this.log.push(event);
    if (event.type === "turn-start" || event.type === "turn-end") this.services.liveMarks?.turnChanged(this, event);
    if (event.type === "step-set") this.#updatedAt = this.now();
    this.recorder.record(event, touched);
    return event;
  }

  /** The person did something for the first time: from now on the thread is kept. */
  interact(name: string): void {
    if (this.#interacted) return;
    this.#interacted = true;
    const tag = this.config.autoTagThread ? this.state.surface.chatProfile : undefined;
    // The app may have named it before.
    this.emit({ type: "thread-set", thread: { name: this.state.thread.name ?? nameFromText(name) ?? "", ...(tag && { tags: [tag] }) } });
    this.recorder.begin();
    this.#writer.schedule();
  }

  /** The first words of what was said, where neither the app nor the person has named the chat. */
  nameByWords(words: string): void {
    const { name, namedBy } = this.state.thread;
    const given = nameFromText(words);
    if (namedBy === undefined && given !== undefined && given !== name) this.emit({ type: "thread-set", thread: { name: given } });
  }

  /** The app names the chat. False where a person has: theirs stays; and for a title that shows nothing. */
  nameByApp(title: string): boolean {
    const { name, namedBy } = this.state.thread;
    const given = nameFromText(title);
    if (namedBy === "person" || given === undefined) return false;
    if (given !== name || namedBy !== "app") this.emit({ type: "thread-set", thread: { name: given, namedBy: "app" } });
    return true;
  }

  /** From now on these settings hold in place of the app's. */
  override(overrides: ConfigOverrides): void {
    this.config = withOverrides(this.services.config, overrides);
  }

  /** The chat goes on under another profile: the tag it had from the last one is now this one. */
  tagWithProfile(chatProfile: string): void {
    const { tags = [] } = this.state.thread;
    const { chatProfile: last } = this.state.surface;
    if (!this.#interacted || !this.config.autoTagThread || tags.some((tag) => tag !== last)) return;
    this.emit({ type: "thread-set", thread: { tags: [chatProfile] } });
  }

  /** Gives a name to the person's or the app's authors, asked of the app once per name. */
  async ensureName(name: string): Promise<void> {
    if (this.#named.has(name)) return;
    const asked = this.#naming?.get(name) ?? this.#askName(name);
    if (asked) await asked;
  }

  /** What the app was asked about. */
  readonly #named = new Set<string>();
  /** What it is being asked about; two who need the same name ask once. */
  #naming: Map<string, Promise<void>> | undefined;

  #askName(name: string): Promise<void> | undefined {
    const asked = this.services.driver.rename?.(name, this)?.then((answer) => {
      this.#named.add(name);
      this.#naming?.delete(name);
      if (answer !== undefined && answer !== this.names[name] && isAlive(this.phase)) this.emit({ type: "name-set", name, shown: answer });
    });
    if (asked) (this.#naming ??= new Map()).set(name, asked);
    return asked;
  }

  threadRow(extra: Partial<ThreadRow> = {}): ThreadRow {
    return {
      ...this.state.thread,
      owner: this.owner,
      updatedAt: this.#updatedAt,
      epoch: this.state.epoch,
      ...this.asks.waits,
      ...extra,
    };
  }

  /** The present as it stands in facts. */
  now(): string {
    return new Date(this.services.clock.now()).toISOString();
  }

  #toRecord(): SessionRecord {
    const { state, services } = this;
    const keepsEnv = services.config.persistUserEnv && Object.keys(this.env).length > 0;
    // Until there are rows the record alone keeps what was before them. A message that is not stored yet is sent again.
    const { stored } = this.recorder;
    const unstored = stored ? [] : [...state.turns.values()].filter(({ turn }) => !(this.#interacted && turn.messageId !== undefined));
    const bundles = unstored.map(({ turn }) => toTurnBundle(state, turn.id));
    return {
      id: this.id,
      threadId: this.threadId,
      threadCreatedAt: state.thread.createdAt,
      owner: this.owner,
      epoch: state.epoch,
      handles: [...this.handles],
      interacted: this.#interacted,
      started: this.started,
      clientType: this.clientType,
      surface: state.surface,
      asks: this.asks.open,
      ...this.asks.kept,
      unfinishedTurns: [...state.turns.values()].map(({ turn }) => turn).filter((turn) => turn.endedAt === undefined),
      unstored: bundles.filter((bundle) => bundle !== undefined),
      unstoredElements: stored ? [] : state.threadElements,
      sealedEnv: keepsEnv ? services.seal?.seal(this.env, this.id) : undefined,
      detachedAt: toIso(this.detachedAt),
      leftAt: toIso(this.leftAt),
      updatedAt: this.now(),
    };
  }

  /** Throws when the turn was cut off, or the session is no more. */
  assertLive(turnId: TurnId): void {
    this.turns.assertNotCut(turnId);
    if (this.phase === "ended" || this.phase === "suspended") throw sessionEnded();
  }

  /** A newer session owns this thread, or somebody has deleted it: nothing of this one is written any more. */
  fence(): void {
    if (this.phase === "ended") return;
    this.services.tally.fenced += 1;
    this.logger.error({}, "a newer session owns the thread, or it was deleted: this one stops");
    this.close("ended");
    this.onFenced();
  }

  /** Whoever holds it lets go of it: what is asked of the thread is for the newer one. */
  onFenced: () => void = () => undefined;

  /** What was written down of it after its thread was deleted leads nowhere. */
  #forgetRecord(): void {
    const { store } = this.services;
    this.#writer
      .finish()
      .then(() => store.delete(this.id, this.state.epoch))
      .catch((error: unknown) => this.logger.debug({ err: error }, "the record of a deleted chat could not be removed"));
  }

  /** Cuts off what runs and lets go of everything. The record and the thread are the caller's business. */
  close(phase: "ended" | "suspended"): void {
    if (this.phase === "ended" || this.phase === "suspended") return;
    for (const running of this.turns.running) {
      running.cutOff("interrupted");
      running.force();
    }
    this.phase = phase;
    this.asks.dispose();
    this.#writer.dispose();
    this.recorder.dispose();
    for (const outlet of this.outlets) outlet.closed?.(phase);
    this.outlets.clear();
    const given = phase === "ended" ? this.owned?.end(phase) : this.owned?.release();
    // An engine that is away learns of it by the lease.
    given?.catch(() => undefined);
    this.values.release();
    this.live.release();
  }

  /** In development an ambient call under a turn that has ended is reported once; see `stale-context.ts`. */
  noteAmbientUse: (turnId: TurnId) => void = () => undefined;

  /** An open question with its place in the state. */
  openAsk(askId: Ask["id"]): Ask | undefined {
    return this.state.asks.get(askId);
  }

  newStepId(): StepId {
    return newId<StepId>();
  }
}

/** The settings of a chat: the app's, with what its profile changes. */
export function withOverrides(config: SessionConfig, overrides: ConfigOverrides): SessionConfig {
  // Most chats change nothing, and a copy for each would cost memory.
  if (Object.keys(overrides).length === 0) return config;
  const { name, cot, concurrency, features, uploads } = overrides;
  return {
    ...config,
    assistantName: name ?? config.assistantName,
    cot: cot ?? config.cot,
    concurrency: concurrency ?? config.concurrency,
    editMessage: features?.editMessage ?? config.editMessage,
    uploads: uploads ? withUploads(config.uploads, uploads) : config.uploads,
  };
}

/** What is named and has no value says nothing. */
function withUploads(rules: UploadRules, overrides: NonNullable<ConfigOverrides["uploads"]>): UploadRules {
  return { ...rules, ...Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)) };
}

/** Not by spreading: V8 may give each object that is spread a hidden class of its own, and the log would keep 300 bytes for each. */
function numbered(fact: Exclude<Fact, { readonly type: "step-text" }>, seq: number): StructuralEvent {
  return Object.assign({}, fact, { seq });
}

function isAlive(phase: SessionPhase): boolean {
  return phase === "open" || phase === "ending";
}

function changesRecord(event: ServerEvent): boolean {
  return (
    event.type === "surface-set" ||
    event.type === "ask-start" ||
    event.type === "ask-set" ||
    event.type === "ask-end" ||
    event.type === "turn-end" ||
    event.type === "turn-queued"
  );
}

function toIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
