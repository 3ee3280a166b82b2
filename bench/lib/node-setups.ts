// The ways to serve the same chats by one process or by two, ours and bare Socket.IO's, each with a database and a place in Redis of its own.
import { type BenchClient, connectClients, connectTickets, disconnectAll } from "./bench-client.ts";
import { type MeasuredServer, startServer } from "./measured-process.ts";
import { type BenchPostgres, startPostgres } from "./postgres-server.ts";
import { type BenchRedis, startRedis } from "./redis-server.ts";

/** What nodes meet in. */
export interface Engines {
  readonly redis: BenchRedis;
  readonly postgres: BenchPostgres;
  stop(): Promise<void>;
}

/** Starts both; a sentence says what is missing. */
export async function startEngines(): Promise<Engines | string> {
  const redis = await startRedis();
  if (!redis) return "there is no redis-server here (apt-get install redis-server)";
  const postgres = await startPostgres();
  if (!postgres) {
    await redis.stop();
    return "there is no PostgreSQL here (apt-get install postgresql)";
  }
  return { redis, postgres, stop: async () => void (await Promise.all([redis.stop(), postgres.stop()])) };
}

/** Running servers of one kind. */
export interface Setup {
  /** The engines that it works with; the others have other people's work to do meanwhile. */
  readonly engines: readonly ("redis" | "postgres")[];
  /** Where handlers run. */
  readonly says: MeasuredServer;
  /** Where people are connected; the same as `says` where there is one process. */
  readonly shows: MeasuredServer;
  /** So many people, each in a chat of their own. */
  connect(count: number): Promise<BenchClient[]>;
  stop(): Promise<void>;
}

/** What our nodes have in common. */
const SECRET = "0".repeat(64);
let made = 0;

/** Ours with its chats in PostgreSQL and nobody beside it. */
export async function startAlone({ postgres }: Engines): Promise<Setup> {
  made += 1;
  return one(await startServer("colloquy", { DATABASE_URL: await postgres.makeDatabase(`alone${made}`) }), ["postgres"]);
}

/** Ours as one of several, and no other there. */
export async function startWithRelay(engines: Engines): Promise<Setup> {
  return one(await startServer("colloquy", await nodeEnv(engines)), ["redis", "postgres"]);
}

/** Two of ours: each chat is run by the first one, and its person is connected to the second. */
export async function startOwnerAndFollower(engines: Engines): Promise<Setup> {
  const env = await nodeEnv(engines);
  const [says, shows] = [await startServer("colloquy", env), await startServer("colloquy", env)];
  return {
    ...two(says, shows, ["redis", "postgres"]),
    async connect(count) {
      const first = await connectClients(says.port, count);
      const back = await connectTickets(
        shows.port,
        first.map(({ ticket }) => ticket),
      );
      disconnectAll(first);
      return back;
    },
  };
}

/** Bare Socket.IO, one process that writes to its own sockets. */
export async function startBare(): Promise<Setup> {
  return one(await startServer("bare"), []);
}

/** Bare Socket.IO with its adapter, and no other server there. */
export async function startBareWithAdapter({ redis }: Engines): Promise<Setup> {
  made += 1;
  return one(await startServer("bare-nodes", { REDIS_URL: redis.url, BENCH_STREAM: `alone${made}` }), ["redis"]);
}

/** Two of them: one says what clients of the other hear. */
export async function startBareNodes({ redis }: Engines): Promise<Setup> {
  made += 1;
  const env = { REDIS_URL: redis.url, BENCH_STREAM: `two${made}` };
  return two(await startServer("bare-nodes", env), await startServer("bare-nodes", { ...env, BENCH_SAYS: "elsewhere" }), ["redis"]);
}

async function nodeEnv({ redis, postgres }: Engines): Promise<Readonly<Record<string, string>>> {
  made += 1;
  const [DATABASE_URL, REDIS_URL] = [await postgres.makeDatabase(`nodes${made}`), `${redis.url}?prefix=b${made}`];
  return { DATABASE_URL, REDIS_URL, COLLOQUY_AUTH_SECRET: SECRET };
}

function one(server: MeasuredServer, engines: Setup["engines"]): Setup {
  return { engines, says: server, shows: server, connect: (count) => connectClients(server.port, count), stop: () => server.stop() };
}

function two(says: MeasuredServer, shows: MeasuredServer, engines: Setup["engines"]): Setup {
  return {
    engines,
    says,
    shows,
    connect: (count) => connectClients(shows.port, count),
    stop: async () => void (await Promise.all([says.stop(), shows.stop()])),
  };
}
