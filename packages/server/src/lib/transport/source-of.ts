// Where the request of a handshake comes from.
import type { IncomingMessage } from "node:http";
import { type RequestSource, readSource, type TrustsProxy } from "../auth/forwarded.ts";

export function sourceOf(request: IncomingMessage, { trusts }: { readonly trusts: TrustsProxy }): RequestSource {
  return readSource(
    {
      header: (name) => {
        const value = request.headers[name];
        return Array.isArray(value) ? value.join(",") : value;
      },
      remoteAddress: request.socket.remoteAddress,
      encrypted: "encrypted" in request.socket && request.socket.encrypted === true,
    },
    trusts,
  );
}
