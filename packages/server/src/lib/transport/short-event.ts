// Events of Socket.IO that are sent for each token. On the general path arguments are searched for binary and for a callback, wrapped three
// times, and written as a header and a payload; here one string becomes one WebSocket frame in one write.
import type { Socket } from "socket.io";

/** `2` is an event of Socket.IO in its one namespace, before it `4` a message of Engine.IO. */
const EVENT = "2";
const MESSAGE = "4";
/** A longer one gains nothing by it. */
const MAX_BYTES = 0xffff;

/** The options with which Socket.IO's own adapter hands over a frame that is made for many; the WebSocket transport alone takes it. */
interface WriteOptions {
  readonly compress: true;
  readonly wsPreEncodedFrame?: readonly Buffer[];
}

/** As `socket.emit(name, ...values)`, for values that are JSON: no acknowledgement, nothing binary. Stays in order with what is emitted. */
export function emitShort({ conn }: Pick<Socket, "conn">, name: string, values: readonly unknown[]): void {
  const packet = `${EVENT}${JSON.stringify([name, ...values])}`;
  const frame = conn.transport.name === "websocket" ? toFrame(MESSAGE + packet) : undefined;
  const options: WriteOptions = frame ? { compress: true, wsPreEncodedFrame: [frame] } : { compress: true };
  conn.write(packet, options);
}

/** A whole text frame from a server, which masks nothing (RFC 6455, 5.2); undefined when it is long. */
export function toFrame(text: string): Buffer | undefined {
  const length = Buffer.byteLength(text);
  if (length > MAX_BYTES) return undefined;
  const header = length < 126 ? 2 : 4;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (header === 2) frame[1] = length;
  else {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.write(text, header);
  return frame;
}
