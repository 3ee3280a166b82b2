// A server of the world: the real host, in a process that can be killed, on stores that outlive it.
import { ChatHost } from "../../app/chat-host.ts";
import { createMemoryBlobStore } from "../../blob-storage/drivers/memory.ts";
import type { DataLayer } from "../../data/data-layer.ts";
import type { ManualClock } from "../../manual-clock.ts";
import type { SessionConfig } from "../../session/session.ts";
import type { SessionStore } from "../../session-store/session-store.ts";
import { TEST_CONFIG } from "../open-chat.ts";
import { SESSION_TIMEOUT_MS } from "./acts.ts";
import { Killable } from "./killable.ts";
import { type AppHabits, type AppWatch, createScriptedApp } from "./scripted-app.ts";

/** How a world is made. */
export interface WorldOptions {
  readonly habits: AppHabits;
  /** What every call of a store takes. */
  readonly latencyMs: number;
  readonly concurrency: SessionConfig["concurrency"];
  readonly openChatsPerOwner: number;
}

/** Stores that are open, and outlive every server. */
export interface WorldStores {
  readonly dataLayer: DataLayer;
  readonly store: SessionStore;
}

/** A server in its process. */
export interface Server {
  readonly process: Killable;
  readonly host: ChatHost;
}

/** Who is told what a server does. */
export interface Watcher extends AppWatch {
  readonly fault: (what: string) => void;
}

/** Makes a server; `host.start()` opens it. */
export function createWorldServer(clock: ManualClock, stores: WorldStores, options: WorldOptions, watcher: Watcher): Server {
  const { habits, latencyMs, concurrency, openChatsPerOwner } = options;
  const process = new Killable(clock, latencyMs);
  const silent = () => undefined;
  const host = new ChatHost({
    app: createScriptedApp(habits, process.clock, watcher),
    config: { ...TEST_CONFIG, concurrency, openChatsPerOwner, sessionTimeoutMs: SESSION_TIMEOUT_MS },
    dataLayer: process.reach(stores.dataLayer),
    store: process.reach(stores.store, { survivesRestart: true }),
    blobStore: createMemoryBlobStore(),
    clock: process.clock,
    logger: {
      debug: silent,
      info: silent,
      warn: silent,
      // The log of a server that does what it should has no errors, but those of the app.
      error: (fields, message) => {
        if (process.alive && !message.endsWith("threw an error")) watcher.fault(`the log says: ${message} ${JSON.stringify(fields)}`);
      },
    },
  });
  return { process, host };
}
