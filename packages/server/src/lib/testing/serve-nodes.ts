// Several servers of one app, in the tests of the server: one database, one store of files, one secret, and a relay between them.
import { newId } from "@colloquy/protocol";
import type { App } from "../app/app.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { loadSecret } from "../config/secret.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { Faults } from "../relay/testing/faults.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { type ServedApp, serveApp } from "./serve-app.ts";

/** One of them. */
export interface TestNode extends ServedApp {
  readonly name: string;
  /** What is wrong with its line to the others. */
  readonly faults: Faults;
}

export interface NodesOptions {
  /** The database that they share. */
  readonly postgres: { readonly url: string };
  /** The app as this node runs it. */
  readonly app: (name: string) => App;
  readonly config?: ColloquyConfig;
  /** The data layer as this node has it. */
  readonly dataLayer?: (layer: DataLayer, name: string) => DataLayer;
  /** How many milliseconds the clock of this node is ahead of that of the machine. Default 0. */
  readonly aheadMs?: (name: string) => number;
  /** After so many milliseconds a silent node is dead to the others. Default 6,000. */
  readonly leaseMs?: number;
}

/** Servers that know of each other. */
export class Nodes implements AsyncDisposable {
  readonly #options: NodesOptions;
  readonly #hub: MemoryHub;
  readonly #schema = `n${newId().replaceAll("-", "")}`;
  readonly #blobStore = createMemoryBlobStore();
  readonly #keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "0".repeat(64) }, dev: true });
  readonly #nodes: TestNode[] = [];

  constructor(options: NodesOptions) {
    this.#options = options;
    this.#hub = new MemoryHub(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs });
  }

  async serve(name: string, config: ColloquyConfig = {}): Promise<TestNode> {
    const { postgres, app, config: common, dataLayer = (layer: DataLayer) => layer, aheadMs = () => 0 } = this.#options;
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + aheadMs(name) };
    const options = { url: postgres.url, schema: this.#schema };
    const faults = new Faults();
    const served = await serveApp(app(name), {
      keys: this.#keys,
      dataLayer: dataLayer(createPostgresDataLayer(options), name),
      sessionStore: createPostgresSessionStore(options),
      blobStore: this.#blobStore,
      relay: createRelay(faults.around(createMemoryRelayDriver(this.#hub)), { clock }),
      clock,
      config: { ...common, ...config },
    });
    const node = { ...served, name, faults };
    this.#nodes.push(node);
    return node;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(
      this.#nodes.map(async (node) => {
        if (node.server.host.services.calls.isJoined) node.faults.mend();
        await node.close();
      }),
    );
  }
}
