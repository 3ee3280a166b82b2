// Which metrics there are, their names and their words. They are read from plain counts, and from what is there at that moment. No label has more values
// than are written here: no ids, nothing that people name.
import type { Counter, Gauge, OpenMetricsContentType, Registry } from "prom-client";
import type { Session } from "../session/session.ts";
import type { StoreHealth } from "../session/store-health.ts";
import type { Tally, TurnEnd } from "../tally.ts";

type Library = typeof import("prom-client");

/** What is read at each look. */
export interface MetricsParts {
  readonly tally: Tally;
  /** The sessions that this node owns. */
  readonly sessions: () => readonly Session[];
  /** How many sessions of other nodes people follow here. */
  readonly followed: () => number;
  readonly health: Pick<StoreHealth, "now">;
  /** What operators call this node. */
  readonly node: string;
  /** Of the framework. */
  readonly version: string;
  /** The release of the app, where it says one. */
  readonly release?: string | undefined;
  /** False while the server starts or drains. */
  readonly ready: () => boolean;
}

/** In seconds: a store on the same machine answers within a millisecond, one in trouble after seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Puts all of ours into a registry. */
export function addFamilies({ Counter, Gauge, Histogram }: Library, registry: Registry<OpenMetricsContentType>, parts: MetricsParts): void {
  const { tally, health } = parts;
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[], read: (to: Gauge<Label>) => void) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        read(this);
      },
    });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[], read: (to: Counter<Label>) => void) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        read(this);
      },
    });

  gauge(
    "colloquy_sessions",
    "Live chats: those that this node runs, and those of other nodes that people see through it.",
    ["role"],
    (to) => {
      to.set({ role: "owner" }, parts.sessions().length);
      to.set({ role: "follower" }, parts.followed());
    },
  );
  gauge("colloquy_turns", "Turns of handlers: those that run, and those that wait for their start.", ["state"], (to) => {
    const sessions = parts.sessions();
    to.set(
      { state: "running" },
      sum(sessions, ({ turns }) => turns.running.length),
    );
    to.set(
      { state: "queued" },
      sum(sessions, ({ turns }) => turns.waiting.length),
    );
  });
  gauge("colloquy_asks_open", "Questions that wait for a person.", [], (to) =>
    to.set(sum(parts.sessions(), ({ state }) => state.asks.size)),
  );
  counter("colloquy_turns_ended_total", "Turns that have ended, by how.", ["state"], (to) => {
    for (const state of Object.keys(tally.turns) as TurnEnd[]) to.inc({ state }, tally.turns[state]);
  });

  gauge("colloquy_connections", "Connections of clients that are open.", [], (to) => to.set(tally.connections));
  counter("colloquy_facts_total", "Facts that sessions have stated, tokens included.", [], (to) => to.inc(tally.facts));
  counter("colloquy_frames_sent_total", "Frames that were sent to clients.", [], (to) => to.inc(tally.frames));

  gauge("colloquy_ready", "1 while this node takes people, as /readyz says; 0 while it starts or drains.", [], (to) =>
    to.set(parts.ready() ? 1 : 0),
  );
  counter("colloquy_lease_losses_total", "How often the other nodes took this one for dead.", [], (to) => to.inc(tally.leaseLosses));
  counter(
    "colloquy_sessions_fenced_total",
    "Chats that were closed here because another node owns them, or because they were deleted.",
    [],
    (to) => to.inc(tally.fenced),
  );
  counter("colloquy_relay_failures_total", "Sendings to the relay that failed; each is tried again.", [], (to) =>
    to.inc(tally.relayFailures),
  );

  gauge("colloquy_store_in_trouble", "1 while the database cannot be written.", [], (to) =>
    to.set(health.now.trouble === undefined ? 0 : 1),
  );
  gauge("colloquy_store_waiting", "Chats that wait for the database.", [], (to) => to.set(health.now.waiting));
  gauge("colloquy_store_unwritten", "What is in memory only, in UTF-16 units.", [], (to) => to.set(health.now.unwritten));
  counter("colloquy_store_failures_total", "Writes that failed; each is tried again.", [], (to) => to.inc(health.now.failures));

  gauge(
    "colloquy_build_info",
    "This node, the release of the framework and that of the app; always 1.",
    ["version", "node", "release"],
    (to) => to.set({ version: parts.version, node: parts.node, release: parts.release ?? "" }, 1),
  );

  const stored = new Histogram({
    name: "colloquy_store_write_seconds",
    help: "How long the database took for a write: of a chat's rows, or of the record of a live session.",
    labelNames: ["what"],
    buckets: BUCKETS,
    registers,
  });
  const relayed = new Histogram({
    name: "colloquy_relay_append_seconds",
    help: "How long it took until what an owner said was in the relay, and on its way to all followers.",
    buckets: BUCKETS,
    registers,
  });
  stored.zero({ what: "chat" });
  stored.zero({ what: "session" });
  tally.durations = {
    stored: (what, seconds) => stored.observe({ what }, seconds),
    relayed: (seconds) => relayed.observe(seconds),
  };
}

function sum(sessions: readonly Session[], count: (session: Session) => number): number {
  return sessions.reduce((total, session) => total + count(session), 0);
}
