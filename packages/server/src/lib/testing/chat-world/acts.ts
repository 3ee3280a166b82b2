// What can happen in a world of chats. Data only, so that a failing sequence shrinks and can be read.

/** More messages than a window has turns, so that what was said before leaves it. */
export const TALK = 21;

/** The tabs: two of one person, one of another, and one of a stranger who knows addresses. */
export const OWNERS = ["visitor:ada", "visitor:ada", "visitor:bob", "visitor:eve"] as const;

/** How long time may go on at once, in ms: a tick, a write, a save, a work, an ask, the session timeout. */
export const PAUSES = [0, 5, 60, 300, 1100, 8000, 31_000, 130_000] as const;

export const SESSION_TIMEOUT_MS = 120_000;

/** One thing that happens. `tab` and `pick` choose among what is there. */
export type Act =
  | { readonly does: "return" | "new" | "drop" | "leave" | "resend" | "stop" | "goOn" | "talk" | "pressAgain"; readonly tab: number }
  | {
      readonly does:
        | "visit"
        | "stopOne"
        | "edit"
        | "rewrite"
        | "regenerate"
        | "select"
        | "answer"
        | "extend"
        | "press"
        | "alter"
        | "save"
        | "fill"
        | "choose";
      readonly tab: number;
      readonly pick: number;
    }
  | { readonly does: "send"; readonly tab: number; readonly script: string }
  | { readonly does: "pause"; readonly ms: number }
  | { readonly does: "sweep" | "crash" | "restart" };

/** What somebody does in a tab. */
export type TabAct = Extract<Act, { tab: number }>;

/** One of the list, or undefined when it is empty. */
export function choose<Item>(list: readonly Item[], pick: number): Item | undefined {
  return list[pick % Math.max(1, list.length)];
}
