// What Redis does as a whole or not at all, and the sum by which it knows it.
import { createHash } from "node:crypto";

/** A script and the sum by which Redis knows it. */
export interface RedisScript {
  readonly text: string;
  readonly sha: string;
}

export function toRedisScript(text: string): RedisScript {
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}
