// How many chats one person has in memory. At the limit the one they have been away from longest makes room; one that is looked at
// or at work never does.
import { ChatError } from "@colloquy/protocol";
import { isQueueHeld } from "./held-queue.ts";
import type { Session } from "./session.ts";

/** Who lost their connection may be on the way back, and who was just let in has not arrived yet. */
const RETURN_MS = 10_000;

/** The sessions in memory by whose they are. */
export class OwnedSessions {
  readonly #limit: number;
  readonly #byOwner = new Map<string, Set<Session>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(session: Session): void {
    const owned = this.#byOwner.get(session.owner);
    if (owned) owned.add(session);
    else this.#byOwner.set(session.owner, new Set([session]));
  }

  delete(session: Session): void {
    const owned = this.#byOwner.get(session.owner);
    if (owned?.delete(session) && owned.size === 0) this.#byOwner.delete(session.owner);
  }

  of(owner: string): Session[] {
    return [...(this.#byOwner.get(owner) ?? [])];
  }

  /** It is another owner's now. */
  move(session: Session, owner: string): void {
    this.delete(session);
    session.owner = owner;
    this.add(session);
  }

  /**
   * The session that must end before this owner may have one more; undefined when there is room.
   * Throws OVERLOADED when every one of them is in use.
   */
  toEndForOneMore(owner: string, { now, isEnding }: { readonly now: number; isEnding(session: Session): boolean }): Session | undefined {
    const live = [...(this.#byOwner.get(owner) ?? [])].filter((session) => session.phase === "open" && !isEnding(session));
    if (live.length < this.#limit) return undefined;
    const away = live.filter((session) => isIdle(session) && now - (session.detachedAt ?? now) >= RETURN_MS);
    const longest = away.sort((a, b) => (a.detachedAt ?? 0) - (b.detachedAt ?? 0))[0];
    if (longest) return longest;
    throw new ChatError("OVERLOADED", "You have too many chats open at once.", { fix: "Close some of them and try again." });
  }
}

function isIdle(session: Session): boolean {
  const { outlets, turns } = session;
  return outlets.size === 0 && turns.running.length === 0 && (turns.waiting.length === 0 || isQueueHeld(session));
}
