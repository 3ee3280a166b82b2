// The door for Chainlit's clients: which session a handshake comes to, and the connection that serves it.
import { bearerOwner } from "../../auth/owners.ts";
import { toConnectionRequest } from "../../session/connection-request.ts";
import { toHandle } from "../../session-store/session-store.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";
import type { ServeSocket, SocketCaller } from "../../transport/socket-wire.ts";
import { parseChainlitAuth } from "./chainlit-auth.ts";
import { ChainlitConnection } from "./chainlit-connection.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";

export async function admitChainlit(auth: unknown, caller: SocketCaller, deps: SocketDeps): Promise<ServeSocket> {
  const { sessionId, clientType, threadId, env, chatProfile } = parseChainlitAuth(auth);
  // Where no cookie travels, the client's own session id is its secret: it makes one per page and shows it to nobody else.
  const owner = caller.cookieOwner ?? bearerOwner(sessionId);
  const handle = toHandle(owner, sessionId);
  if (!caller.cookieOwner && !deps.registry.byHandle(handle)) await caller.countNewVisitor();
  const opened = await deps.registry.open({
    owner,
    handle,
    clientType,
    request: toConnectionRequest(caller.headers),
    env,
    // Their clients ask for keys before they connect, and never later.
    refuseWithoutEnv: true,
    // The widget makes up the id of its first thread, so an id that nothing has is a wish and not only a mistake.
    ...(threadId && { threadId, newThreadId: threadId }),
    ...(chatProfile !== undefined && { chatProfile }),
  });
  return (socket) => new ChainlitConnection(socket as unknown as ChainlitSocket, { handle, sessionId, opened }, deps);
}
