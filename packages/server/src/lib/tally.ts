// What one server counts while it works: plain numbers, so that a token costs one addition. Who wants to know reads them when they ask.

/** How a turn ended. */
export type TurnEnd = "done" | "failed" | "stopped" | "interrupted";

/** What is told of durations; nobody listens where metrics are off. */
export interface Durations {
  /** A write was stored: of a chat's rows, or of a session's record. In seconds. */
  stored(what: "chat" | "session", seconds: number): void;
  /** What a session's owner said is in the log of the relay, and on its way to all followers. In seconds. */
  relayed(seconds: number): void;
}

/** Nobody listens. */
export const NO_DURATIONS: Durations = { stored: () => undefined, relayed: () => undefined };

/** The counts of one server. All of them begin at 0 and only `connections` falls. */
export class Tally {
  /** Facts that sessions have stated. */
  facts = 0;
  /** Frames that connections were sent, whatever wire they speak. */
  frames = 0;
  /** Connections that are open now. */
  connections = 0;
  /** Turns that have ended. */
  readonly turns: Record<TurnEnd, number> = { done: 0, failed: 0, stopped: 0, interrupted: 0 };
  /** Sessions that were closed here because another node owns them. */
  fenced = 0;
  /** How often the other nodes took this one for dead. */
  leaseLosses = 0;
  /** Appends to the relay that failed, each of which is tried again. */
  relayFailures = 0;
  /** Hears of durations. */
  durations: Durations = NO_DURATIONS;
}
