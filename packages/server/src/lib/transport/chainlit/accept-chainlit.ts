// Chainlit's clients (placeholder until the codec lands).
import { ChatError } from "@colloquy/protocol";
import type { Socket } from "socket.io";
import type { SocketDeps } from "../socket-deps.ts";

export interface ChainlitAuth {
  readonly sessionId: string;
}

export function parseChainlitAuth(_auth: unknown): ChainlitAuth {
  throw new ChatError("NOT_SUPPORTED");
}

export function acceptChainlit(socket: Socket, _deps: SocketDeps): void {
  socket.disconnect(true);
}
