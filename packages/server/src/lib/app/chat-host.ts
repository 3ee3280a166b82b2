// One app at work: its sessions, its driver, and the life they share, from onAppStart to onAppStop. Knows no network.
import type { SessionId, Starter, StarterCategory, ThreadId } from "@colloquy/protocol";
import { SignIns } from "../auth/sign-ins.ts";
import { userOwner } from "../auth/user.ts";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { type Clock, wait } from "../clock.ts";
import type { EnvSeal } from "../config/env-seal.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { Egress } from "../egress.ts";
import { Files } from "../files/files.ts";
import type { QuotaLimits } from "../files/quota.ts";
import type { LocalFiles } from "../local-files.ts";
import type { Logger } from "../logger.ts";
import { NodeCalls } from "../relay/node-calls.ts";
import { createSingleRelay } from "../relay/single-relay.ts";
import { tellChat } from "../session/chat-log.ts";
import { runOutside } from "../session/context.ts";
import type { LiveMarks } from "../session/live-marks.ts";
import type { Session, SessionConfig, SessionServices } from "../session/session.ts";
import { isAtWork } from "../session/session-ending.ts";
import { SessionRegistry } from "../session/session-registry.ts";
import { watchStaleContexts } from "../session/stale-context.ts";
import { StoreHealth } from "../session/store-health.ts";
import type { SessionStore } from "../session-store/session-store.ts";
import { createOwnLocks, type SharedLocks } from "../session-store/shared-locks.ts";
import { Tally } from "../tally.ts";
import { Texts } from "../texts.ts";
import type { App } from "./app.ts";
import { ChatDriver } from "./chat-driver.ts";
import { type Asking, askProfiles, askStarters, type OfferedProfile } from "./offer.ts";
import { offerAnew, prepareChat } from "./prepare-chat.ts";
import type { Visitor } from "./profile-handlers.ts";
import { recoverCutOff } from "./recover.ts";
import { serveUsers } from "./users.ts";

/** Parts a host is put together from. */
export interface ChatHostOptions {
  readonly app: App;
  readonly config: SessionConfig;
  readonly dataLayer: DataLayer;
  readonly store: SessionStore;
  /** Where the contents of files are kept. */
  readonly blobStore: BlobStore;
  /** What one person may keep of them. Default: 5 GiB, 10,000 files. */
  readonly fileLimits?: QuotaLimits | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What paths in the author's code lead to; without it they lead nowhere. */
  readonly localFiles?: LocalFiles | undefined;
  /** The path that this server's addresses begin with; default none. */
  readonly rootPath?: string | undefined;
  /** Fetches what an author asks to have fetched; without it nothing is. */
  readonly egress?: Egress | undefined;
  /** Encrypts what people typed in as keys; without it `persistUserEnv` keeps nothing. */
  readonly seal?: EnvSeal | undefined;
  /** The app's own texts. Default: none. */
  readonly texts?: Texts;
  /** Counts what it does. Default: one of its own. */
  readonly tally?: Tally;
  /** File and line of the author's code that an error came from. */
  readonly placeOf?: ((error: unknown) => string | undefined) | undefined;
  /** Hears what lists of chats show of live sessions; without it they show nothing of that. */
  readonly liveMarks?: LiveMarks | undefined;
  /** What only one of all processes of the app does at a time. Default: this process is alone. */
  readonly locks?: SharedLocks | undefined;
  /** The release of the app: `onClusterStart` runs once for each. */
  readonly release?: string | undefined;
  /** The other nodes that serve the same app; without it there are none. */
  readonly calls?: NodeCalls;
  /** How long sign-ins last, and how old what is known of one may be. Default: 15 days and 15 seconds. */
  readonly signIn?: { readonly lifetimeMs: number; readonly recheckMs: number } | undefined;
}

/** What somebody may choose from. */
export interface Offer {
  readonly profiles: readonly OfferedProfile[];
  readonly starters: readonly Starter[];
  readonly starterCategories: readonly StarterCategory[];
}

const SWEEP_MS = 60_000;
/** How often a process that stops looks whether it may go. */
const TICK_MS = 25;
/** How soon a chat that has become idle is given back by a process that drains and stays. */
const GIVE_BACK_MS = 250;
/** A connection is asked to move so long after the one before, on average: more is no trouble for the other processes. */
const MOVE_EACH_MS = 5;
/** Who was asked to move is cut off this long after its time at the latest, wherever it is; half of the time to stop stays for what runs then. */
const MOVE_GRACE_MS = 30_000;
/** How long the stop waits for a store that does not write, once every turn has had its time. */
const LAST_WRITES_MS = 10_000;
const FILE_LIMITS: QuotaLimits = { maxBytes: 5 * 1024 ** 3, maxFiles: 10_000 };
const SIGN_IN = { lifetimeMs: 15 * 24 * 60 * 60 * 1000, recheckMs: 15_000 };

/** An app with its live sessions. Tests of apps hand it on, and nothing of it is for them. @internal */
export class ChatHost {
  readonly registry: SessionRegistry;
  readonly driver: ChatDriver;
  readonly services: SessionServices;
  readonly signIns: SignIns;
  readonly #app: App;
  readonly #locks: SharedLocks;
  readonly #release: string;
  #sweeping: { cancel(): void } | undefined;
  #givingBack: { cancel(): void } | undefined;
  #isStopping = false;

  constructor(options: ChatHostOptions) {
    const {
      app,
      signIn = SIGN_IN,
      locks = createOwnLocks(),
      release = "",
      blobStore,
      fileLimits: limits = FILE_LIMITS,
      rootPath = "",
      ...services
    } = options;
    const { dataLayer, clock } = services;
    const logger = tellChat(services.logger);
    this.#app = app;
    this.#locks = locks;
    this.#release = release;
    this.signIns = new SignIns({
      users: services.dataLayer.users,
      clock: services.clock,
      logger: services.logger,
      ...signIn,
      onUserChanged: (user) => {
        for (const session of this.registry.ofOwner(userOwner(user.id))) {
          session.user = user;
          this.#offerAnew(session);
        }
      },
    });
    this.driver = new ChatDriver(app, (session) => this.registry.idle(session));
    const files = new Files({ store: blobStore, dataLayer, clock, logger, limits });
    const tally = options.tally ?? new Tally();
    const health = new StoreHealth({ clock, logger, tally, look: () => lookAt(services) });
    const calls = services.calls ?? new NodeCalls(createSingleRelay(), clock);
    this.services = {
      ...services,
      logger,
      tally,
      calls,
      health,
      files,
      rootPath,
      texts: services.texts ?? new Texts(),
      driver: this.driver,
    };
    this.registry = new SessionRegistry(this.services, {
      start: (session) => {
        if (!services.config.production) watchStaleContexts(session);
        this.driver.startChat(session);
      },
      prepare: (session, request) => prepareChat(session, request, this.#asking),
      userChanged: (session) => this.#offerAnew(session),
      resume: (session, reason) => {
        this.driver.resumeChat(session, reason);
        void recoverCutOff(session, this.driver);
      },
      disconnected: (session) => void this.driver.runSide(session, "disconnect"),
      reconnected: (session) => void this.driver.runSide(session, "reconnect"),
      ending: (session) => this.driver.runSide(session, "chatEnd"),
    });
  }

  #offerAnew(session: Session): void {
    void offerAnew(session, this.#asking).catch((error) =>
      session.logger.error({ err: error }, "what a person may choose from could not be told"),
    );
  }

  /** What somebody may choose from, for clients that ask before they have a chat. */
  async offer(visitor: Visitor): Promise<Offer> {
    const [profiles, starters] = await Promise.all([askProfiles(visitor, this.#asking), askStarters(visitor, this.#asking)]);
    return { profiles: profiles ?? [], ...starters };
  }

  get #asking(): Asking {
    return { handlers: this.#app.handlers, clock: this.services.clock, logger: this.services.logger, texts: this.services.texts };
  }

  /** Opens the stores: `start` does it too, for who need not know before what is in them. */
  async openStores(): Promise<void> {
    if (this.#areStoresOpen) return;
    await this.services.store.open();
    await this.services.dataLayer.open();
    this.#areStoresOpen = true;
  }

  #areStoresOpen = false;

  /** Opens the stores and runs `onAppStart` and `onClusterStart`, outside of any chat. What they throw keeps the server from starting. */
  async start(): Promise<void> {
    await this.openStores();
    await this.services.files.start();
    serveUsers(this.#app, { store: this.services.dataLayer.users, signIns: this.signIns });
    try {
      await runOutside(async () => this.#app.handlers.onAppStart?.());
      await this.#locks.enter(`app ${this.#release}`, async () =>
        runOutside(async () => void (await this.#app.handlers.onClusterStart?.())),
      );
    } catch (error) {
      await this.#closeStores();
      throw error;
    }
    this.signIns.start();
    this.#sweepLater();
    this.services.files.startSweeping((threadId) => this.registry.isHeld(threadId), this.#locks);
  }

  /** Cuts off everything that runs: another process may soon do the same. What handlers call from here on throws an AbortError. */
  interruptAll(): void {
    const running = this.registry.sessions.flatMap(({ turns }) => turns.running);
    if (running.length > 0)
      this.services.logger.warn(
        { turns: running.length },
        "the relay is out of reach: running answers are cut off before another server may take them over",
      );
    for (const turn of running) {
      turn.cutOff("interrupted");
      turn.force();
    }
  }

  /**
   * Gives running turns their time, writes every session down and closes the stores. With a store that forgets,
   * chats end instead. A `watch` restart runs neither `onAppStop` nor `onChatEnd`.
   */
  async stop(options: { readonly drainMs: number; readonly watch?: boolean }): Promise<void> {
    this.#isStopping = true;
    this.#sweeping?.cancel();
    this.#givingBack?.cancel();
    this.signIns.stop();
    const { store, logger, clock } = this.services;
    const until = clock.now() + options.drainMs;
    if (this.services.calls.acrossProcesses) await this.#handOver(until);
    else this.registry.close();
    await this.#untilIdle(until);
    const finish = (session: Session): Promise<void> =>
      store.survivesRestart || options.watch ? this.registry.suspend(session) : this.registry.endSoon(session);
    const finishing = Promise.allSettled(this.registry.sessions.map(finish));
    for (const result of (await this.#inTime(finishing)) ?? [])
      if (result.status === "rejected") logger.error({ err: result.reason }, "a session could not be written down at the stop");
    if (!options.watch) await this.#runAppStop();
    await this.#closeStores();
  }

  /**
   * Gives what this process has to the others, as at the stop, and stays: what runs goes on for as long as it takes, and each chat is given
   * back once it is idle. For an operator who wants the process to go later. Settles when what is idle now has been given back.
   */
  async drain(): Promise<void> {
    await this.#handOver(Number.POSITIVE_INFINITY);
    this.#giveBackLater();
  }

  #giveBackLater(): void {
    this.#givingBack?.cancel();
    if (this.#isStopping || this.registry.size === 0) return;
    this.#givingBack = this.services.clock.setTimeout(() => void this.#giveBackIdle().finally(() => this.#giveBackLater()), GIVE_BACK_MS, {
      background: true,
    });
  }

  /**
   * Other nodes go on with what this one has. First its people: each comes in at another node, and is still served here until then. A chat that is
   * idle is given back when they are there, or at once when nobody is in it; what still runs is followed from there.
   */
  async #handOver(until: number): Promise<void> {
    const { calls, logger, clock } = this.services;
    this.registry.close();
    await calls.relay.drain().catch((error) => logger.warn({ err: error }, "the relay could not be told that this process stops"));
    const mostMs = Math.max(0, until - clock.now()) / 2;
    const withinMs = Math.min(this.registry.connections * MOVE_EACH_MS, mostMs / 2);
    const cutAt = clock.now() + Math.min(mostMs, withinMs + MOVE_GRACE_MS);
    this.registry.askAway(withinMs);
    for (;;) {
      await this.#giveBackIdle((session) => !this.registry.isConnectedHere(session));
      if (this.registry.connections === 0 || clock.now() >= cutAt) break;
      await wait(clock, Math.min(TICK_MS, Math.max(1, cutAt - clock.now())));
    }
    this.registry.sendAway();
    await this.#giveBackIdle();
  }

  async #giveBackIdle(mayGo: (session: Session) => boolean = () => true): Promise<void> {
    const given = await Promise.allSettled(this.registry.sessions.filter(mayGo).map((session) => this.registry.giveBack(session)));
    for (const one of given)
      if (one.status === "rejected") this.services.logger.error({ err: one.reason }, "a session could not be given back");
  }

  /** A store that stays away must not keep the process: what it never stored was never acknowledged. */
  async #inTime<Result>(finishing: Promise<Result>): Promise<Result | undefined> {
    const { clock, logger } = this.services;
    let timer: { cancel(): void } | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = clock.setTimeout(() => resolve(undefined), this.services.config.stopGraceMs + LAST_WRITES_MS);
    });
    const results = await Promise.race([finishing, late]);
    timer?.cancel();
    if (results) return results;
    const left = this.registry.sessions;
    logger.error({ chats: left.length }, "the store could not be written until the end: what it did not take is lost with this process");
    for (const session of left) session.close("suspended");
    return finishing;
  }

  /** Its error is logged: the stores are closed whatever it does. */
  async #runAppStop(): Promise<void> {
    try {
      await runOutside(async () => this.#app.handlers.onAppStop?.());
    } catch (error) {
      this.services.logger.error({ err: error }, "onAppStop threw an error");
    }
  }

  async #closeStores(): Promise<void> {
    await this.services.files.stop();
    await this.#locks.close();
    await this.services.dataLayer.close();
    await this.services.store.close();
    this.#areStoresOpen = false;
  }

  async #untilIdle(until: number): Promise<void> {
    const { clock } = this.services;
    while (this.registry.sessions.some(isAtWork) && clock.now() < until) {
      await wait(clock, Math.min(TICK_MS, Math.max(1, until - clock.now())));
      if (this.services.calls.acrossProcesses) await this.#giveBackIdle();
    }
  }

  #sweepLater(): void {
    this.#sweeping = this.services.clock.setTimeout(
      () => {
        void this.#locks
          .tryAlone("sessions", () => this.registry.sweep())
          .catch((error) => this.services.logger.error({ err: error }, "looking for abandoned chats failed"))
          .finally(() => this.#sweepLater());
      },
      SWEEP_MS,
      { background: true },
    );
  }
}

/** No thread and no session has the id of nothing. */
async function lookAt({ dataLayer, store }: { readonly dataLayer: DataLayer; readonly store: SessionStore }): Promise<void> {
  await Promise.all([dataLayer.loadThread(NOBODY as ThreadId), store.load(NOBODY as SessionId)]);
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
