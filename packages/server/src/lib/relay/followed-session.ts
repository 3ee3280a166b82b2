// A session of another node, followed without gaps: what the channel loses is read from the log, and what the log has forgotten is in a snapshot of
// the owner. What comes twice or late changes nothing, because each entry has its number.
import { ChatError, type ThreadId } from "@colloquy/protocol";
import { backoffMs } from "../backoff.ts";
import { type Clock, wait } from "../clock.ts";
import { BatchReader } from "./batches.ts";
import { SILENT_MS } from "./limits.ts";
import type { Attached } from "./owned-session.ts";
import type { AskOptions, FollowerParts, Following, Owner, Position, RelayAnswer, RelayRequest, Whereabouts } from "./relay.ts";
import type { LogEntry, LogNotice, RelayDriver } from "./relay-driver.ts";

const RETRY = { firstMs: 50, mostMs: 1_000 };
/** Times that an owner is asked before the follower gives up for now. */
const TRIES = 5;

/** What a follower asks of an owner. */
export const ATTACH = "relay:attach";
export const DETACH = "relay:detach";

export interface AttachBody {
  readonly threadId: ThreadId;
  readonly about: unknown;
  readonly wantsSnapshot: boolean;
  /** The state that was told last does not fit to what the log says after it. Absent when it did, and from older releases. */
  readonly isTorn?: boolean;
}

export interface FollowedSessionParts {
  readonly threadId: ThreadId;
  readonly driver: RelayDriver;
  readonly clock: Clock;
  readonly follower: FollowerParts;
  readonly find: (threadId: ThreadId) => Promise<Whereabouts>;
  readonly ask: (node: string, request: RelayRequest, options?: AskOptions) => Promise<RelayAnswer>;
  /** It follows no longer. */
  readonly onGone: (session: FollowedSession) => void;
}

/** One session, as one follower sees it. */
export class FollowedSession implements Following {
  readonly threadId: ThreadId;
  owner: Owner;
  /** How far whole batches were told. */
  place: Position;
  /** False once nobody is left who would have to know that this follower goes. */
  hasOwner = true;
  readonly #parts: FollowedSessionParts;
  readonly #batches = new BatchReader();
  /** How far entries were read. */
  #read: Position;
  /** The highest entry that was heard of while something is mended. */
  #heard = 0;
  #mending: Promise<void> | undefined;
  #mendAgain: "look" | "attach" | undefined;
  /** What was to be mended could not be: the engine was away, or the owner did not answer. */
  #isBroken = false;
  #hasState: boolean;
  #silentSince: number;
  #unlisten: () => void = () => undefined;
  #isOver = false;

  constructor(parts: FollowedSessionParts, owner: Owner) {
    this.#parts = parts;
    this.threadId = parts.threadId;
    this.owner = owner;
    const { from } = parts.follower;
    this.#hasState = from !== undefined;
    this.place = from ?? { epoch: owner.epoch, at: 0 };
    this.#read = this.place;
    this.#silentSince = parts.clock.now();
  }

  /** Listens, then asks for the state: so that nothing falls between the two. */
  async begin(): Promise<void> {
    try {
      this.#unlisten = await this.#parts.driver.listen(this.threadId, (notice) => this.#hear(notice));
      await this.#mend("attach");
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  async ask(request: RelayRequest, options?: AskOptions): Promise<RelayAnswer> {
    const first = await this.#parts.ask(this.owner.node, request, options);
    if (first.is === "answered" || this.#isOver) return first;
    const found = await this.#parts.find(this.threadId);
    if (found.where !== "elsewhere") return { is: "nobody" };
    return this.#parts.ask(found.owner.node, request, options);
  }

  stop(): void {
    if (!this.#isOver) this.#close();
  }

  /** Messages may have been lost. */
  check(): void {
    this.#mendSoon("attach");
  }

  /** Called now and then: a subscription that was lost without a word is found by comparing with the log. */
  look(): void {
    if (this.#isBroken) this.#mendSoon("attach");
    if (this.#parts.clock.now() - this.#silentSince < SILENT_MS || this.#parts.follower.isBusy?.() === false) return;
    this.#silentSince = this.#parts.clock.now();
    void this.#compare().catch(() => undefined);
  }

  /** A node is dead. */
  lost(node: string): void {
    if (this.owner.node === node) this.#mendSoon("attach");
  }

  /** This node owns the session now. */
  taken(): void {
    this.#end("taken");
  }

  async #compare(): Promise<void> {
    const [top = 0] = await this.#parts.driver.tops([{ threadId: this.threadId, epoch: this.#read.epoch }]);
    if (top > this.#read.at) this.#mendSoon("look");
  }

  #hear(notice: LogNotice): void {
    if (this.#isOver || !isOurs(notice)) return;
    this.#silentSince = this.#parts.clock.now();
    if (notice.type === "ended") this.#end("ended", notice.reason);
    else if (notice.type === "owner") this.#ownerChanged(notice.owner);
    else if (notice.type === "more") this.#told(notice.epoch, notice.at);
    else this.#told(notice.epoch, notice.entry.at, notice.entry);
  }

  #ownerChanged(owner: Owner | undefined): void {
    if (owner && owner.epoch < this.owner.epoch) return;
    if (owner?.node === this.owner.node && owner.epoch === this.owner.epoch) return;
    this.#mendSoon("attach");
  }

  /** The log goes up to there, and this is its last entry if it was told. */
  #told(epoch: number, at: number, entry?: LogEntry): void {
    if (epoch < this.#read.epoch) return;
    if (epoch > this.#read.epoch) {
      this.#mendSoon("attach");
      return;
    }
    this.#heard = Math.max(this.#heard, at);
    if (this.#mending || at <= this.#read.at) return;
    if (!entry || !this.#hasState || at !== this.#read.at + 1 || !this.#apply(entry)) this.#mendSoon("look");
  }

  /** False when it cannot be read, or is of another release and cannot be folded: then the owner is asked for its state. */
  #apply(entry: LogEntry): boolean {
    try {
      const events = this.#batches.read(entry.body);
      this.#read = { epoch: this.#read.epoch, at: entry.at };
      if (!events) return true;
      this.place = this.#read;
      this.#parts.follower.onFacts(events, this.place);
      return true;
    } catch {
      this.#hasState = false;
      return false;
    }
  }

  #mendSoon(how: "look" | "attach"): void {
    if (this.#isOver) return;
    this.#isBroken = false;
    void this.#mend(how).catch(() => {
      this.#isBroken = true;
    });
  }

  #mend(how: "look" | "attach"): Promise<void> {
    if (this.#mending) {
      if (this.#mendAgain !== "attach") this.#mendAgain = how;
      return this.#mending;
    }
    const mending = this.#mendUntilWhole(how);
    this.#mending = mending;
    const over = () => {
      if (this.#mending === mending) this.#mending = undefined;
    };
    mending.then(() => {
      over();
      // It may have come since the last look. Not when this one failed: an engine that is away says so at once, again and again.
      if (this.#heard > this.#read.at) this.#mendSoon("look");
    }, over);
    return mending;
  }

  async #mendUntilWhole(how: "look" | "attach"): Promise<void> {
    let next: "look" | "attach" | undefined = how;
    for (let states = 0; next && !this.#isOver; ) {
      this.#mendAgain = undefined;
      if (!this.#hasState) states += 1;
      // Somebody who is not the owner tells or writes what cannot be. Not as fast as it can be asked for, then.
      if (states > TRIES) {
        this.#heard = 0;
        throw new ChatError("UNAVAILABLE", "What is told of this chat does not fit together.");
      }
      if (next === "attach" || !this.#hasState) await this.#attach(states > 1);
      const isWhole = this.#isOver || (await this.#readLog());
      next = this.#mendAgain ?? (isWhole ? undefined : "attach");
      if (!isWhole) this.#hasState = false;
    }
  }

  /** Reads what was missed. False when the log has forgotten some of it. */
  async #readLog(): Promise<boolean> {
    for (;;) {
      const entries = await this.#parts.driver.read(this.threadId, this.#read);
      if (this.#isOver) return true;
      for (const entry of entries) {
        if (entry.at <= this.#read.at) continue;
        if (entry.at !== this.#read.at + 1 || !this.#apply(entry)) return false;
      }
      if (this.#heard <= this.#read.at) return true;
      if (entries.length === 0) return false;
    }
  }

  async #attach(isTorn: boolean): Promise<void> {
    for (let tries = 1; !this.#isOver; tries += 1) {
      const found = await this.#parts.find(this.threadId);
      if (found.where === "here") this.#end("taken");
      else if (found.where === "nobody") this.#nobody(found.last !== undefined);
      else if (await this.#attachTo(found.owner, isTorn)) return;
      if (this.#isOver) return;
      if (tries === TRIES) throw new ChatError("UNAVAILABLE", "The server that runs this chat does not answer.");
      await wait(this.#parts.clock, backoffMs(tries, RETRY));
    }
  }

  /** An owner has answered once. */
  #hasBegun = false;

  #nobody(isDead: boolean): void {
    if (!this.#hasBegun) throw new ChatError("NOT_FOUND", "Nobody runs this chat.");
    this.#end(isDead ? "lost" : "released");
  }

  /** True when the follower has the state of this owner, or can read its way there. */
  async #attachTo(owner: Owner, isTorn: boolean): Promise<boolean> {
    const { follower, driver } = this.#parts;
    const wantsSnapshot = !this.#hasState || owner.epoch !== this.place.epoch;
    const body: AttachBody = { threadId: this.threadId, about: follower.about, wantsSnapshot, ...(isTorn && { isTorn }) };
    const answer = await this.#parts.ask(owner.node, { kind: ATTACH, body });
    if (this.#isOver || answer.is !== "answered" || !isAttached(answer.body)) return false;
    const { place, snapshot } = answer.body;
    this.owner = { node: owner.node, epoch: place.epoch };
    this.#hasBegun = true;
    if (snapshot === undefined) {
      // What is told of the log from here on is at least this.
      if (place.epoch !== this.#read.epoch) return false;
      this.#heard = Math.max(this.#heard, place.at);
      return true;
    }
    const json = await driver.takeSnapshot(snapshot);
    if (json === undefined || this.#isOver) return false;
    if (place.epoch !== this.#read.epoch) this.#heard = 0;
    this.place = place;
    this.#read = place;
    this.#batches.reset();
    try {
      follower.onSnapshot(json, place);
    } catch {
      // Of another release, or spoilt.
      return false;
    }
    this.#hasState = true;
    return true;
  }

  #end(how: "released" | "ended" | "lost" | "taken", reason?: string): void {
    if (this.#isOver) return;
    this.hasOwner = false;
    this.#close();
    this.#parts.follower.onEnd(how, reason);
  }

  #close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#unlisten();
    this.#parts.onGone(this);
  }
}

/** Places are numbers; what others may say on the channel of a chat is not heard. */
function isOurs(notice: LogNotice): boolean {
  if (notice.type === "entry") return isPlace({ epoch: notice.epoch, at: notice.entry.at });
  return notice.type !== "more" || isPlace(notice);
}

function isPlace(place: Partial<Position> | undefined): boolean {
  return Number.isSafeInteger(place?.epoch) && Number.isSafeInteger(place?.at);
}

function isAttached(body: unknown): body is Attached {
  return typeof body === "object" && body !== null && "place" in body && isPlace(body.place as Partial<Position> | undefined);
}
