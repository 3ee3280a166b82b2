// One of the nodes of a world: the real host with the real relay, in a process that can be killed, on stores and an engine that outlive it.
import { answerRequests, REQUEST_CALL } from "../../app/ask-chat.ts";
import { ChatHost } from "../../app/chat-host.ts";
import { QUEUED_MESSAGES } from "../../app/dispatch-target.ts";
import { createMemoryBlobStore } from "../../blob-storage/drivers/memory.ts";
import type { DataLayer } from "../../data/data-layer.ts";
import type { ManualClock } from "../../manual-clock.ts";
import { createMemoryRelayDriver, type MemoryHub } from "../../relay/drivers/memory.ts";
import { NodeCalls } from "../../relay/node-calls.ts";
import { createRelay } from "../../relay/shared-relay.ts";
import type { SessionStore } from "../../session-store/session-store.ts";
import { TEST_CONFIG } from "../open-chat.ts";
import { NodeProcess } from "./node-process.ts";
import { type Began, createWorldApp } from "./world-app.ts";

/** How a world is made. */
export interface WorldOptions {
  /** What every call of a store takes, in ms. */
  readonly latencyMs: number;
  readonly recovery: "offer" | "retry";
}

/** What all nodes share. */
export interface Shared {
  readonly clock: ManualClock;
  readonly hub: MemoryHub;
  readonly dataLayer: DataLayer;
  readonly store: SessionStore;
}

export interface NodeEvents {
  readonly began: Began;
  /** The log says something that it should not say. */
  readonly fault: (what: string) => void;
}

export const LIMITS = { messageLength: 1_000, queuedMessages: QUEUED_MESSAGES };
/** How long a node that is told to stop lets its answers run, in ms. */
const DRAIN_MS = 5_000;
/** What is said of a node that is cut off, or has been. */
const EXPECTED = ["a newer session owns the thread", "threw an error", "could not be", "a request failed", "the store", "failed"];

type Line = MemoryHub["lines"] extends Set<infer Item> ? Item : never;

/** One life of a node. */
export class WorldNode {
  readonly process: NodeProcess;
  readonly host: ChatHost;
  readonly name: string;
  readonly #hub: MemoryHub;
  readonly #calls: NodeCalls;
  #line: Line | undefined;
  /** It takes people. */
  ready = false;

  constructor(name: string, { clock, hub, dataLayer, store }: Shared, options: WorldOptions, { began, fault }: NodeEvents) {
    this.name = name;
    this.#hub = hub;
    this.process = new NodeProcess(clock, options.latencyMs);
    this.#calls = new NodeCalls(createRelay(this.process.reachRelay(createMemoryRelayDriver(hub)), { clock: this.process.clock }));
    const silent = () => undefined;
    this.host = new ChatHost({
      app: createWorldApp(this.process.clock, began),
      config: { ...TEST_CONFIG, recovery: options.recovery },
      dataLayer: this.process.reach(dataLayer),
      store: this.process.reach(store, { survivesRestart: true }),
      blobStore: createMemoryBlobStore(),
      clock: this.process.clock,
      logger: {
        debug: silent,
        info: silent,
        warn: silent,
        error: (fields, message) => {
          if (!EXPECTED.some((expected) => message.includes(expected))) fault(`${name} logs: ${message} ${JSON.stringify(fields)}`);
        },
      },
      calls: this.#calls,
    });
    this.#calls.answer(REQUEST_CALL, answerRequests({ registry: this.host.registry, driver: this.host.driver, limits: LIMITS }));
  }

  get alive(): boolean {
    return this.process.alive;
  }

  get relayId(): string {
    return this.#calls.relay.nodeId;
  }

  /** Throws when the relay is away. */
  async start(): Promise<void> {
    await this.#calls.join({ name: this.name });
    this.#line = this.#hub.lineOf(this.relayId);
    await this.host.start();
    this.ready = true;
  }

  /** As at SIGTERM. */
  async stop(): Promise<void> {
    this.ready = false;
    try {
      await this.host.stop({ drainMs: DRAIN_MS });
    } finally {
      this.#line = undefined;
      await this.#calls.relay.leave().catch(() => undefined);
    }
  }

  kill(): void {
    this.ready = false;
    this.process.kill();
    if (this.#line) this.#hub.lines.delete(this.#line);
  }

  /** The engine sees its lines closed, and they are opened again when they are mended. */
  cutRelay(): void {
    if (this.#line) this.#hub.lines.delete(this.#line);
    this.process.faults.cut();
  }

  /** Nobody sees that nothing comes through. */
  hushRelay(): void {
    this.process.faults.cut();
  }

  mendRelay(): void {
    if (this.#line) this.#hub.lines.add(this.#line);
    this.process.faults.mend();
  }
}
