// A model that answers from memory never leaves the microtask queue, and sockets would wait for it. So streams give way now and then.
import { setImmediate } from "node:timers/promises";

const BUSY_MS = 8;
let lastFree = 0;

/** Something to wait for when this process has not looked at its sockets for a while; undefined when it has. */
export function yieldToLoop(): Promise<void> | undefined {
  const now = performance.now();
  if (now - lastFree < BUSY_MS) return undefined;
  return setImmediate().then(() => {
    lastFree = performance.now();
  });
}
