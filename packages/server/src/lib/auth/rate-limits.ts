// How much one caller may ask for. People are limited by who they are; addresses only where nobody is anybody yet, because many people share one.
import { ChatError } from "@colloquy/protocol";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { toNetwork } from "./network.ts";

/** How often is too often; see `limits` of the configuration. */
export interface RateLimitOptions {
  readonly requestsPerSecond: number;
  readonly messagesPerMinute: number;
  readonly newVisitorsPerMinute: number;
  readonly signInsPerMinute: number;
}

/** Counts what callers do. Every method throws OVERLOADED, with the time to wait in its fix, when it was too much. */
export interface RateLimits {
  /** One request of a connection, or of an owner over HTTP. A burst of five seconds' worth is let through. */
  request(caller: string): Promise<void>;
  /** One message of a person, whichever chat or connection it comes by. */
  message(owner: string): Promise<void>;
  /** Somebody new, who has proved nothing yet. */
  newVisitor(address: string): Promise<void>;
  /** One attempt to sign in, whichever way. */
  signIn(address: string): Promise<void>;
}

const BURST_S = 5;

/** Makes the counters of one server; they live in its memory. */
export function createRateLimits(options: RateLimitOptions): RateLimits {
  const requests = new RateLimiterMemory({ points: options.requestsPerSecond * BURST_S, duration: BURST_S });
  const messages = new RateLimiterMemory({ points: options.messagesPerMinute, duration: 60 });
  const visitors = new RateLimiterMemory({ points: options.newVisitorsPerMinute, duration: 60 });
  const signIns = new RateLimiterMemory({ points: options.signInsPerMinute, duration: 60 });
  return {
    request: (caller) => count(requests, caller, "Too many requests."),
    message: (owner) => count(messages, owner, "Too many messages."),
    newVisitor: (address) => count(visitors, toNetwork(address), "Too many new visitors from this network."),
    signIn: (address) => count(signIns, toNetwork(address), "Too many attempts to sign in."),
  };
}

async function count(limiter: RateLimiterMemory, key: string, message: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new ChatError("OVERLOADED", message, { fix: `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"} and try again.` });
  }
}
