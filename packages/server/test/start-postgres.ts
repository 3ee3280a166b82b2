// A PostgreSQL server for proofs and benches, which see no more of the server than its authors do.
import { startPostgres as start } from "../src/lib/postgres/testing/start-postgres.ts";

export type TestPostgres = Awaited<ReturnType<typeof start>>;

/** Starts a server that nothing else uses. */
export function startPostgres(...settings: readonly string[]): Promise<TestPostgres> {
  return start(...settings);
}
