// What the server signs, so that it can believe it when it comes back: who a visitor is, and which session somebody may return to.
import { isUuid, type SessionId, type ThreadId } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import type { KeyRing } from "../config/secret.ts";
import { createSigner } from "./signer.ts";

/** How long a visitor is remembered. */
export const VISITOR_DAYS = 365;
/** A visitor's token is signed anew when it is older than this, so that whoever keeps coming is never forgotten. */
const RENEW_AFTER_DAYS = 30;
const DAY_S = 24 * 60 * 60;

/** A visitor as a token names them. */
export interface VisitorClaims {
  readonly visitorId: string;
  /** The token is old, or signed with a key that will go: give a new one when there is an opportunity. */
  readonly stale: boolean;
}

/** What a resume token says: whoever shows it may return to this session as this owner. */
export interface HandleClaims {
  readonly sessionId: SessionId;
  readonly owner: string;
  /** Its thread: another node may run it before it is written down. Absent in tokens of older releases. */
  readonly threadId?: ThreadId | undefined;
}

/** Signs and checks what leaves the server and comes back. What is not ours, changed or too old is `undefined`, never an error. */
export interface Tokens {
  readonly keys: KeyRing;
  signVisitor(visitorId: string): Promise<string>;
  verifyVisitor(token: string): Promise<VisitorClaims | undefined>;
  /** The resume token of our own client. It lives as long as its session can be found. */
  signHandle(claims: HandleClaims): Promise<string>;
  verifyHandle(token: string): Promise<HandleClaims | undefined>;
}

const VISITOR = "colloquy/visitor";
const HANDLE = "colloquy/handle";

/** Makes the signer of one server. */
export function createTokens(keys: KeyRing, clock: Clock): Tokens {
  const { sign, verify, now } = createSigner(keys, clock);
  return {
    keys,
    signVisitor: (visitorId) => sign(VISITOR, { sub: visitorId }, now() + VISITOR_DAYS * DAY_S),
    async verifyVisitor(token) {
      const verified = await verify(VISITOR, token);
      const { sub, iat = 0 } = verified?.payload ?? {};
      if (!verified || !isUuid(sub)) return undefined;
      return { visitorId: sub, stale: verified.keyId !== keys.current.id || iat < now() - RENEW_AFTER_DAYS * DAY_S };
    },
    signHandle: ({ sessionId, owner, threadId }) => sign(HANDLE, { sid: sessionId, sub: owner, ...(threadId && { tid: threadId }) }),
    async verifyHandle(token) {
      const { sid, sub, tid } = (await verify(HANDLE, token))?.payload ?? {};
      if (!isUuid(sid) || typeof sub !== "string") return undefined;
      return { sessionId: sid as SessionId, owner: sub, ...(isUuid(tid) && { threadId: tid as ThreadId }) };
    },
  };
}
