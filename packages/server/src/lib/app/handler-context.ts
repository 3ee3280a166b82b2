// What every handler is given beside its own argument.
import type { TurnId } from "@colloquy/protocol";
import type { UserSession } from "../chat/user-session-types.ts";
import type { Session } from "../session/session.ts";

/** What every handler receives beside its own argument; the safe form for workers that several sessions share. */
export interface HandlerContext {
  /** The live conversation. */
  readonly session: Session;
  /** The author's memory of this chat, bound to it: usable also where the ambient context is lost. */
  readonly userSession: UserSession;
  /** Aborts when the person stops the turn, or the session ends. */
  readonly signal: AbortSignal;
  /** The run of the handler, as it is stored. */
  readonly turnId: TurnId;
}
