// Whose chat a request of Chainlit's clients means: they name it by a session id of theirs.
import { bearerOwner } from "../../../auth/owners.ts";
import { identify } from "../../../http/caller.ts";
import type { HttpContext, HttpDeps } from "../../../http/http-deps.ts";
import type { LiveChat } from "../../../session/live-chat.ts";
import { toHandle } from "../../../session-store/session-store.ts";

/** The caller's live chat of this id, wherever it runs. Somebody else's is as if it were not there. */
export async function findSession(c: HttpContext, deps: HttpDeps, sessionId = ""): Promise<LiveChat | undefined> {
  const caller = await identify(c, deps);
  if (sessionId === "" || sessionId.length > 200) return undefined;
  const owners = [caller.owner, deps.auth.methods.loginRequired ? undefined : bearerOwner(sessionId)];
  for (const owner of owners) {
    const session = owner === undefined ? undefined : await deps.registry.lookByHandle(toHandle(owner, sessionId));
    if (session && session.owner === owner) return session;
  }
  return undefined;
}
