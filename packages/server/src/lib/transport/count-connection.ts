// What is asked of a network before anything is done for one more connection, whichever way it comes.
import { ChatError } from "@colloquy/protocol";
import type { RateLimits } from "../auth/rate-limits.ts";

/** Counts a connection that is about to be; throws OVERLOADED when the network has too many, or opens them too fast. */
export async function countConnection(address: string, rates: Pick<RateLimits, "connection" | "open">): Promise<void> {
  await rates.connection(address);
  if (!rates.open.hasRoom(address)) throw new ChatError("OVERLOADED", "Too many connections from this network.");
}
