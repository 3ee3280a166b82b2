// Several servers of one app in processes of their own, on one PostgreSQL and one Redis, behind a balancer that knows nobody.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BadNetwork } from "../../../packages/client/test/bad-network.ts";
import { startPostgres, type TestPostgres } from "../../../packages/server/test/start-postgres.ts";
import { startRedis, type TestRedis } from "../../../packages/server/test/start-redis.ts";
import { Balancer } from "../balancer.ts";
import { type RunningApp, runFiles } from "../running-app.ts";

/** One server. */
export interface ClusterNode {
  readonly app: RunningApp;
  /** Its own lines to what all share, where a test spoils them. */
  readonly lines: { readonly postgres: BadNetwork; readonly redis: BadNetwork } | undefined;
}

export interface ClusterOptions {
  /** Each server has lines of its own to PostgreSQL and Redis, which the test carries and may cut. */
  readonly cuttable?: boolean;
  /** More of the environment that servers are started in. */
  readonly env?: Readonly<Record<string, string>>;
}

const CONFIG = {
  messagesPerMinute: 1e6,
  newVisitorsPerMinute: 1e6,
  addressRequestsPerSecond: 1e6,
  addressConnections: 1e6,
  addressConnectionsPerMinute: 1e6,
};

/** What a test of several servers needs; disposing of it stops them. */
export class Cluster implements AsyncDisposable {
  readonly nodes: ClusterNode[] = [];
  readonly #postgres: TestPostgres;
  readonly redis: TestRedis;
  readonly #shared: string;
  #balancer: Balancer | undefined;

  private constructor(postgres: TestPostgres, redis: TestRedis) {
    this.#postgres = postgres;
    this.redis = redis;
    this.#shared = mkdtempSync(path.join(tmpdir(), "colloquy-cluster-"));
    mkdirSync(path.join(this.#shared, "files"));
    writeFileSync(this.#begunFile, "");
  }

  static async start(size: number, options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster(...(await Promise.all([startPostgres(), startRedis()])));
    try {
      // The first one makes the tables.
      cluster.nodes.push(await cluster.#begin(0, options));
      cluster.nodes.push(...(await Promise.all(Array.from({ length: size - 1 }, (_, n) => cluster.#begin(n + 1, options)))));
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
    cluster.#balancer = new Balancer(cluster.nodes.map(({ app }) => app.url));
    return cluster;
  }

  async #begin(n: number, { cuttable = false, env: more = {} }: ClusterOptions): Promise<ClusterNode> {
    const lines = cuttable ? { postgres: await networkTo(this.#postgres.url), redis: await networkTo(this.redis.url) } : undefined;
    const postgres = through(this.#postgres.url, lines?.postgres);
    const files = {
      "app.ts": readFileSync(new URL("./cluster-app.ts", import.meta.url), "utf8"),
      "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ files: { storage: ${JSON.stringify(path.join(this.#shared, "files"))} }, limits: ${JSON.stringify(CONFIG)} });
`,
    };
    const env = {
      DATABASE_URL: postgres,
      COLLOQUY_DATA_LAYER: postgres,
      COLLOQUY_SESSION_STORE: postgres,
      REDIS_URL: through(this.redis.url, lines?.redis),
      TEST_NODE: String(n),
      TEST_BEGUN: this.#begunFile,
      ...more,
    };
    return { app: await runFiles(files, { env }), lines };
  }

  get #begunFile(): string {
    return path.join(this.#shared, "begun");
  }

  get balancer(): Balancer {
    if (!this.#balancer) throw new Error("The cluster has not started.");
    return this.#balancer;
  }

  node(n: number): ClusterNode {
    const node = this.nodes[n];
    if (!node) throw new Error(`There is no server ${n}.`);
    return node;
  }

  /** The chats that were begun, in order: one that was begun twice is named twice. */
  begun(): string[] {
    return readFileSync(this.#begunFile, "utf8").split("\n").filter(Boolean);
  }

  /** What each server has said last, for who looks into a failure. */
  lastWords(): string {
    return this.nodes.map(({ app }, n) => `Server ${n}:\n${app.process().output().slice(-4_000)}`).join("\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#balancer?.[Symbol.asyncDispose]();
    await Promise.all(this.nodes.map(({ app }) => app[Symbol.asyncDispose]()));
    const lines = this.nodes.flatMap((node) => (node.lines ? [node.lines.postgres, node.lines.redis] : []));
    await Promise.all(lines.map((line) => line[Symbol.asyncDispose]()));
    await Promise.all([this.#postgres.remove(), this.redis.remove()]);
    rmSync(this.#shared, { recursive: true, force: true });
  }
}

function networkTo(url: string): Promise<BadNetwork> {
  return BadNetwork.open(Number(new URL(url).port));
}

/** The same address, by way of a network if there is one. */
function through(url: string, network: BadNetwork | undefined): string {
  if (!network) return url;
  const there = new URL(url);
  there.port = new URL(network.url).port;
  return there.href;
}
