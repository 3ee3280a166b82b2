// A session that this node owns: its facts go to the log, followers are given the state, and when somebody else has it, it is fenced.
import { ChatError, newId, type ServerEvent, type ThreadId } from "@colloquy/protocol";
import type { Beat } from "../beat.ts";
import { type Clock, wait } from "../clock.ts";
import { FARTHEST_SUCCESSOR, LEAVE_MS, MOST_SNAPSHOT_BYTES } from "./limits.ts";
import { Outbox } from "./outbox.ts";
import type { NodeId, Owned, Owner, OwnerParts, Position } from "./relay.ts";
import type { RelayDriver } from "./relay-driver.ts";

/** What a new follower is answered. */
export interface Attached {
  readonly place: Position;
  /** Where the state lies, when it was asked for. */
  readonly snapshot?: string;
}

/** How somebody begins to follow. */
export interface AttachOptions {
  readonly wantsSnapshot: boolean;
  /** What the log says after the last state did not fit to it. */
  readonly isTorn: boolean;
}

export interface OwnedSessionParts {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly driver: RelayDriver;
  readonly clock: Clock;
  readonly beat: Beat;
  readonly self: () => NodeId;
  /** True for this life of the process and for those before it. */
  readonly isSelf: (node: NodeId) => boolean;
  readonly owner: OwnerParts;
  readonly tail: readonly ServerEvent[];
  /** It is over here, for whatever reason. */
  readonly onGone: (session: OwnedSession) => void;
  /** Somebody new is to be watched. */
  readonly onFollowers: () => void;
  /** What was sent to the log is there, after so many milliseconds; undefined when that failed. */
  readonly onAppended: (tookMs: number | undefined) => void;
}

/** One session of its owner. */
export class OwnedSession implements Owned {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly followers = new Set<NodeId>();
  tail: readonly ServerEvent[];
  readonly #parts: OwnedSessionParts;
  readonly #outbox: Outbox;
  /** As which life of this process the engine knows the owner. */
  #known: NodeId;
  #isOver = false;

  constructor(parts: OwnedSessionParts) {
    const { threadId, epoch, driver, clock, beat, tail } = parts;
    this.#parts = parts;
    this.threadId = threadId;
    this.epoch = epoch;
    this.tail = tail;
    this.#known = parts.self();
    this.#outbox = new Outbox({
      threadId,
      driver,
      clock,
      beat,
      owner: () => ({ node: this.#known, epoch }),
      isFollowed: () => this.followers.size > 0,
      onRefused: (by) => this.#refused(by),
      onAppended: parts.onAppended,
    });
    if (tail.length === 0) this.#outbox.mayForget();
  }

  tailWritten(): void {
    if (this.tail.length === 0) return;
    this.tail = [];
    this.#outbox.mayForget();
    // One that stays goes with its time.
    void this.#parts.driver.dropTail(this.threadId, this.epoch).catch(() => undefined);
  }

  append(events: readonly ServerEvent[]): void {
    this.#outbox.push(events);
  }

  place(): Position {
    return { epoch: this.epoch, at: this.#outbox.place() };
  }

  written({ epoch, at }: Position): void {
    if (epoch === this.epoch) this.#outbox.written(at);
  }

  settled(): Promise<void> {
    return this.#outbox.settled();
  }

  async release(): Promise<void> {
    await this.#close((owner) => this.#parts.driver.release(this.threadId, owner));
  }

  async end(reason: string): Promise<void> {
    await this.#close((owner) => this.#parts.driver.end(this.threadId, owner, reason));
  }

  /** Somebody follows. The state and its place are of the same instant: what is appended later has a later place. */
  async attach(node: NodeId, about: unknown, { wantsSnapshot, isTorn }: AttachOptions): Promise<Attached> {
    const { owner, driver } = this.#parts;
    if (isTorn) this.#outbox.touch();
    const place = this.place();
    const json = wantsSnapshot ? owner.snapshot() : undefined;
    if (json !== undefined && Buffer.byteLength(json) > MOST_SNAPSHOT_BYTES)
      throw new ChatError("TOO_LARGE", "This chat is too large to be shown by another server than the one that runs it.");
    if (!this.followers.has(node)) {
      this.followers.add(node);
      owner.onFollower?.(node, about);
      this.#parts.onFollowers();
    }
    if (json === undefined) return { place };
    // Whatever a follower has seen, the next owner must find in the log. An engine that is slow keeps nobody from following.
    await Promise.race([this.#outbox.arrived(place.at), wait(this.#parts.clock, LEAVE_MS)]);
    const snapshot = newId();
    await driver.putSnapshot(snapshot, json);
    return { place, snapshot };
  }

  /** A node follows no longer, or is dead. */
  detach(node: NodeId): void {
    if (this.followers.delete(node)) this.#parts.owner.onFollowerGone?.(node);
  }

  /** This process has a new life, or what stands behind the relay is back: what was owned is taken back, what waits is sent. */
  async takeBack(): Promise<void> {
    if (this.#isOver) return;
    if (this.#known !== this.#parts.self() && !(await this.#reclaim(this.#known))) return;
    this.#outbox.wake();
  }

  /** It is nobody's concern any more here; nothing is told to anybody. */
  drop(): void {
    this.#isOver = true;
    this.#outbox.close();
    for (const node of this.followers) this.detach(node);
    this.#parts.onGone(this);
  }

  async #close(step: (owner: Owner) => Promise<void>): Promise<void> {
    if (this.#isOver) return;
    // An engine that is away keeps nobody from leaving: what was said is in the data layer, or will be.
    await Promise.race([this.#outbox.settled(), wait(this.#parts.clock, LEAVE_MS)]);
    if (this.#isOver) return;
    this.drop();
    await step({ node: this.#known, epoch: this.epoch });
  }

  #fence(by: Owner | undefined): void {
    if (this.#isOver) return;
    this.drop();
    // The log alone knows an epoch and no node.
    this.#parts.owner.onFenced(by?.node ? by : undefined);
  }

  /** The log was not ours. Whether it can be again is for the engine to say: it may have forgotten us. */
  async #refused(by: Owner | undefined): Promise<boolean> {
    if (this.#isOver) return false;
    if (by && Number.isSafeInteger(by.epoch) && by.epoch > this.epoch && by.epoch - this.epoch <= FARTHEST_SUCCESSOR) {
      this.#fence(by);
      return false;
    }
    return this.#reclaim(by?.node ?? this.#known);
  }

  async #reclaim(from: NodeId): Promise<boolean> {
    const { driver, self, isSelf } = this.#parts;
    const node = self();
    // A node of ours may be told of under an earlier life; anybody else with this epoch keeps it.
    let old = isSelf(from) ? from : this.#known;
    for (;;) {
      const result = await driver.reclaim(this.threadId, { node, epoch: this.epoch, old });
      if (result.ok) {
        this.#known = node;
        return true;
      }
      const { owner } = result;
      const isOurs = owner !== undefined && owner.epoch === this.epoch && owner.node !== old && isSelf(owner.node);
      if (!isOurs) {
        this.#fence(owner);
        return false;
      }
      // A life in between had taken it back, and has not heard so.
      old = owner.node;
    }
  }
}
