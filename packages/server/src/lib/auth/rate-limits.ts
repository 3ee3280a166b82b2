// How much one caller may ask for. People are limited by who they are, and networks by more than that, because many people share one.
import { ChatError } from "@colloquy/protocol";
import type { Limiter, SharedCounts } from "../counts/shared-counts.ts";
import { toNetwork } from "./network.ts";
import { OpenConnections } from "./open-connections.ts";
import { PACKET_WINDOW_MS, PacketCounts } from "./packet-counts.ts";

/** How often is too often; see `limits` of the configuration. */
export interface RateLimitOptions {
  readonly requestsPerSecond: number;
  readonly addressRequestsPerSecond: number;
  readonly addressConnectionsPerMinute: number;
  readonly addressConnections: number;
  readonly messagesPerMinute: number;
  readonly newVisitorsPerMinute: number;
  readonly signInsPerMinute: number;
}

/** Counts what callers do. Every method throws OVERLOADED, with the time to wait in its fix, when it was too much. */
export interface RateLimits {
  /** One request, before it is known whose it is. A burst of five seconds' worth is let through, here and in the next. */
  knock(address: string): Promise<void>;
  /** One request of a person, whichever connection it comes by; of a network where nobody is anybody. */
  request(caller: string): Promise<void>;
  /** One connection, before anything is done for it. */
  connection(address: string): Promise<void>;
  /** One message of a person, whichever chat or connection it comes by. */
  message(owner: string): Promise<void>;
  /** One change of a custom element by its page: each is written, and told to every page. */
  elementChange(owner: string): Promise<void>;
  /** One call of an action by a custom element: each runs what the author wrote, and no person need have pressed anything. */
  elementCall(owner: string): Promise<void>;
  /** One picture that the server fetches from elsewhere for a person. */
  remoteImage(owner: string): Promise<void>;
  /** Somebody new, who has proved nothing yet. */
  newVisitor(address: string): Promise<void>;
  /** One attempt to sign in, whichever way. */
  signIn(address: string): Promise<void>;
  /** One return from a sign-in elsewhere. */
  signInReturn(address: string): Promise<void>;
  /** The sockets of each network. */
  readonly open: OpenConnections;
  /** Everything sockets send, requests or not. */
  readonly packets: PacketCounts;
}

/** Five in a second, as while somebody draws a slider; a call costs the author more, and nobody presses so often. */
const ELEMENT_CHANGES_PER_MINUTE = 300;
const ELEMENT_CALLS_PER_MINUTE = 120;
/** More than anybody looks at one by one, and too few to fetch anything else with. */
const IMAGES_PER_MINUTE = 30;
const BURST_S = PACKET_WINDOW_MS / 1000;
/** Requests that are too many are refused with a reason. Who sends so many times as many all the same does not listen. */
const FLOOD = 5;

/** Where each limit is counted. */
export interface RateCounts {
  /** By this process, in its memory. */
  readonly here: SharedCounts;
  /** By all nodes of the app together. */
  readonly together: SharedCounts;
}

/**
 * Makes the counters of one server. What costs the app, and what a stranger may try, is counted by all nodes together. What keeps one process from
 * being flooded is counted where the flood is: the requests of a second, packets and open connections. A question to another machine for each of
 * them would cost more than it guards, and a node with room to spare need not refuse what another cannot take.
 */
export function createRateLimits(options: RateLimitOptions, { here, together }: RateCounts): RateLimits {
  const { requestsPerSecond, addressRequestsPerSecond } = options;
  const perMinute = (name: string, most: number) => together.limiter({ name, most, seconds: 60 });
  const perSecond = (name: string, most: number) => here.limiter({ name, most: most * BURST_S, seconds: BURST_S });
  const ofOwners = perSecond("requests", requestsPerSecond);
  const ofNetworks = perSecond("knocks", addressRequestsPerSecond);
  const connections = perMinute("connections", options.addressConnectionsPerMinute);
  const messages = perMinute("messages", options.messagesPerMinute);
  const changes = perMinute("element-changes", ELEMENT_CHANGES_PER_MINUTE);
  const calls = perMinute("element-calls", ELEMENT_CALLS_PER_MINUTE);
  const images = perMinute("images", IMAGES_PER_MINUTE);
  const visitors = perMinute("visitors", options.newVisitorsPerMinute);
  const signIns = perMinute("sign-ins", options.signInsPerMinute);
  const returns = perMinute("sign-in-returns", options.signInsPerMinute);
  return {
    knock: (address) => count(ofNetworks, toNetwork(address), "Too many requests from this network."),
    request: (caller) => count(ofOwners, caller, "Too many requests."),
    connection: (address) => count(connections, toNetwork(address), "Too many connections from this network."),
    message: (owner) => count(messages, owner, "Too many messages."),
    elementChange: (owner) => count(changes, owner, "This element changes too often."),
    elementCall: (owner) => count(calls, owner, "Elements call too many actions."),
    remoteImage: (owner) => count(images, owner, "Too many pictures from elsewhere."),
    newVisitor: (address) => count(visitors, toNetwork(address), "Too many new visitors from this network."),
    signIn: (address) => count(signIns, toNetwork(address), "Too many attempts to sign in."),
    signInReturn: (address) => count(returns, toNetwork(address), "Too many attempts to sign in."),
    open: new OpenConnections(options.addressConnections),
    packets: new PacketCounts({
      connection: requestsPerSecond * BURST_S * FLOOD,
      network: addressRequestsPerSecond * BURST_S * FLOOD,
      modest: requestsPerSecond,
    }),
  };
}

async function count(limiter: Limiter, key: string, message: string): Promise<void> {
  const waitMs = await limiter.take(key);
  if (waitMs === 0) return;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new ChatError("OVERLOADED", message, { fix: `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"} and try again.` });
}
