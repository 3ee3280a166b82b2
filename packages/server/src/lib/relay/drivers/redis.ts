// Several machines that share a Redis, 6.2 or newer, or a Valkey. Nothing in it is durable: it may be emptied at any moment.
import { isChatError, type ThreadId } from "@colloquy/protocol";
import { atLeast, check, checkOptions, type Kind, object, text, word } from "../../check-given.ts";
import { LARGE_STEP_MS } from "../../patience.ts";
import { RedisLines } from "../../redis/redis-lines.ts";
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
import { RedisAppends } from "./redis-appends.ts";
import { OWNER_MS, type Reply, toResult } from "./redis-replies.ts";
import { CLAIM, DESCRIBE, DROP_TAIL, END, RECLAIM, RELEASE, RENEW } from "./redis-scripts.ts";

/** Which Redis, and how it is used. */
export interface RedisRelayOptions {
  /** `redis://user:password@host:6379/0`; `rediss:` for TLS. */
  readonly url: string;
  /** What all keys and channels begin with: apps that share a Redis take different ones. Default `cq`. */
  readonly prefix?: string;
  /** A node that says nothing for so long, in milliseconds, is dead. Default 6,000. */
  readonly leaseMs?: number;
}

const HOW = 'Write createRedisRelayDriver({ url: "redis://host:6379" }).';
const LEAST_LEASE_MS = 1_000;
const OPTIONS: Readonly<Record<keyof RedisRelayOptions, Kind>> = {
  url: text,
  prefix: word,
  leaseMs: atLeast(LEAST_LEASE_MS, "milliseconds"),
};

const LEASE_MS = 6_000;
const HIGHEST = "18446744073709551615";

/** A node's line to Redis. Its library is loaded when it is opened: `npm install @redis/client`. */
export function createRedisRelayDriver(options: RedisRelayOptions): RelayDriver {
  check("createRedisRelayDriver", "which Redis", options, object, HOW);
  checkOptions("createRedisRelayDriver", options, OPTIONS, HOW);
  check("createRedisRelayDriver", "url", options.url, word, HOW);
  return new RedisDriver(options);
}

type StreamReply = readonly (readonly [id: string, fields: readonly string[]])[];

class RedisDriver implements RelayDriver {
  readonly name = "redis";
  readonly capabilities;
  readonly leaseMs: number;
  readonly #lines: RedisLines;
  /** Where nothing else waits: a node that has too much to do is not dead. */
  readonly #pulse: RedisLines;
  readonly #appends: RedisAppends;
  readonly #prefix: string;
  readonly #inboxes = new Map<NodeId, () => void>();
  /** What others see of the lives of this process. */
  readonly #infos = new Map<NodeId, NodeInfo>();
  #events: DriverEvents | undefined;

  constructor({ url, prefix = "cq", leaseMs = LEASE_MS }: RedisRelayOptions) {
    this.#prefix = prefix;
    this.leaseMs = leaseMs;
    this.capabilities = { acrossProcesses: true, keepsTail: true, seesKilledAfterMs: 1_000, seesSilentAfterMs: leaseMs };
    this.#lines = new RedisLines({ url, onBack: () => this.#events?.onReconnected() });
    this.#pulse = new RedisLines({ url, lines: ["commands"] });
    this.#appends = new RedisAppends(this.#lines);
  }

  async open(events: DriverEvents): Promise<void> {
    const advice = await this.#lines.open();
    try {
      await this.#pulse.open();
    } catch (error) {
      await this.#lines.close();
      throw error;
    }
    this.#events = events;
    if (advice !== undefined) events.onAdvice?.(advice);
  }

  async close(): Promise<void> {
    this.#events = undefined;
    await Promise.all([this.#lines.close(), this.#pulse.close()]);
  }

  async enter(node: NodeInfo): Promise<void> {
    // Who can be found can be asked.
    this.#inboxes.set(node.id, await this.#lines.listen(this.#inbox(node.id), (message) => this.#events?.onMessage(message)));
    await Promise.all([this.#send(["SET", this.#lease(node.id), node.id, "PX", String(this.leaseMs)]), this.describe(node)]);
  }

  async describe(node: NodeInfo): Promise<void> {
    this.#infos.set(node.id, node);
    const args = [node.id, JSON.stringify(node), this.leaseMs];
    await this.#lines.run("commands", DESCRIBE, [this.#info(node.id), this.#all], args);
  }

  async renew(node: NodeId): Promise<boolean> {
    const keys = [this.#lease(node), this.#info(node), this.#all];
    const renewed = await this.#pulse.run<number>("commands", RENEW, keys, [node, this.leaseMs]);
    // Somebody has taken away what others see of it.
    const info = this.#infos.get(node);
    if (renewed === 2 && info) await this.describe(info).catch(() => undefined);
    return renewed !== 0;
  }

  async bury(node: NodeId): Promise<void> {
    this.#inboxes.get(node)?.();
    this.#inboxes.delete(node);
    this.#infos.delete(node);
    await Promise.all([this.#send(["DEL", this.#lease(node), this.#info(node)]), this.#send(["SREM", this.#all, node])]);
  }

  async presence(nodes: readonly NodeId[]): Promise<readonly Presence[]> {
    const [listening, ...leases] = await Promise.all([
      this.#send<readonly (string | number)[]>(["PUBSUB", "NUMSUB", ...nodes.map((node) => this.#inbox(node))]),
      ...nodes.map((node) => this.#send<number>(["EXISTS", this.#lease(node)])),
    ]);
    // It answers with names and numbers in turn.
    return nodes.map((_, index) => (leases[index] !== 1 ? "gone" : Number(listening[index * 2 + 1]) > 0 ? "alive" : "deaf"));
  }

  async nodes(): Promise<readonly NodeInfo[]> {
    const ids = await orNothing(this.#send<readonly NodeId[]>(["SMEMBERS", this.#all]), []);
    const jsons = await Promise.all(ids.map((id) => orNothing(this.#send<string | null>(["GET", this.#info(id)]), null)));
    const infos = jsons.map((json) => (json === null ? undefined : toInfo(json)));
    // One that lives and is taken out says so with its next beat.
    const dead = ids.filter((_, index) => infos[index] === undefined);
    if (dead.length > 0) await this.#send(["SREM", this.#all, ...dead]);
    return infos.filter((info) => info !== undefined);
  }

  async ownerOf(threadId: ThreadId): Promise<Owner | undefined> {
    const [node, epoch] = await orNothing(this.#send<readonly (string | null)[]>(["HMGET", this.#owner(threadId), "node", "epoch"]), []);
    // What nobody of ours has written says nothing; who claims the chat takes it away.
    return node && Number.isSafeInteger(Number(epoch)) ? { node, epoch: Number(epoch) } : undefined;
  }

  async claim(threadId: ThreadId, { seen = "", node, epoch }: ClaimStep): Promise<StepResult> {
    const args = [seen, node, epoch, this.#channel(threadId), OWNER_MS];
    const result = toResult(await this.#lines.run<Reply>("commands", CLAIM, this.#keys(threadId), args));
    // It was released meanwhile.
    return !result.ok && result.owner?.node === "" ? { ok: false, owner: undefined } : result;
  }

  async reclaim(threadId: ThreadId, { old, node, epoch }: Owner & { readonly old: NodeId }): Promise<StepResult> {
    const args = [old, node, epoch, this.#channel(threadId), OWNER_MS];
    return toResult(await this.#lines.run<Reply>("logs", RECLAIM, this.#keys(threadId), args));
  }

  async release(threadId: ThreadId, { node, epoch }: Owner): Promise<void> {
    await this.#lines.run("logs", RELEASE, [this.#owner(threadId)], [node, epoch, this.#channel(threadId)]);
  }

  async end(threadId: ThreadId, { node, epoch }: Owner, reason: string): Promise<void> {
    await this.#lines.run("logs", END, this.#keys(threadId), [node, epoch, this.#channel(threadId), reason]);
  }

  append(threadId: ThreadId, step: AppendStep): Promise<StepResult> {
    return this.#appends.append(this.#keys(threadId), this.#channel(threadId), step);
  }

  async read(threadId: ThreadId, { epoch, at }: Position): Promise<readonly LogEntry[]> {
    const range = await this.#range(threadId, `${epoch}-${at + 1}`, `${epoch}-${HIGHEST}`);
    return range.map(([, entry]) => entry);
  }

  async tops(places: readonly { readonly threadId: ThreadId; readonly epoch: number }[]): Promise<readonly number[]> {
    const last = ({ threadId, epoch }: (typeof places)[number]) =>
      this.#send<StreamReply>(["XREVRANGE", this.#log(threadId), `${epoch}-${HIGHEST}`, `${epoch}-0`, "COUNT", "1"]);
    const replies = await Promise.all(places.map((place) => orNothing(last(place), [])));
    return replies.map(([newest]) => (newest ? placeOf(newest[0]).at : 0));
  }

  async tail(threadId: ThreadId, before: number): Promise<readonly LogTail[]> {
    const [range, fields] = await Promise.all([
      this.#range(threadId, "-", `${before - 1}-${HIGHEST}`),
      orNothing(this.#send<readonly string[]>(["HGETALL", this.#owner(threadId)]), []),
    ]);
    const tails = new Map<number, { readonly epoch: number; readonly written: number; readonly entries: LogEntry[] }>();
    for (const [epoch, entry] of range) {
      const said = Number(fields[fields.indexOf(`w:${epoch}`) + 1 || fields.length] ?? 0);
      const written = Number.isSafeInteger(said) ? said : 0;
      const tail = tails.get(epoch) ?? { epoch, written, entries: [] };
      tails.set(epoch, tail);
      if (entry.at > written) tail.entries.push(entry);
    }
    return [...tails.values()];
  }

  async dropTail(threadId: ThreadId, before: number): Promise<void> {
    await this.#lines.run("logs", DROP_TAIL, this.#keys(threadId), [before]);
  }

  async listen(threadId: ThreadId, hear: (notice: LogNotice) => void): Promise<() => void> {
    return this.#lines.listen(this.#channel(threadId), (message) => hear(toNotice(message)));
  }

  async send(node: NodeId, message: string): Promise<boolean> {
    return (await this.#send<number>(["PUBLISH", this.#inbox(node), message])) > 0;
  }

  async putSnapshot(id: string, json: string): Promise<void> {
    await this.#lines.send("logs", ["SET", this.#snapshot(id), json, "PX", String(SNAPSHOT_MS)], LARGE_STEP_MS);
  }

  async takeSnapshot(id: string): Promise<string | undefined> {
    return (await this.#lines.send<string | null>("logs", ["GETDEL", this.#snapshot(id)], LARGE_STEP_MS)) ?? undefined;
  }

  async #range(threadId: ThreadId, from: string, to: string): Promise<readonly (readonly [epoch: number, entry: LogEntry])[]> {
    const range = this.#lines.send<StreamReply>("logs", ["XRANGE", this.#log(threadId), from, to], LARGE_STEP_MS);
    const reply = await orNothing(range, []);
    return reply.map(([id, [, body = ""]]) => {
      const { epoch, at } = placeOf(id);
      return [epoch, { at, body }] as const;
    });
  }

  #send<Answer>(words: readonly string[]): Promise<Answer> {
    return this.#lines.send<Answer>("commands", words);
  }

  // What belongs together has the same tag in braces, and so its place in a cluster.
  #lease(node: NodeId): string {
    return `${this.#prefix}:n:{${node}}`;
  }

  #info(node: NodeId): string {
    return `${this.#prefix}:i:{${node}}`;
  }

  #inbox(node: NodeId): string {
    return `${this.#prefix}:n:{${node}}:in`;
  }

  #owner(threadId: ThreadId): string {
    return `${this.#prefix}:{${threadId}}:o`;
  }

  #log(threadId: ThreadId): string {
    return `${this.#prefix}:{${threadId}}:l`;
  }

  #channel(threadId: ThreadId): string {
    return `${this.#prefix}:{${threadId}}:c`;
  }

  #keys(threadId: ThreadId): readonly [owner: string, log: string] {
    return [this.#owner(threadId), this.#log(threadId)];
  }

  #snapshot(id: string): string {
    return `${this.#prefix}:s:${id}`;
  }

  get #all(): string {
    return `${this.#prefix}:ns`;
  }
}

/** A key that is of another type is not ours: nothing is known by it. */
async function orNothing<Reply>(asked: Promise<Reply>, nothing: Reply): Promise<Reply> {
  try {
    return await asked;
  } catch (error) {
    if (isChatError(error) && String((error.cause as Error | undefined)?.message).startsWith("WRONGTYPE")) return nothing;
    throw error;
  }
}

/** Undefined for what no node of ours says of itself. */
function toInfo(json: string): NodeInfo | undefined {
  try {
    const info = JSON.parse(json) as Partial<NodeInfo> | null;
    return typeof info?.id === "string" && typeof info.name === "string" ? (info as NodeInfo) : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(id: string): Position {
  const [epoch, at] = id.split("-");
  return { epoch: Number(epoch), at: Number(at) };
}

function toNotice(message: string): LogNotice {
  const space = message.indexOf(" ");
  const [first, rest] = [message.slice(0, space), message.slice(space + 1)];
  if (first === "!ended") return { type: "ended", reason: rest };
  if (first === "!owner") {
    const [node = "-", epoch] = rest.split(" ");
    return { type: "owner", owner: node === "-" ? undefined : { node, epoch: Number(epoch) } };
  }
  const { epoch, at } = placeOf(first);
  return { type: "entry", epoch, entry: { at, body: rest } };
}
