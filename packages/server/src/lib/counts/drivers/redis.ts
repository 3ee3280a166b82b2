// What the nodes of an app count together, in the Redis that they share. It may be emptied at any moment: then it is counted from nothing. While it is
// away each node counts for itself, so that nobody is locked out, and nobody may do more than that once for each node.
import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { check, checkOptions, type Kind, object, text, word } from "../../check-given.ts";
import { RedisLines } from "../../redis/redis-lines.ts";
import { type RedisScript, toRedisScript } from "../../redis/redis-script.ts";
import { FORGET_MISSES_MS, type SharedCounts } from "../shared-counts.ts";
import { createMemoryCounts, waitAfter } from "./memory.ts";

/** Which Redis, and what its keys begin with. */
export interface RedisCountsOptions {
  /** `redis://user:password@host:6379/0`; `rediss:` for TLS. */
  readonly url: string;
  /** Apps that share a Redis take different ones. Default `cq`. */
  readonly prefix?: string;
}

const HOW = 'Write createRedisCounts({ url: "redis://host:6379" }).';
const OPTIONS: Readonly<Record<keyof RedisCountsOptions, Kind>> = { url: text, prefix: word };

/** What is counted stands before everything somebody asks for: a Redis that does not answer by then is away. */
const ANSWER_MS = 250;

/** misses; free, most milliseconds, forget milliseconds. The clock is that of Redis. */
const ATTEMPT = toRedisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'count', 'last')
local count, last = tonumber(known[1] or '0'), tonumber(known[2] or '0')
local free = tonumber(ARGV[1])
local wait = 0
if count >= free then wait = math.min(tonumber(ARGV[2]), 1000 * 2 ^ math.min(count - free, 30)) end
local left = last + wait - now
-- Nobody waits longer than that: then the clock of Redis was set back, or somebody else has written there.
if left > 0 and left <= tonumber(ARGV[2]) then return math.ceil(left) end
redis.call('HSET', KEYS[1], 'count', count + 1, 'last', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 0`);

/** misses; "all" or "one" */
const FORGIVE = toRedisScript(`
local count = tonumber(redis.call('HGET', KEYS[1], 'count') or '0')
if ARGV[1] == 'all' or count <= 1 then return redis.call('DEL', KEYS[1]) end
return redis.call('HINCRBY', KEYS[1], 'count', -1)`);

/** Counts in Redis, 6.2 or newer, or a Valkey. Its library is loaded when it is opened: `npm install @redis/client`. */
export function createRedisCounts(options: RedisCountsOptions): SharedCounts {
  check("createRedisCounts", "which Redis", options, object, HOW);
  checkOptions("createRedisCounts", options, OPTIONS, HOW);
  check("createRedisCounts", "url", options.url, word, HOW);
  const { url, prefix = "cq" } = options;
  const lines = new RedisLines({ url, lines: ["commands"] });
  const alone = createMemoryCounts();

  /** What a node does for itself while Redis is away, in its place. */
  async function orAlone<T>(together: Promise<T>, byItself: () => Promise<T>): Promise<T> {
    try {
      return await together;
    } catch {
      return byItself();
    }
  }

  return {
    name: "redis",
    open: async () => void (await lines.open()),
    close: () => lines.close(),
    limiter({ name, most, seconds }) {
      const rule = { keyPrefix: `${prefix}:k:${name}`, points: most, duration: seconds };
      // The library's script counts and looks at the time in one; it asks for no more of a client than this.
      const client = {
        eval: (script: string, { keys, arguments: args }: EvalArguments) => lines.run("commands", known(script), keys, args, ANSWER_MS),
      };
      const limiter = new RateLimiterRedis({
        ...rule,
        storeClient: client,
        useRedisPackage: true,
        insuranceLimiter: new RateLimiterMemory(rule),
      });
      return { take: (key) => waitAfter(limiter.consume(sumOf(key))) };
    },
    misses(rule) {
      const { name, free, mostMs } = rule;
      const byItself = alone.misses(rule);
      const place = (key: string) => `${prefix}:k:${name}:${sumOf(key)}`;
      return {
        attempt: (key) =>
          orAlone(lines.run<number>("commands", ATTEMPT, [place(key)], [free, mostMs, FORGET_MISSES_MS], ANSWER_MS), () =>
            byItself.attempt(key),
          ),
        async forgive(key, which) {
          await Promise.all([
            // What cannot be forgiven now is forgotten in an hour.
            lines.run("commands", FORGIVE, [place(key)], [which], ANSWER_MS).catch(() => undefined),
            byItself.forgive(key, which),
          ]);
        },
      };
    },
    marks(rule) {
      const byItself = alone.marks(rule);
      const place = (key: string) => `${prefix}:k:${rule.name}:${sumOf(key)}`;
      const setTogether = async (key: string) => {
        const said = await lines.send<string | null>("commands", ["SET", place(key), "1", "EX", String(rule.seconds), "NX"], ANSWER_MS);
        return said !== null;
      };
      return {
        async set(key) {
          // Here too: what is set stays set when Redis goes away.
          const isFirstHere = await byItself.set(key);
          return orAlone(
            setTogether(key).then((isFirst) => isFirst && isFirstHere),
            async () => isFirstHere,
          );
        },
        has: (key) =>
          orAlone(
            lines.send<number>("commands", ["EXISTS", place(key)], ANSWER_MS).then((count) => count > 0),
            () => byItself.has(key),
          ),
      };
    },
  };
}

interface EvalArguments {
  readonly keys: readonly string[];
  readonly arguments: readonly string[];
}

const scripts = new Map<string, RedisScript>();

function known(text: string): RedisScript {
  const script = scripts.get(text) ?? toRedisScript(text);
  scripts.set(text, script);
  return script;
}

/** Names and addresses of people do not lie in Redis, and no key has any length. */
function sumOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}
