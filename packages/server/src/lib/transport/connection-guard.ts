// What stands before Socket.IO on every connection, at the engine: it counts what comes in before anything is done for it, and what waits
// to be read, whoever sent it. Whoever goes on all the same is cut off, without a word that they would not read.
import type { Socket } from "socket.io";
import type { RateLimits } from "../auth/rate-limits.ts";
import type { Tally } from "../tally.ts";

/** The connection below a socket. */
export type EngineConnection = Socket["conn"];

export interface GuardOptions {
  readonly rates: Pick<RateLimits, "open" | "packets">;
  readonly tally: Tally;
  /** The most that may wait to be read, in bytes, beside one frame of any size. */
  readonly unsentBytes: number;
  /** Told once, when the connection is cut off. */
  readonly onCut: (reason: CutOff) => void;
}

/** Why a connection was cut off. */
export type CutOff = "flood" | "handshakes" | "never-reads";

/** What a packet costs beside its text while it waits: objects, callbacks, a frame. */
const PACKET_BYTES = 300;
/** The first character of a CONNECT packet of Socket.IO. */
const CONNECT = "0";

/** Guards a connection until it ends. */
export function guardConnection(connection: EngineConnection, address: string, { rates, tally, unsentBytes, onCut }: GuardOptions): void {
  const mayCome = rates.packets.counterFor(address);
  let handshakes = 0;
  let unsent = 0;
  let largest = 0;
  let over = false;

  const cut = (reason: CutOff): void => {
    if (over) return;
    over = true;
    cutOff(connection);
    onCut(reason);
  };
  const count = (): void => {
    if (!over && !mayCome(performance.now())) cut("flood");
  };

  // Told before the packet is read. Once the connection is cut off, what is left of a payload is not read any more.
  connection.on("packet", ({ type, data }: { readonly type: string; readonly data?: unknown }) => {
    count();
    if (type !== "message" || typeof data !== "string" || !data.startsWith(CONNECT)) return;
    handshakes += 1;
    // There is one namespace, and clients make a new connection for another attempt.
    if (handshakes > 1) cut("handshakes");
  });
  // Each probe of a client that wants to change transports is answered; they are no packets of the connection's yet.
  connection.on("upgrading", count);
  connection.on("packetCreate", ({ type, data }: { readonly type: string; readonly data?: string | Buffer }) => {
    if (type === "message") tally.frames += 1;
    const size = (data?.length ?? 0) + PACKET_BYTES;
    unsent += size;
    largest = Math.max(largest, size);
    // A snapshot may have any size: it is what a thread is. It is sent once, when the line is free.
    if (unsent - largest > unsentBytes) cut("never-reads");
  });
  // What waited was handed to the transport as a whole; nothing more is handed over until it is read.
  connection.on("flush", () => {
    unsent = 0;
    largest = 0;
  });
  const watchPings = (): void => void webSocketOf(connection)?.on("ping", count);
  watchPings();
  connection.on("upgrade", watchPings);
  connection.once("close", rates.open.join(address));
  tally.connections += 1;
  connection.once("close", () => {
    tally.connections -= 1;
  });
}

/** Ends a connection at once, with what waits in it: to close it in order would wait for who does not read. */
function cutOff(connection: EngineConnection): void {
  const webSocket = webSocketOf(connection);
  connection.close(true);
  webSocket?.terminate();
}

interface RawWebSocket {
  on(event: "ping", listener: () => void): void;
  terminate(): void;
}

/** Below the WebSocket transport; its control frames are answered down there, and nobody above hears of them. */
function webSocketOf({ transport }: EngineConnection): RawWebSocket | undefined {
  return transport.name === "websocket" ? (transport as unknown as { readonly socket: RawWebSocket }).socket : undefined;
}
