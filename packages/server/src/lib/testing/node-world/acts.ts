// What can happen to a chat that several nodes serve. Data only, so that a history that fails shrinks and can be read.

/** Whose each page is: two of one person, two of another, one of a third. */
export const PEOPLE = ["visitor:ada", "visitor:ada", "visitor:bob", "visitor:bob", "visitor:cal"] as const;

export const NODES = 3;

/** How long a node may be silent before the others take it for dead, in ms. */
export const LEASE_MS = 6_000;

/** How long time may go on at once, in ms: a moment, a token, an append, a write, less than a lease, more than one. */
export const PAUSES = [0, 3, 20, 60, 150, 400, 1_100, 2_500, 4_000, 8_000] as const;

/** What the app is told to do. */
export const WORDS = ["count", "long", "ask"] as const;
export type Word = (typeof WORDS)[number];

/** What somebody does at a page. */
export type PageAct =
  | { readonly does: "come" | "close" | "drop" | "leave" | "answer" | "stop" | "goOn"; readonly page: number }
  | { readonly does: "say"; readonly page: number; readonly word: Word };

/** What becomes of a node. */
export type NodeAct = {
  readonly does:
    | "kill"
    | "start"
    | "freeze"
    | "thaw"
    | "drain"
    /** Its lines to the relay are closed, which the engine sees. */
    | "cutRelay"
    /** Nothing goes through them any more, which nobody sees. */
    | "hushRelay"
    | "mendRelay"
    | "cutStore"
    | "mendStore"
    /** The next append is done, and its answer lost. */
    | "loseAnswer"
    /** The next notice of a log gets lost. */
    | "loseNotice";
  readonly node: number;
};

/** One thing that happens. */
export type Act =
  | PageAct
  | NodeAct
  /** The engine behind the relay forgets everything; is away for all; is back. */
  | { readonly does: "forget" | "relayAway" | "relayBack" }
  | { readonly does: "pause"; readonly ms: number };
