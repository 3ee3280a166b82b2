// Keeps one connection to the server alive: opens it, opens it again after a loss, and looks for itself whether it still lives.
// It knows when to connect; what is said over a connection is the client's business.
import type { Attached, AttachRequest, ErrorBody, ErrorCode } from "@colloquy/protocol";
import type { ConnectionState } from "../overview.ts";
import type { ServerAddress } from "../server-address.ts";
import { backOffMs } from "./back-off.ts";
import { type Connection, SocketConnection } from "./connection.ts";
import type { ConnectionListener } from "./frames.ts";
import { NextConnection } from "./next-connection.ts";
import type { PageSignals } from "./page-signals.ts";
import type { StreamServer } from "./stream-connection.ts";
import type { Way, Ways } from "./ways.ts";

/** How patient the link is, in milliseconds. */
export interface LinkTimings {
  /** The wait before the first new attempt. */
  readonly retryMinMs: number;
  /** The longest wait between attempts. */
  readonly retryMaxMs: number;
  /** How long a WebSocket may take to come about; then it is asked whether the server can be reached otherwise. */
  readonly reachWithinMs: number;
  /** From opening a socket to the first state. */
  readonly attachWithinMs: number;
  /** How long the answer to a question for a sign of life may take. */
  readonly aliveWithinMs: number;
  /** How often it looks at the clock; a tick that comes much too late means the machine slept. */
  readonly tickMs: number;
  /** After so much silence, while an answer is awaited, it asks for a sign of life. */
  readonly quietMs: number;
}

/** Patience for people and browsers. */
export const LINK_TIMINGS: LinkTimings = {
  retryMinMs: 300,
  retryMaxMs: 15_000,
  reachWithinMs: 6_000,
  attachWithinMs: 12_000,
  aliveWithinMs: 5_000,
  tickMs: 4_000,
  quietMs: 10_000,
};

/** What the link asks of its owner, and tells it. */
export interface LinkOwner extends Omit<ConnectionListener, "lost"> {
  /** What to attach with; asked anew for each attempt. */
  attachRequest(): AttachRequest;
  /** True when this is the chat that is shown, as it was wished. */
  isShown(attached: Attached): boolean;
  /** True when something is awaited from the server, so that silence means something. */
  isExpecting(): boolean;
  /** The server refused the handshake. True when another attempt would be made with something else. */
  refused(error: ErrorBody): boolean;
  lost(): void;
  /** The server has said what its clock says. */
  heardNow(now: string): void;
  changed(state: ConnectionState): void;
}

/** A connection that broke soon counts as failed when the wait that this costs is more than so many times as long as it stood. */
const EARNED = 4;

/** Refusals that time does not heal. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "BAD_REQUEST",
  "FORBIDDEN",
  "NOT_FOUND",
  "NOT_SUPPORTED",
  "ORIGIN_REFUSED",
  "SESSION_ENDED",
  "UNAUTHENTICATED",
]);
const RESTART_MS = 20_000;
/** Attempts that follow soon on one that was turned away by a server that goes: another one is there, as a rule. */
const SOON_TRIES = 4;

export interface LinkOptions {
  readonly signals: PageSignals;
  readonly timings: LinkTimings;
  /** By which way each connection goes. */
  readonly ways: Ways;
  /** Where streams are served. */
  readonly server: StreamServer;
  /** See `SocketOptions`; asked anew for each one. */
  readonly ticket?: (() => Promise<string>) | undefined;
}

/** One lasting link to the server, over as many connections as it takes. */
export class Link {
  readonly #address: ServerAddress;
  readonly #owner: LinkOwner;
  readonly #signals: PageSignals;
  readonly #timings: LinkTimings;
  readonly #options: LinkOptions;
  #connection: Connection | undefined;
  #way: Way = "websocket";
  #state: ConnectionState = { phase: "connecting" };
  #attempt = 0;
  /** Attempts that followed soon on a refusal which passes; they make the waits after them no longer. */
  #soonTries = 0;
  /** Connections in a row that broke soon after they stood. */
  #brief = 0;
  #wasLive = false;
  #openedAt = 0;
  #heardAt = 0;
  #restartUntil = 0;
  /** Takes the place of the connection, when its server goes. */
  #next: NextConnection | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #attachTimer: ReturnType<typeof setTimeout> | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(address: ServerAddress, owner: LinkOwner, options: LinkOptions) {
    this.#address = address;
    this.#owner = owner;
    this.#signals = options.signals;
    this.#timings = options.timings;
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The connection when the chat is attached over it. */
  get live(): Connection | undefined {
    return this.#state.phase === "live" ? this.#connection : undefined;
  }

  /** Begins to connect; does nothing when it has begun already. */
  open(): void {
    if (this.#stopWatching) return;
    this.#stopWatching = this.#watch();
    this.#connect();
  }

  /** Ends everything. `leave` tells the server that the person left the chat. */
  close(options: { readonly leave?: boolean } = {}): void {
    if (options.leave) {
      this.#connection?.leave(this.#timings.aliveWithinMs);
      this.#connection = undefined;
    }
    this.#stop();
    this.#wasLive = false;
    this.#beginAnew();
    this.#set({ phase: "closed" });
  }

  /** Tries at once, also after it had given up; a live connection is asked for a sign of life. */
  retryNow(): void {
    this.#beginAnew();
    if (!this.#stopWatching) this.open();
    else if (this.#state.phase === "live") this.#checkLife();
    else if (!this.#connection || Date.now() - this.#openedAt > this.#timings.aliveWithinMs) this.#connect();
  }

  /** The first state of this connection has come: the chat is live. */
  settled(): void {
    clearTimeout(this.#attachTimer);
    if (this.#state.phase === "live") return;
    this.#options.ways.stood(this.#way);
    this.#restartUntil = 0;
    this.#set({ phase: "live", ...(this.#wasLive && { restoredAt: Date.now() }) });
    this.#wasLive = true;
  }

  /** The server will go away and come back: then no time is lost with waiting. */
  expectRestart(afterMs: number): void {
    this.#restartUntil = Date.now() + afterMs + RESTART_MS;
    this.#set({ ...this.#state, restarting: true });
  }

  /** The server goes, and others serve: another connection is made within this time, and this one is closed when that stands. */
  moveOn(withinMs: number): void {
    if (this.#state.phase !== "live" || this.#next) return;
    this.#next = new NextConnection({
      open: (listener) => this.#openBy(this.#way, listener),
      listener: this.#listener(),
      withinMs,
      attachWithinMs: this.#timings.attachWithinMs,
      isSame: (attached) => this.#owner.isShown(attached),
      onStands: (connection, attached) => this.#moveTo(connection, attached),
    });
  }

  #moveTo(connection: Connection, attached: Attached): void {
    this.#dropConnection();
    this.#connection = connection;
    this.#openedAt = Date.now();
    this.#heardAt = this.#openedAt;
    this.#beginAnew();
    // What has no answer yet is asked again there; it is the same request.
    this.#owner.lost();
    this.#owner.attached(attached);
  }

  /** Ends everything until a person does something about it. */
  fail(error: ErrorBody): void {
    this.#stop();
    this.#owner.lost();
    this.#set({ phase: "failed", error });
  }

  /** Gives this connection up and makes another one. */
  renew(): void {
    this.#dropConnection();
    this.#lost(undefined);
  }

  #connect(): void {
    this.#dropConnection();
    this.#openedAt = Date.now();
    // Why the last attempt was refused holds until this one says something else.
    const { error } = this.#state;
    const phase = this.#wasLive || (this.#hasFailed && !this.#options.ways.isChoosing) ? "reconnecting" : "connecting";
    this.#set({ phase, ...(phase === "reconnecting" && error && { error }), ...this.#restarting() });
    this.#way = this.#options.ways.way;
    if (this.#way === "stream") void this.#openStream(this.#openedAt);
    else this.#connection = this.#openSocket(this.#way);
    this.#attachTimer = setTimeout(() => this.#tooLate(), this.#timings[this.#way === "websocket" ? "reachWithinMs" : "attachWithinMs"]);
  }

  #openSocket(by: "websocket" | "polling", listener = this.#listener()): Connection {
    const { ticket } = this.#options;
    return new SocketConnection(this.#address, this.#owner.attachRequest(), listener, { by, ticket });
  }

  async #openBy(way: Way, listener: ConnectionListener): Promise<Connection> {
    if (way !== "stream") return this.#openSocket(way, listener);
    const Stream = await this.#options.ways.loadStream();
    return new Stream(this.#options.server, this.#owner.attachRequest(), listener);
  }

  /** Its code comes when it is needed; in the meantime another attempt may have begun, or none be wanted any more. */
  async #openStream(openedAt: number): Promise<void> {
    const isWanted = () => this.#stopWatching && !this.#connection && this.#openedAt === openedAt;
    try {
      const Stream = await this.#options.ways.loadStream();
      if (isWanted()) this.#connection = new Stream(this.#options.server, this.#owner.attachRequest(), this.#listener());
    } catch {
      if (isWanted()) this.#lost(undefined);
    }
  }

  #listener(): ConnectionListener {
    const heard =
      <Frame>(tell: (frame: Frame) => void) =>
      (frame: Frame) => {
        this.#heardAt = Date.now();
        tell(frame);
      };
    return {
      attached: heard((frame) => this.#owner.attached(frame)),
      snapshot: heard((frame) => this.#owner.snapshot(frame)),
      facts: heard((frame) => this.#owner.facts(frame)),
      notice: heard((frame) => this.#owner.notice(frame)),
      lost: (error) => this.#lost(error),
    };
  }

  /** No state has come in time. A socket that stands already has the rest of its time. */
  #tooLate(): void {
    const rest = this.#timings.attachWithinMs - (Date.now() - this.#openedAt);
    if (this.#connection?.reached && rest > 0) {
      this.#attachTimer = setTimeout(() => this.#tooLate(), rest);
      return;
    }
    this.#doubtWay(undefined, true);
    this.renew();
  }

  /** A connection that never stood may have failed because of the way it went. */
  #doubtWay(error: ErrorBody | undefined, hung: boolean): void {
    const { phase } = this.#state;
    if (phase !== "connecting" && phase !== "reconnecting") return;
    const reached = error !== undefined || (this.#connection?.reached ?? false);
    this.#options.ways.failed({ way: this.#way, startedAt: this.#openedAt, reached, hung });
  }

  #lost(error: ErrorBody | undefined): void {
    if (this.#connection) this.#doubtWay(error, false);
    const wasSentAway = this.#next !== undefined;
    this.#dropConnection();
    if (!this.#stopWatching) return;
    this.#owner.lost();
    if (error && FINAL.has(error.code) && !this.#owner.refused(error)) {
      this.#stop();
      this.#set({ phase: "failed", error });
      return;
    }
    if (this.#state.phase === "live") this.#fell();
    if (wasSentAway) this.#beginAnew();
    // The first failure of all may be the way's alone; there is nothing to tell of it yet.
    const isBeginning = !this.#wasLive && !error && (!this.#hasFailed || this.#options.ways.isChoosing);
    const isSoon = this.#isRestarting() || wasSentAway || (error?.code === "UNAVAILABLE" && this.#soonTries < SOON_TRIES);
    const delay = isSoon ? soonMs(this.#soonTries++) : this.#backOff(this.#attempt++);
    this.#set({
      phase: this.#signals.isOnline() ? (isBeginning ? "connecting" : "reconnecting") : "offline",
      ...(!isBeginning && { retryAt: Date.now() + delay }),
      ...(error && { error }),
      ...this.#restarting(),
    });
    this.#retryTimer = setTimeout(() => this.#connect(), delay);
  }

  /**
   * A connection that stood is lost. How many attempts it took to make it says nothing of the next one. But one that broke soon counts as a failed
   * attempt, else two sides could spin: unless it stood for long enough beside what would be waited. Where servers are lost every few seconds, who is
   * led to another one is there at once.
   */
  #fell(): void {
    const stoodMs = Date.now() - this.#openedAt;
    const { aliveWithinMs, retryMinMs, retryMaxMs } = this.#timings;
    const brief = stoodMs > aliveWithinMs ? 0 : this.#brief + 1;
    this.#beginAnew();
    this.#brief = brief;
    const attempt = Math.max(0, brief - 1);
    if (EARNED * stoodMs < Math.min(retryMaxMs, retryMinMs * 2 ** attempt)) this.#attempt = attempt;
  }

  /** What failed before counts no more. */
  #beginAnew(): void {
    this.#attempt = 0;
    this.#soonTries = 0;
    this.#brief = 0;
  }

  get #hasFailed(): boolean {
    return this.#attempt + this.#soonTries > 0;
  }

  #backOff(attempt: number): number {
    return backOffMs(attempt, { minMs: this.#timings.retryMinMs, maxMs: this.#timings.retryMaxMs, random: Math.random });
  }

  #isRestarting(): boolean {
    return Date.now() < this.#restartUntil;
  }

  #restarting(): Partial<ConnectionState> {
    return this.#isRestarting() ? { restarting: true } : {};
  }

  #checkLife(): void {
    const connection = this.#connection;
    void connection?.askAlive(this.#timings.aliveWithinMs).then((now) => {
      if (connection !== this.#connection) return;
      if (now === undefined) {
        this.renew();
        return;
      }
      this.#heardAt = Date.now();
      this.#owner.heardNow(now);
    });
  }

  #watch(): () => void {
    let tickedAt = Date.now();
    const onWake = () => this.retryNow();
    const ticker = setInterval(() => {
      const now = Date.now();
      // A clock that was set back has run no less wrong than one that jumped ahead.
      const slept = now - tickedAt > 3 * this.#timings.tickMs || now < tickedAt;
      tickedAt = now;
      const quiet = this.live && now - this.#heardAt > this.#timings.quietMs && this.#owner.isExpecting();
      if (slept) onWake();
      else if (quiet) this.#checkLife();
    }, this.#timings.tickMs);
    const stopWake = this.#signals.onWake(onWake);
    const stopOffline = this.#signals.onOffline(() => this.#checkLife());
    return () => {
      clearInterval(ticker);
      stopWake();
      stopOffline();
    };
  }

  #stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#dropConnection();
  }

  #dropConnection(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#attachTimer);
    this.#next?.stop();
    this.#next = undefined;
    this.#connection?.close();
    this.#connection = undefined;
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    this.#owner.changed(state);
  }
}

function soonMs(tries: number): number {
  return Math.min(tries, 3) * 100 + Math.random() * 100;
}
