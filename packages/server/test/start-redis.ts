// A Redis server for proofs and benches, which see no more of the server than its authors do.
import { startRedis as start } from "../src/lib/relay/testing/start-redis.ts";

export type TestRedis = Awaited<ReturnType<typeof start>>;

/** Starts a server that nothing else uses. */
export function startRedis(...settings: readonly string[]): Promise<TestRedis> {
  return start(...settings);
}
