// Locks of PostgreSQL that belong to a connection: whatever becomes of the process, they end with it. The connection is one of its own, because those
// of the pool come and go; a proxy that gives each transaction another connection cannot be between.
import { ChatError } from "@colloquy/protocol";
import type { PostgresLine, PostgresStore } from "../../postgres/postgres-store.ts";
import type { SharedLocks } from "../shared-locks.ts";

/** How soon a place is gone back to after the connection was lost, in milliseconds; then again and again. */
const BACK_AFTER_MS = 500;

/** So often two connections are compared; a proxy that shares them out does so at the first. */
const LOOKS = 3;

export function createPostgresLocks(store: PostgresStore): SharedLocks {
  const busy = new Set<string>();
  const places = new Set<string>();
  let line: PostgresLine | undefined;
  let isClosed = false;

  function open(): PostgresLine {
    line ??= store.openLine(() => {
      if (!isClosed && places.size > 0) comeBack();
    });
    return line;
  }

  /** Whoever was in a place is still there: only the connection was lost. */
  function comeBack(): void {
    setTimeout(() => {
      if (isClosed) return;
      Promise.all([...places].map((place) => open().rows("SELECT pg_advisory_lock_shared(hashtextextended($1, 0))", alive(place)))).catch(
        comeBack,
      );
    }, BACK_AFTER_MS).unref();
  }

  const alive = (place: string) => `colloquy ${store.schema} alive ${place}`;
  const gate = (place: string) => `colloquy ${store.schema} gate ${place}`;
  const call = (name: string, key: string) => open().rows<{ done: boolean }>(`SELECT ${name}(hashtextextended($1, 0)) AS done`, key);
  const did = async (name: string, key: string) => (await call(name, key))[0]?.done === true;

  return {
    async tryAlone(name, work) {
      // The same connection may take a lock twice.
      if (busy.has(name)) return false;
      busy.add(name);
      const key = `colloquy ${store.schema} work ${name}`;
      try {
        if (!(await did("pg_try_advisory_lock", key))) return false;
        try {
          await work();
        } finally {
          // A connection that is lost has none.
          await call("pg_advisory_unlock", key).catch(() => undefined);
        }
        return true;
      } finally {
        busy.delete(name);
      }
    },
    async enter(place, first) {
      await mustBeOwn(open(), store);
      await call("pg_advisory_lock", gate(place));
      try {
        const isFirst = await did("pg_try_advisory_lock", alive(place));
        if (isFirst) {
          try {
            await first();
          } catch (error) {
            await call("pg_advisory_unlock", alive(place)).catch(() => undefined);
            throw error;
          }
        }
        await call("pg_advisory_lock_shared", alive(place));
        if (isFirst) await call("pg_advisory_unlock", alive(place));
        places.add(place);
        return isFirst;
      } finally {
        await call("pg_advisory_unlock", gate(place)).catch(() => undefined);
      }
    },
    async close() {
      isClosed = true;
      places.clear();
      await line?.end();
      line = undefined;
    },
  };
}

/**
 * Whether this connection is one of the database's own. Behind a proxy that gives each transaction another one, two that are open at once are shown
 * the same, and a lock stays with whichever had it last: nobody could take it again, and servers would wait for it when they start.
 */
async function mustBeOwn(line: PostgresLine, store: PostgresStore): Promise<void> {
  const beside = store.openLine(() => undefined);
  const pidOf = async (one: PostgresLine) => (await one.rows<{ pid: number }>("SELECT pg_backend_pid() AS pid"))[0]?.pid;
  try {
    const seen = new Map<number | undefined, PostgresLine>();
    for (let look = 0; look < LOOKS; look += 1) {
      for (const one of [line, beside]) {
        const pid = await pidOf(one);
        if ((seen.get(pid) ?? one) !== one)
          throw new ChatError(
            "BAD_CONFIG",
            "A proxy in front of PostgreSQL gives each transaction another connection, and locks between servers belong to connections.",
            {
              fix: "Use session pooling for this app (pool_mode=session in PgBouncer), or the address of the database itself.",
            },
          );
        seen.set(pid, one);
      }
    }
  } finally {
    await beside.end();
  }
}
