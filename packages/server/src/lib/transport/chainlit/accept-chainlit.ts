// The door for Chainlit's clients: which session a handshake comes to, and the connection that serves it.
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "socket.io";
import { bearerOwner } from "../../auth/owners.ts";
import { toConnectionRequest } from "../../session/connection-request.ts";
import type { Opened } from "../../session/session-registry.ts";
import { toHandle } from "../../session-store/session-store.ts";
import type { SocketDeps } from "../socket-deps.ts";
import { parseChainlitAuth } from "./chainlit-auth.ts";
import { ChainlitConnection } from "./chainlit-connection.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";

/** What was found out about a socket before it was let in. */
export interface ChainlitHandshake {
  readonly chainlit: { readonly handle: string; readonly opened: Opened };
}

/** Who knocks, as far as the request proves it. */
export interface ChainlitCaller {
  /** The owner a believed cookie proves. */
  readonly cookieOwner: string | undefined;
  /** Counts somebody who was not here before; throws when there are too many. */
  readonly headers: IncomingHttpHeaders;
  readonly countNewVisitor: () => Promise<void>;
}

/** Opens the session of a handshake; what it throws is the reason of the refusal. */
export async function admitChainlit(auth: unknown, caller: ChainlitCaller, deps: SocketDeps): Promise<ChainlitHandshake> {
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
  return { chainlit: { handle, opened } };
}

/** Serves a socket that was admitted. */
export function acceptChainlit(socket: Socket, { chainlit }: ChainlitHandshake, deps: SocketDeps): ChainlitConnection {
  return new ChainlitConnection(socket as unknown as ChainlitSocket, chainlit, deps);
}
