// What the nodes of an app count together, in the PostgreSQL that they share: for small clusters without Redis. A table that no crash need survive;
// only the clock of the database counts. While it is away each node counts for itself.
import { createHash } from "node:crypto";
import type { PostgresSchema } from "../../postgres/migrate.ts";
import { type PostgresOptions, type PostgresStore, toPostgresStore } from "../../postgres/postgres-store.ts";
import { FORGET_MISSES_MS, type SharedCounts } from "../shared-counts.ts";
import { createMemoryCounts } from "./memory.ts";

const COUNTS_SCHEMA: PostgresSchema = {
  name: "counts",
  steps: [
    `
    CREATE UNLOGGED TABLE @.counts (
      key text COLLATE "C" PRIMARY KEY,
      count integer NOT NULL,
      counted_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL
    );
    CREATE INDEX counts_by_end ON @.counts (ends_at);
    `,
  ],
};

const TIDY_MS = 60_000;
const MS = "* interval '1 millisecond'";

/** The row of a key that is over begins anew. */
const TAKE = `
  INSERT INTO @.counts AS known (key, count, counted_at, ends_at)
  VALUES ($1, 1, clock_timestamp(), clock_timestamp() + $2::float8 ${MS})
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.ends_at > clock_timestamp() THEN known.count + 1 ELSE 1 END,
    ends_at = CASE WHEN known.ends_at > clock_timestamp() THEN known.ends_at ELSE excluded.ends_at END
  RETURNING count, 1000 * extract(epoch FROM ends_at - clock_timestamp())::float8 AS left`;

/** How long is waited after so many misses. */
const WAIT = `(CASE WHEN known.count < $2::int THEN 0 ELSE least($3::float8, 1000 * 2 ^ least(known.count - $2::int, 30)) END ${MS})`;
const ATTEMPT = `
  INSERT INTO @.counts AS known (key, count, counted_at, ends_at)
  VALUES ($1, 1, clock_timestamp(), clock_timestamp() + $4::float8 ${MS})
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.ends_at > clock_timestamp() THEN known.count + 1 ELSE 1 END,
    counted_at = excluded.counted_at, ends_at = excluded.ends_at
  WHERE known.ends_at <= clock_timestamp() OR known.counted_at + ${WAIT} <= clock_timestamp()
  RETURNING count`;
const LEFT = `
  SELECT 1000 * extract(epoch FROM known.counted_at + ${WAIT} - clock_timestamp())::float8 AS left FROM @.counts AS known WHERE key = $1`;
const FORGIVE_ONE = "UPDATE @.counts SET count = count - 1 WHERE key = $1 AND count > 0";
const FORGIVE_ALL = "DELETE FROM @.counts WHERE key = $1";
const MARK = `
  INSERT INTO @.counts AS known (key, count, counted_at, ends_at)
  VALUES ($1, 1, clock_timestamp(), clock_timestamp() + $2::float8 ${MS})
  ON CONFLICT (key) DO UPDATE SET ends_at = excluded.ends_at WHERE known.ends_at <= clock_timestamp()
  RETURNING count`;
const HAS = "SELECT 1 AS found FROM @.counts WHERE key = $1 AND ends_at > clock_timestamp()";
const TIDY = "DELETE FROM @.counts WHERE ends_at < clock_timestamp()";

/** Counts in PostgreSQL 13 or newer, in the schema of the chats or in one of its own. */
export function createPostgresCounts(source: PostgresStore | PostgresOptions): SharedCounts {
  const store = toPostgresStore(source).share(COUNTS_SCHEMA);
  const alone = createMemoryCounts();
  let tidying: NodeJS.Timeout | undefined;

  const ask = <Row>(key: string, statement: string, ...values: readonly number[]) =>
    store.about(key, (db) => db.rows<Row>(statement, key, ...values));

  async function orAlone<T>(together: Promise<T>, byItself: () => Promise<T>): Promise<T> {
    try {
      return await together;
    } catch {
      return byItself();
    }
  }

  return {
    name: "postgres",
    async open() {
      await store.open();
      tidying ??= setInterval(() => void store.about("tidy", (db) => db.run(TIDY)).catch(() => undefined), TIDY_MS).unref();
    },
    async close() {
      clearInterval(tidying);
      tidying = undefined;
      await store.close();
    },
    limiter(rule) {
      const byItself = alone.limiter(rule);
      const take = async (key: string) => {
        const [row] = await ask<{ count: number; left: number }>(toKey(rule.name, key), TAKE, rule.seconds * 1000);
        return row && row.count > rule.most ? Math.max(1, Math.ceil(row.left)) : 0;
      };
      return { take: (key) => orAlone(take(key), () => byItself.take(key)) };
    },
    misses(rule) {
      const { name, free, mostMs } = rule;
      const byItself = alone.misses(rule);
      const attempt = async (key: string) => {
        const at = toKey(name, key);
        const begun = await ask<{ count: number }>(at, ATTEMPT, free, mostMs, FORGET_MISSES_MS);
        if (begun.length > 0) return 0;
        const [row] = await ask<{ left: number }>(at, LEFT, free, mostMs);
        return Math.max(1, Math.ceil(row?.left ?? 0));
      };
      return {
        attempt: (key) => orAlone(attempt(key), () => byItself.attempt(key)),
        async forgive(key, which) {
          await Promise.all([
            // What cannot be forgiven now is forgotten in an hour.
            ask(toKey(name, key), which === "all" ? FORGIVE_ALL : FORGIVE_ONE).catch(() => undefined),
            byItself.forgive(key, which),
          ]);
        },
      };
    },
    marks(rule) {
      const byItself = alone.marks(rule);
      const set = async (key: string) => (await ask(toKey(rule.name, key), MARK, rule.seconds * 1000)).length > 0;
      return {
        async set(key) {
          const isFirstHere = await byItself.set(key);
          return orAlone(
            set(key).then((isFirst) => isFirst && isFirstHere),
            async () => isFirstHere,
          );
        },
        has: (key) =>
          orAlone(
            ask(toKey(rule.name, key), HAS).then((rows) => rows.length > 0),
            () => byItself.has(key),
          ),
      };
    },
  };
}

/** Names and addresses of people do not lie there, and no key has any length. */
function toKey(name: string, key: string): string {
  return `${name} ${createHash("sha256").update(key).digest("base64url").slice(0, 22)}`;
}
