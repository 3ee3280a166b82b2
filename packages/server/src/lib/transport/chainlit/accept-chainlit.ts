// One socket of Chainlit's clients: which session it comes to, and what it asks for. Everything else of their wire is ignored.
import type { Socket } from "socket.io";
import type { SocketDeps } from "../socket-deps.ts";
import { type ChainlitAuth, parseChainlitAuth } from "./chainlit-auth.ts";

/** What was found out about a socket before it was let in. */
export interface ChainlitHandshake {
  readonly chainlitAuth: ChainlitAuth;
  /** The owner its cookie proves. */
  readonly cookieOwner: string | undefined;
}

export function acceptChainlit(socket: Socket, _deps: SocketDeps): void {
  socket.disconnect(true);
}

export { type ChainlitAuth, parseChainlitAuth };
