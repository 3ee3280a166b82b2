// What must be stored before anything can be said of it waits for a store that is away: a handler that shows a file is not to fail for it.
import { isChatError } from "@colloquy/protocol";
import { backoffMs } from "./backoff.ts";
import { type Clock, wait } from "./clock.ts";
import { toStoreTrouble } from "./store-trouble.ts";

const RETRY = { firstMs: 50, mostMs: 2_000 };
/** A store that is away for longer is told of. */
const PATIENCE_MS = 90_000;

/** Asks again while the store is away, full or read-only, for a minute and a half. What it refuses for another reason is thrown at once. */
export async function patiently<T>(clock: Clock, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const until = clock.now() + PATIENCE_MS;
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      const mayPass = isChatError(error) && error.code === "STORE_FAILED" && toStoreTrouble(error) !== "refuses";
      if (!mayPass || signal?.aborted || clock.now() >= until) throw error;
      await wait(clock, backoffMs(failures, RETRY));
    }
  }
}
