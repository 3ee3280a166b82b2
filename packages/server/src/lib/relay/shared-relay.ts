// The relay of several processes, made of a driver: who owns what is claimed and given back here, owners and followers find each other.
import { ChatError, type ServerEvent, type ThreadId } from "@colloquy/protocol";
import { Beat } from "../beat.ts";
import { check, checkOptions, object } from "../check-given.ts";
import { type Clock, systemClock } from "../clock.ts";
import { BatchReader } from "./batches.ts";
import { ATTACH, type AttachBody, DETACH, FollowedSession } from "./followed-session.ts";
import { BEAT_MS, FARTHEST_EPOCHS } from "./limits.ts";
import { Mailbox } from "./mailbox.ts";
import { Membership } from "./membership.ts";
import { type Attached, OwnedSession } from "./owned-session.ts";
import type {
  AskOptions,
  Claimed,
  FollowerParts,
  NodeId,
  NodeInfo,
  NodeParts,
  Owner,
  OwnerParts,
  Relay,
  RelayAnswer,
  RelayCapabilities,
  RelayRequest,
  Whereabouts,
} from "./relay.ts";
import type { LogTail, RelayDriver } from "./relay-driver.ts";
import { Watcher } from "./watcher.ts";

/** What a relay can be given besides its driver. */
export interface RelayOptions {
  /** The time that it waits by; that of the machine by default. Tests hand in one of their own. */
  readonly clock?: Clock;
}

const HOW = "Write createRelay(createRedisRelayDriver({ url })).";
/** How often a claim looks again when the owner changes while it is made. */
const CLAIM_TRIES = 3;
/** A life of a process never comes back, and soon nobody speaks of it. */
const REMEMBERED_DEAD = 1_000;

/** A relay on an engine that several processes share. Nothing is connected before `join`. */
export function createRelay(driver: RelayDriver, options: RelayOptions = {}): Relay {
  check("createRelay", "the driver", driver, object, HOW);
  checkOptions("createRelay", options, { clock: object }, HOW);
  const { clock = systemClock } = options;
  return new SharedRelay(driver, clock);
}

interface Joined {
  readonly parts: NodeParts;
  readonly member: Membership;
  readonly mailbox: Mailbox;
  readonly watcher: Watcher;
}

class SharedRelay implements Relay {
  readonly #driver: RelayDriver;
  readonly #clock: Clock;
  readonly #beat: Beat;
  readonly #owned = new Map<ThreadId, OwnedSession>();
  /** Claims that are being made: who asks for such a session waits for what becomes of it. */
  readonly #claiming = new Map<ThreadId, Promise<unknown>>();
  readonly #followed = new Set<FollowedSession>();
  readonly #watched = new Set<NodeId>();
  /** Nodes whose death is known, the newest of them. */
  readonly #dead = new Set<NodeId>();
  #joined: Joined | undefined;

  constructor(driver: RelayDriver, clock: Clock) {
    this.#driver = driver;
    this.#clock = clock;
    this.#beat = new Beat(clock, { everyMs: BEAT_MS, background: true });
  }

  get name(): string {
    return this.#driver.name;
  }

  get capabilities(): RelayCapabilities {
    return this.#driver.capabilities;
  }

  get nodeId(): NodeId {
    return this.#here.member.id;
  }

  async join(parts: NodeParts): Promise<void> {
    const [driver, clock] = [this.#driver, this.#clock];
    const member = new Membership({
      driver,
      clock,
      name: parts.name,
      version: parts.version,
      place: parts.place,
      observes: parts.observes,
      onNewLife: () => {
        this.#newLife();
        parts.onNewLife?.();
      },
      onDoubt: (inDoubt) => parts.onDoubt?.(inDoubt),
      onBeat: () => this.#takeBack(),
    });
    const mailbox = new Mailbox({ driver, clock, self: () => member.id, onRequest: (request, from) => this.#answer(parts, request, from) });
    const watcher = new Watcher({
      driver,
      clock,
      self: () => member.id,
      onForgotten: () => void member.beat(),
      nodes: () => this.#others(),
      onLost: (node) => this.#lost(node),
      onLook: () => {
        for (const session of this.#followed) session.look();
      },
    });
    this.#joined = { parts, member, mailbox, watcher };
    await driver.open({
      onMessage: (message) => mailbox.receive(message),
      onReconnected: () => this.#reconnected(),
      onAdvice: (advice) => parts.onAdvice?.(advice),
    });
    await member.enter();
  }

  async drain(): Promise<void> {
    await this.#here.member.drain();
  }

  async leave(): Promise<void> {
    if (!this.#joined) return;
    const { member, watcher } = this.#joined;
    watcher.close();
    for (const session of this.#followed) session.stop();
    // What stands behind it may be away: then others find out by the lease.
    await Promise.allSettled([...this.#owned.values()].map((session) => session.release()));
    await member.leave().catch(() => undefined);
    this.#joined = undefined;
    await this.#driver.close();
  }

  async nodes(): Promise<readonly NodeInfo[]> {
    return (await this.#driver.nodes()).filter(({ observes }) => observes !== true);
  }

  async find(threadId: ThreadId): Promise<Whereabouts> {
    const owned = this.#owned.get(threadId);
    if (owned) return { where: "here", owned };
    const { watcher, member } = this.#here;
    const owner = await this.#driver.ownerOf(threadId);
    if (!owner) return (await watcher.mustSettle()) ? this.find(threadId) : { where: "nobody" };
    // A claim of ours that nobody has heard of is none. And who is dead stays so: a process that goes on has another id.
    const isDead = owner.node === member.id || this.#dead.has(owner.node);
    const judged = isDead ? "dead" : await watcher.judge(owner.node);
    if (judged === "again") return this.find(threadId);
    // Who comes for one chat finds it out for all of them.
    if (judged === "dead" && owner.node !== member.id && !this.#dead.has(owner.node)) this.#lost(owner.node);
    return judged === "alive" ? { where: "elsewhere", owner } : { where: "nobody", last: owner };
  }

  async claim(threadId: ThreadId, epoch: number, parts: OwnerParts): Promise<Claimed> {
    const claim = this.#claimAndBegin(threadId, epoch, parts);
    const done = claim.catch(() => undefined);
    this.#claiming.set(threadId, done);
    try {
      return await claim;
    } finally {
      if (this.#claiming.get(threadId) === done) this.#claiming.delete(threadId);
    }
  }

  async follow(threadId: ThreadId, follower: FollowerParts) {
    const found = await this.find(threadId);
    if (found.where !== "elsewhere") throw new ChatError("NOT_FOUND", "Nobody else runs this chat.");
    const session = new FollowedSession(
      {
        threadId,
        driver: this.#driver,
        clock: this.#clock,
        follower,
        find: (id) => this.find(id),
        ask: (node, request, options) => this.ask(node, request, options),
        onGone: (gone) => this.#unfollow(gone),
      },
      found.owner,
    );
    this.#followed.add(session);
    this.#here.watcher.start();
    await session.begin();
    return session;
  }

  async ask(node: NodeId, request: RelayRequest, options?: AskOptions): Promise<RelayAnswer> {
    const { mailbox, member, parts, watcher } = this.#here;
    if (node === member.id) return { is: "answered", body: await this.#answer(parts, request, node) };
    // One that dies before it has answered is not waited for.
    watcher.start();
    return mailbox.ask(node, request, options);
  }

  watch(node: NodeId): void {
    this.#watched.add(node);
    this.#here.watcher.start();
  }

  #unfollow(gone: FollowedSession): void {
    this.#followed.delete(gone);
    const { threadId, owner, hasOwner } = gone;
    if (!hasOwner || [...this.#followed].some((other) => other.threadId === threadId)) return;
    // An owner that does not hear it finds out once this node is gone.
    void this.ask(owner.node, { kind: DETACH, body: { threadId } }).catch(() => undefined);
  }

  get #here(): Joined {
    if (!this.#joined) throw new ChatError("UNAVAILABLE", "This server takes no part in the relay.");
    return this.#joined;
  }

  async #claimAndBegin(threadId: ThreadId, epoch: number, parts: OwnerParts): Promise<Claimed> {
    const claimed = await this.#claim(threadId, epoch, parts);
    if (!("owned" in claimed) || !parts.begin) return claimed;
    try {
      await parts.begin(claimed.owned);
      return claimed;
    } catch (error) {
      await claimed.owned.release().catch(() => undefined);
      throw error;
    }
  }

  async #claim(threadId: ThreadId, epoch: number, parts: OwnerParts): Promise<Claimed> {
    const { member, parts: here } = this.#here;
    if (here.observes) throw new ChatError("UNAVAILABLE", "Who only observes takes no chats.");
    for (let tries = 1; ; tries += 1) {
      if (member.draining) throw new ChatError("UNAVAILABLE", "This server is about to stop and takes no more chats.");
      const found = await this.find(threadId);
      if (found.where === "elsewhere") return { owner: found.owner };
      const last: Owner | undefined = found.where === "here" ? { node: member.id, epoch: found.owned.epoch } : found.last;
      if (found.where === "nobody" && last?.epoch === epoch && member.isSelf(last.node)) {
        // A claim of ours was done and its answer was lost: nobody else was given this epoch.
        const again = await this.#driver.reclaim(threadId, { old: last.node, node: member.id, epoch });
        if (again.ok) return { owned: await this.#own(threadId, epoch, parts) };
      }
      if (last && last.epoch >= epoch && last.epoch - epoch <= FARTHEST_EPOCHS) throw staleEpoch();
      const result = await this.#driver.claim(threadId, { seen: last?.node, node: member.id, epoch });
      if (result.ok) return { owned: await this.#own(threadId, epoch, parts) };
      if (result.owner && result.owner.node !== member.id) return { owner: result.owner };
      if ((result.owner && result.owner.epoch >= epoch) || tries === CLAIM_TRIES) throw staleEpoch();
    }
  }

  async #own(threadId: ThreadId, epoch: number, owner: OwnerParts): Promise<OwnedSession> {
    this.#owned.get(threadId)?.drop();
    const [driver, clock] = [this.#driver, this.#clock];
    const tail = toEvents(await driver.tail(threadId, epoch));
    const session = new OwnedSession({
      threadId,
      epoch,
      driver,
      clock,
      beat: this.#beat,
      owner,
      tail,
      self: () => this.nodeId,
      isSelf: (node) => this.#here.member.isSelf(node),
      onGone: (gone) => {
        if (this.#owned.get(threadId) === gone) this.#owned.delete(threadId);
      },
      onFollowers: () => this.#here.watcher.start(),
      onAppended: (tookMs) => this.#joined?.parts.onAppended?.(tookMs),
    });
    this.#owned.set(threadId, session);
    for (const followed of [...this.#followed]) if (followed.threadId === threadId) followed.taken();
    return session;
  }

  async #answer(parts: NodeParts, request: RelayRequest, from: NodeId): Promise<unknown> {
    if (request.kind === ATTACH) return this.#attach(request.body as AttachBody, from);
    if (request.kind !== DETACH) return parts.onRequest(request, from);
    const { threadId } = request.body as { readonly threadId: ThreadId };
    this.#owned.get(threadId)?.detach(from);
    return true;
  }

  async #attach({ threadId, about, wantsSnapshot, isTorn = false }: AttachBody, from: NodeId): Promise<Attached | false> {
    await this.#claiming.get(threadId);
    const owned = this.#owned.get(threadId);
    if (owned) return owned.attach(from, about, { wantsSnapshot, isTorn });
    // The engine says that it is ours, and it is not: a claim whose answer was lost, or an end.
    const owner = await this.#driver.ownerOf(threadId);
    if (owner?.node === this.nodeId) await this.#driver.release(threadId, owner);
    return false;
  }

  #others(): ReadonlySet<NodeId> {
    const others = new Set(this.#watched);
    for (const { owner } of this.#followed) others.add(owner.node);
    for (const { followers } of this.#owned.values()) for (const node of followers) others.add(node);
    for (const node of this.#joined?.mailbox.asked ?? []) others.add(node);
    others.delete(this.nodeId);
    return others;
  }

  #lost(node: NodeId): void {
    const isNew = !this.#dead.has(node);
    this.#dead.add(node);
    const [oldest] = this.#dead;
    if (this.#dead.size > REMEMBERED_DEAD && oldest !== undefined) this.#dead.delete(oldest);
    this.#watched.delete(node);
    this.#joined?.mailbox.lost(node);
    for (const session of this.#owned.values()) session.detach(node);
    for (const session of this.#followed) session.lost(node);
    if (isNew) this.#joined?.parts.onLost?.(node);
  }

  #newLife(): void {
    this.#here.watcher.settle();
    for (const session of this.#followed) session.check();
  }

  #takeBack(): void {
    // What fails is tried again with the next beat.
    for (const session of this.#owned.values()) void session.takeBack().catch(() => undefined);
  }

  #reconnected(): void {
    const { watcher, member } = this.#here;
    watcher.settle();
    void member.beat();
    for (const session of this.#followed) session.check();
  }
}

/** The facts of what older epochs left, as far as they follow each other. */
function toEvents(tails: readonly LogTail[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  for (const { written, entries } of tails) {
    const batches = new BatchReader();
    let at = written;
    let seq: number | undefined;
    for (const entry of entries) {
      // What comes after a hole says less than the data layer does.
      if (entry.at !== at + 1) return events;
      at = entry.at;
      const read = readEntry(batches, entry.body);
      if (!read) return events;
      for (const event of read) {
        if (event.type !== "step-text") {
          // Each epoch counts on by one.
          if (seq !== undefined && event.seq !== seq + 1) return events;
          seq = event.seq;
        }
        events.push(event);
      }
    }
  }
  return events;
}

/** Undefined for what nobody of ours has written: a chat must open all the same. */
function readEntry(batches: BatchReader, body: string): readonly ServerEvent[] | undefined {
  try {
    return batches.read(body) ?? [];
  } catch {
    return undefined;
  }
}

function staleEpoch(): ChatError {
  return new ChatError("STALE_WRITE", "This chat was opened elsewhere since.", {
    fix: "Ask the data layer for the next epoch and claim again.",
  });
}
