// Some machines that share a PostgreSQL and have no Redis. Nothing in its tables is durable: they are empty after a crash of the server. Only the clock
// of the database counts.
import type { ThreadId } from "@colloquy/protocol";
import { atLeast, check, checkOptions, type Kind, object, text, word } from "../../check-given.ts";
import { LARGE_STEP_MS } from "../../patience.ts";
import type { PostgresValue } from "../../postgres/database.ts";
import { assertSchemaName } from "../../postgres/place.ts";
import { SNAPSHOT_MS } from "../limits.ts";
import type { NodeId, NodeInfo, Owner, Position } from "../relay.ts";
import type {
  AppendStep,
  ClaimStep,
  DriverEvents,
  LogEntry,
  LogNotice,
  LogTail,
  Presence,
  RelayDriver,
  StepResult,
} from "../relay-driver.ts";
import { PostgresLines } from "./postgres-lines.ts";
import { endedNotice, ownerNotice, toChannel, toNotice } from "./postgres-notices.ts";
import * as statements from "./postgres-statements.ts";

/** Which database, and how it is used. */
export interface PostgresRelayOptions {
  /** `postgres://user:password@host:5432/database`; `?sslmode=require` asks for TLS. It must reach PostgreSQL itself, or a proxy that keeps sessions. */
  readonly url: string;
  /** The schema that the tables are in; made when it is not there. Apps that share a database take different ones. Default `colloquy`. */
  readonly schema?: string;
  /** A node that says nothing for so long, in milliseconds, is dead. Default 6,000. */
  readonly leaseMs?: number;
}

const HOW = 'Write createPostgresRelayDriver({ url: "postgres://user:password@host/database" }).';
const LEAST_LEASE_MS = 1_000;
const OPTIONS: Readonly<Record<keyof PostgresRelayOptions, Kind>> = {
  url: text,
  schema: text,
  leaseMs: atLeast(LEAST_LEASE_MS, "milliseconds"),
};

const LEASE_MS = 6_000;
const SWEEP_MS = 60_000;
/** Says that a message lies in a parcel. */
const PARCEL = "!parcel ";

/** A node's line to PostgreSQL 13 or newer: six connections, one of which listens. */
export function createPostgresRelayDriver(options: PostgresRelayOptions): RelayDriver {
  check("createPostgresRelayDriver", "which database", options, object, HOW);
  checkOptions("createPostgresRelayDriver", options, OPTIONS, HOW);
  check("createPostgresRelayDriver", "url", options.url, word, HOW);
  if (options.schema !== undefined) assertSchemaName(options.schema);
  return new PostgresDriver(options);
}

interface Known {
  readonly node: NodeId;
  readonly epoch: number;
  /** The last epoch of the log. */
  readonly top: number;
}

class PostgresDriver implements RelayDriver {
  readonly name = "postgres";
  /** An append takes PostgreSQL a hundred microseconds. */
  readonly followedGapMs = 25;
  readonly capabilities;
  readonly leaseMs: number;
  readonly #lines: PostgresLines;
  readonly #schema: string;
  readonly #inboxes = new Map<NodeId, () => void>();
  #events: DriverEvents | undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor({ url, schema = "colloquy", leaseMs = LEASE_MS }: PostgresRelayOptions) {
    this.#schema = schema;
    this.leaseMs = leaseMs;
    this.capabilities = { acrossProcesses: true, keepsTail: true, seesKilledAfterMs: 1_000, seesSilentAfterMs: leaseMs };
    this.#lines = new PostgresLines({ url, schema, onBack: () => this.#events?.onReconnected() });
  }

  async open(events: DriverEvents): Promise<void> {
    await this.#lines.open();
    this.#events = events;
    void this.#sweepAll();
    // Not all nodes at the same moment.
    this.#sweep ??= setInterval(() => void this.#sweepAll(), SWEEP_MS * (1 + Math.random())).unref();
  }

  async close(): Promise<void> {
    this.#events = undefined;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
    this.#inboxes.clear();
    await this.#lines.close();
  }

  async enter(node: NodeInfo): Promise<void> {
    // Who can be found can be asked.
    const inbox = await this.#lines.listen(this.#inbox(node.id), (payload) => void this.#receive(payload));
    this.#inboxes.set(node.id, inbox);
    await this.#lines.callItself(node.id);
    await this.#run(statements.ENTER, node.id, JSON.stringify(node), this.leaseMs);
  }

  async describe(node: NodeInfo): Promise<void> {
    await this.#run(statements.DESCRIBE, node.id, JSON.stringify(node));
  }

  async renew(node: NodeId): Promise<boolean> {
    // Where nothing else waits: a node that has too much to do is not dead.
    return (await this.#lines.run("pulse", statements.RENEW, [node, this.leaseMs])) > 0;
  }

  async bury(node: NodeId): Promise<void> {
    this.#inboxes.get(node)?.();
    this.#inboxes.delete(node);
    await this.#run(statements.BURY, node);
  }

  async presence(nodes: readonly NodeId[]): Promise<readonly Presence[]> {
    const rows = await this.#rows<{ id: NodeId; listens: boolean }>(statements.PRESENCE, nodes);
    const found = new Map(rows.map(({ id, listens }) => [id, listens ? "alive" : "deaf"] as const));
    return nodes.map((node) => found.get(node) ?? "gone");
  }

  async nodes(): Promise<readonly NodeInfo[]> {
    const rows = await this.#rows<{ info: string }>(statements.NODES);
    return rows.map(({ info }) => JSON.parse(info) as NodeInfo);
  }

  async ownerOf(threadId: ThreadId): Promise<Owner | undefined> {
    const [owner] = await this.#rows<Owner>(statements.OWNER, threadId);
    return owner && { node: owner.node, epoch: owner.epoch };
  }

  async claim(threadId: ThreadId, { seen = "", node, epoch }: ClaimStep): Promise<StepResult> {
    const channel = this.#channel(threadId);
    const given = await this.#rows(statements.CLAIM, threadId, node, epoch, seen, channel, ownerNotice({ node, epoch }));
    if (given.length > 0) return { ok: true };
    const known = await this.#known(threadId);
    const last = Math.max(known.epoch, known.top);
    if (known.node !== seen) return { ok: false, owner: known.node === "" ? undefined : { node: known.node, epoch: last } };
    // What stood in the way may be gone since.
    return { ok: false, owner: last >= epoch ? { node, epoch: last } : undefined };
  }

  async reclaim(threadId: ThreadId, { old, node, epoch }: Owner & { readonly old: NodeId }): Promise<StepResult> {
    const channel = this.#channel(threadId);
    const values = [threadId, node, epoch, old, channel, ownerNotice({ node, epoch })];
    const given = await this.#lines.rows("logs", statements.RECLAIM, values);
    if (given.length > 0) return { ok: true };
    const known = await this.#known(threadId);
    return refusal({ node: known.node, epoch: Math.max(known.epoch, known.top) });
  }

  async release(threadId: ThreadId, { node, epoch }: Owner): Promise<void> {
    const notice = ownerNotice({ node: "", epoch });
    await this.#lines.rows("logs", statements.RELEASE, [threadId, node, epoch, this.#channel(threadId), notice]);
  }

  async end(threadId: ThreadId, { node, epoch }: Owner, reason: string): Promise<void> {
    const values = [threadId, node, epoch, this.#channel(threadId), endedNotice(reason)];
    const ended = await this.#lines.rows("logs", statements.END, values);
    // What was appended while it waited for the row of the owner, it did not see.
    if (ended.length > 0) await this.dropTail(threadId, epoch + 1);
  }

  async append(threadId: ThreadId, step: AppendStep): Promise<StepResult> {
    const { node, epoch, entries, isFollowed, forget, written } = step;
    const [numbers, bodies] = [entries.map(({ at }) => at), entries.map(({ body }) => body)];
    // Entries that are there already are left as they are, so a repeat is nothing special.
    const values = [threadId, node, epoch, numbers, bodies, written, forget, isFollowed, this.#channel(threadId)];
    const [done] = await this.#lines.rows<{ mine: boolean }>("logs", statements.APPEND, values);
    if (done?.mine) return { ok: true };
    return refusal(await this.#known(threadId));
  }

  async read(threadId: ThreadId, { epoch, at }: Position): Promise<readonly LogEntry[]> {
    const rows = await this.#lines.rows<LogEntry>("logs", statements.READ, [threadId, epoch, at], LARGE_STEP_MS);
    return rows.map(toEntry);
  }

  async tops(places: readonly { readonly threadId: ThreadId; readonly epoch: number }[]): Promise<readonly number[]> {
    const [threads, epochs] = [places.map(({ threadId }) => threadId), places.map(({ epoch }) => epoch)];
    return (await this.#rows<{ at: number }>(statements.TOPS, threads, epochs)).map(({ at }) => at);
  }

  async tail(threadId: ThreadId, before: number): Promise<readonly LogTail[]> {
    type Row = LogEntry & { readonly epoch: number; readonly written: number };
    const rows = await this.#lines.rows<Row>("logs", statements.TAIL, [threadId, before], LARGE_STEP_MS);
    const tails = new Map<number, { readonly epoch: number; readonly written: number; readonly entries: LogEntry[] }>();
    for (const { epoch, written, ...entry } of rows) {
      const tail = tails.get(epoch) ?? { epoch, written, entries: [] };
      tails.set(epoch, tail);
      if (entry.at > written) tail.entries.push(toEntry(entry));
    }
    return [...tails.values()];
  }

  async dropTail(threadId: ThreadId, before: number): Promise<void> {
    await this.#lines.run("logs", statements.DROP_TAIL, [threadId, before]);
  }

  async listen(threadId: ThreadId, hear: (notice: LogNotice) => void): Promise<() => void> {
    return this.#lines.listen(this.#channel(threadId), (payload) => hear(toNotice(payload)));
  }

  async send(node: NodeId, message: string): Promise<boolean> {
    if (Buffer.byteLength(message) <= statements.MOST_TOLD_BYTES) return this.#tell(node, message);
    const id = crypto.randomUUID();
    await this.putSnapshot(id, message);
    return this.#tell(node, PARCEL + id);
  }

  async putSnapshot(id: string, json: string): Promise<void> {
    await this.#lines.run("logs", statements.PUT_PARCEL, [id, SNAPSHOT_MS, json], LARGE_STEP_MS);
  }

  async takeSnapshot(id: string): Promise<string | undefined> {
    const [parcel] = await this.#lines.rows<{ body: string }>("logs", statements.TAKE_PARCEL, [id], LARGE_STEP_MS);
    return parcel?.body;
  }

  async #tell(node: NodeId, payload: string): Promise<boolean> {
    const [told] = await this.#rows<{ listens: boolean }>(statements.SEND, node, this.#inbox(node), payload);
    return told?.listens === true;
  }

  async #receive(payload: string): Promise<void> {
    if (!payload.startsWith(PARCEL)) {
      this.#events?.onMessage(payload);
      return;
    }
    // Whoever sent it asks again, or is told that no answer came.
    const message = await this.takeSnapshot(payload.slice(PARCEL.length)).catch(() => undefined);
    if (message !== undefined) this.#events?.onMessage(message);
  }

  async #known(threadId: ThreadId): Promise<Known> {
    const [known] = await this.#rows<Known>(statements.KNOWN, threadId);
    return known ?? { node: "", epoch: 0, top: 0 };
  }

  async #sweepAll(): Promise<void> {
    for (const statement of statements.SWEEPS) await this.#lines.run("logs", statement, [], LARGE_STEP_MS).catch(() => undefined);
  }

  #rows<Row>(statement: string, ...values: readonly PostgresValue[]): Promise<Row[]> {
    return this.#lines.rows<Row>("steps", statement, values);
  }

  #run(statement: string, ...values: readonly PostgresValue[]): Promise<number> {
    return this.#lines.run("steps", statement, values);
  }

  #inbox(node: NodeId): string {
    return toChannel(this.#schema, "node", node);
  }

  #channel(threadId: ThreadId): string {
    return toChannel(this.#schema, "thread", threadId);
  }
}

function toEntry({ at, body }: LogEntry): LogEntry {
  return { at, body };
}

/** By whom it is owned instead; nobody when nothing is known. */
function refusal({ node, epoch }: Owner): StepResult {
  return { ok: false, owner: node === "" && epoch === 0 ? undefined : { node, epoch } };
}
