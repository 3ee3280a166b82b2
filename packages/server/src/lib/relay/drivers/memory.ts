// Several servers in one process: what they share is a hub in memory, which a test may make forget everything, or cut a node off from.
import { ChatError, type ThreadId } from "@colloquy/protocol";
import { type Clock, systemClock, type Timer } from "../../clock.ts";
import { SNAPSHOT_MS } from "../limits.ts";
import type { NodeId, NodeInfo, Owner } from "../relay.ts";
import type { AppendStep, DriverEvents, LogEntry, LogNotice, LogTail, Presence, RelayDriver, StepResult } from "../relay-driver.ts";

const LEASE_MS = 6_000;

interface Kept {
  owner: Owner | undefined;
  /** The highest epoch that was claimed, also after a release. */
  epoch: number;
  /** By epoch, each in order. */
  readonly log: Map<number, LogEntry[]>;
  readonly written: Map<number, number>;
}

interface Lease {
  readonly timer: Timer;
}

interface Line {
  readonly events: DriverEvents;
  readonly ids: Set<NodeId>;
  readonly listeners: Map<ThreadId, Set<(notice: LogNotice) => void>>;
}

/** What the servers of one process share in place of an engine. */
export class MemoryHub {
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly leases = new Map<NodeId, Lease>();
  readonly infos = new Map<NodeId, NodeInfo>();
  readonly lines = new Set<Line>();
  readonly snapshots = new Map<string, string>();
  #kept = new Map<ThreadId, Kept>();

  constructor({ clock = systemClock, leaseMs = LEASE_MS }: { readonly clock?: Clock; readonly leaseMs?: number } = {}) {
    this.clock = clock;
    this.leaseMs = leaseMs;
  }

  of(threadId: ThreadId): Kept {
    const found = this.#kept.get(threadId) ?? { owner: undefined, epoch: 0, log: new Map(), written: new Map() };
    this.#kept.set(threadId, found);
    return found;
  }

  drop(threadId: ThreadId): void {
    this.#kept.delete(threadId);
  }

  /** As an engine that was emptied: no owners, no logs, no leases; connections stay. */
  forget(): void {
    this.#kept.clear();
    this.snapshots.clear();
    for (const node of [...this.leases.keys()]) this.endLease(node);
  }

  /** As memory that ran short: who owns this one is not known any more. */
  forgetOwner(threadId: ThreadId): void {
    const kept = this.of(threadId);
    kept.owner = undefined;
    kept.epoch = 0;
  }

  beginLease(node: NodeId): void {
    this.leases.get(node)?.timer.cancel();
    const timer = this.clock.setTimeout(() => void this.leases.delete(node), this.leaseMs, { background: true });
    this.leases.set(node, { timer });
  }

  endLease(node: NodeId): void {
    this.leases.get(node)?.timer.cancel();
    this.leases.delete(node);
    this.infos.delete(node);
  }

  /** As a process that was killed: its connections close, its lease runs on. */
  kill(node: NodeId): void {
    for (const line of this.lines) if (line.ids.has(node)) this.lines.delete(line);
  }

  lineOf(node: NodeId): Line | undefined {
    return [...this.lines].find(({ ids }) => ids.has(node));
  }

  tell(threadId: ThreadId, notice: LogNotice): void {
    for (const { listeners } of this.lines) for (const hear of listeners.get(threadId) ?? []) queueMicrotask(() => hear(notice));
  }
}

/** A server's line to the hub. */
export function createMemoryRelayDriver(hub: MemoryHub): RelayDriver {
  return new MemoryDriver(hub);
}

class MemoryDriver implements RelayDriver {
  readonly name = "memory";
  readonly capabilities;
  readonly leaseMs: number;
  readonly #hub: MemoryHub;
  #line: Line | undefined;

  constructor(hub: MemoryHub) {
    this.#hub = hub;
    this.leaseMs = hub.leaseMs;
    this.capabilities = { acrossProcesses: true, keepsTail: true, seesKilledAfterMs: 1_000, seesSilentAfterMs: hub.leaseMs };
  }

  async open(events: DriverEvents): Promise<void> {
    this.#line = { events, ids: new Set(), listeners: new Map() };
    this.#hub.lines.add(this.#line);
  }

  async close(): Promise<void> {
    if (this.#line) this.#hub.lines.delete(this.#line);
    this.#line = undefined;
  }

  async enter(node: NodeInfo): Promise<void> {
    this.#here.ids.add(node.id);
    this.#hub.beginLease(node.id);
    this.#hub.infos.set(node.id, node);
  }

  async describe(node: NodeInfo): Promise<void> {
    this.#online();
    this.#hub.infos.set(node.id, node);
  }

  async renew(node: NodeId): Promise<boolean> {
    const isHeld = this.#online().leases.has(node);
    if (isHeld) this.#hub.beginLease(node);
    return isHeld;
  }

  async bury(node: NodeId): Promise<void> {
    this.#online().endLease(node);
    this.#line?.ids.delete(node);
  }

  async presence(nodes: readonly NodeId[]): Promise<readonly Presence[]> {
    const { leases } = this.#online();
    return nodes.map((node) => (!leases.has(node) ? "gone" : this.#hub.lineOf(node) ? "alive" : "deaf"));
  }

  async nodes(): Promise<readonly NodeInfo[]> {
    const { infos, leases } = this.#online();
    return [...infos.values()].filter(({ id }) => leases.has(id));
  }

  async ownerOf(threadId: ThreadId): Promise<Owner | undefined> {
    return this.#online().of(threadId).owner;
  }

  async claim(threadId: ThreadId, { seen, node, epoch }: { seen: NodeId | undefined; node: NodeId; epoch: number }): Promise<StepResult> {
    const kept = this.#online().of(threadId);
    if (kept.owner?.node !== seen) return { ok: false, owner: kept.owner };
    if (Math.max(kept.epoch, top(kept)) >= epoch) return { ok: false, owner: { node, epoch: Math.max(kept.epoch, top(kept)) } };
    return this.#give(threadId, kept, { node, epoch });
  }

  async reclaim(threadId: ThreadId, { old, node, epoch }: Owner & { readonly old: NodeId }): Promise<StepResult> {
    const kept = this.#online().of(threadId);
    if (top(kept) > epoch) return { ok: false, owner: kept.owner };
    const isOthers = kept.owner && kept.owner.node !== old && kept.owner.node !== node;
    if (kept.epoch > epoch || (kept.epoch === epoch && isOthers)) return { ok: false, owner: kept.owner };
    return this.#give(threadId, kept, { node, epoch });
  }

  async release(threadId: ThreadId, owner: Owner): Promise<void> {
    const kept = this.#online().of(threadId);
    if (!isSame(kept.owner, owner)) return;
    kept.owner = undefined;
    this.#hub.tell(threadId, { type: "owner", owner: undefined });
  }

  async end(threadId: ThreadId, owner: Owner, reason: string): Promise<void> {
    if (!isSame(this.#online().of(threadId).owner, owner)) return;
    this.#hub.drop(threadId);
    this.#hub.tell(threadId, { type: "ended", reason });
  }

  async append(threadId: ThreadId, step: AppendStep): Promise<StepResult> {
    const kept = this.#online().of(threadId);
    if (!isSame(kept.owner, step)) return { ok: false, owner: kept.owner };
    const log = kept.log.get(step.epoch) ?? [];
    const last = log.at(-1)?.at ?? 0;
    const news = step.entries.filter(({ at }) => at > last);
    if (step.forget > 0) for (const epoch of [...kept.log.keys()]) if (epoch < step.epoch) kept.log.delete(epoch);
    kept.log.set(
      step.epoch,
      [...log, ...news].filter(({ at }) => at > step.forget),
    );
    kept.written.set(step.epoch, step.written);
    for (const entry of news) this.#hub.tell(threadId, { type: "entry", epoch: step.epoch, entry });
    return { ok: true };
  }

  async read(threadId: ThreadId, { epoch, at }: { epoch: number; at: number }): Promise<readonly LogEntry[]> {
    return (this.#online().of(threadId).log.get(epoch) ?? []).filter((entry) => entry.at > at);
  }

  async tops(places: readonly { readonly threadId: ThreadId; readonly epoch: number }[]): Promise<readonly number[]> {
    return places.map(({ threadId, epoch }) => this.#online().of(threadId).log.get(epoch)?.at(-1)?.at ?? 0);
  }

  async tail(threadId: ThreadId, before: number): Promise<readonly LogTail[]> {
    const { log, written } = this.#online().of(threadId);
    const older = [...log.keys()].filter((epoch) => epoch < before).sort((a, b) => a - b);
    return older.map((epoch) => {
      const until = written.get(epoch) ?? 0;
      return { epoch, written: until, entries: (log.get(epoch) ?? []).filter(({ at }) => at > until) };
    });
  }

  async dropTail(threadId: ThreadId, before: number): Promise<void> {
    const { log, written } = this.#online().of(threadId);
    for (const epoch of [...log.keys()].filter((one) => one < before)) {
      log.delete(epoch);
      written.delete(epoch);
    }
  }

  async listen(threadId: ThreadId, hear: (notice: LogNotice) => void): Promise<() => void> {
    const { listeners } = this.#here;
    const heard = listeners.get(threadId) ?? new Set();
    listeners.set(threadId, heard.add(hear));
    return () => {
      heard.delete(hear);
      if (heard.size === 0) listeners.delete(threadId);
    };
  }

  async send(node: NodeId, message: string): Promise<boolean> {
    const line = this.#online().lineOf(node);
    if (line) queueMicrotask(() => line.events.onMessage(message));
    return line !== undefined;
  }

  async putSnapshot(id: string, json: string): Promise<void> {
    this.#online().snapshots.set(id, json);
    this.#hub.clock.setTimeout(() => void this.#hub.snapshots.delete(id), SNAPSHOT_MS, { background: true });
  }

  async takeSnapshot(id: string): Promise<string | undefined> {
    const json = this.#online().snapshots.get(id);
    this.#hub.snapshots.delete(id);
    return json;
  }

  get #here(): Line {
    this.#online();
    if (!this.#line) throw away();
    return this.#line;
  }

  /** A killed node reaches nothing. */
  #online(): MemoryHub {
    if (!this.#line || !this.#hub.lines.has(this.#line)) throw away();
    return this.#hub;
  }

  #give(threadId: ThreadId, kept: Kept, owner: Owner): StepResult {
    kept.owner = owner;
    kept.epoch = owner.epoch;
    this.#hub.tell(threadId, { type: "owner", owner });
    return { ok: true };
  }
}

function top({ log }: Kept): number {
  return Math.max(0, ...log.keys());
}

function isSame(one: Owner | undefined, other: Owner): boolean {
  return one?.node === other.node && one.epoch === other.epoch;
}

function away(): ChatError {
  return new ChatError("UNAVAILABLE", "The relay is away.");
}
