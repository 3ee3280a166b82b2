// The seam for protocols. A wire is all that one kind of client speaks: its sockets and its addresses. What it says are facts and
// requests like everybody's; nothing below this folder knows which wires there are.
import type { HttpWire } from "../http/http-wire.ts";
import type { SocketWire } from "../transport/socket-wire.ts";

/** A protocol that clients speak. @internal */
export interface Wire {
  /** For the log and for errors. */
  readonly name: string;
  readonly socket: SocketWire;
  readonly http: HttpWire;
}
