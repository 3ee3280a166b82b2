// Where the request of a handshake comes from, and what it proves.
import type { IncomingMessage } from "node:http";
import { type RequestSource, readPrefix, readSource, type TrustsProxy } from "../auth/forwarded.ts";
import { withoutPlanted } from "../auth/host-cookies.ts";

/** The cookies of a request that nobody else may have planted. */
export function cookiesOf(
  request: IncomingMessage,
  deps: { readonly trusts: TrustsProxy; readonly config: { readonly rootPath: string } },
): string | undefined {
  const { headers, socket } = request;
  const prefix = deps.trusts(socket.remoteAddress ?? "") ? readPrefix([headers["x-forwarded-prefix"]].flat().join(",")) : "";
  return withoutPlanted(headers.cookie, { rootPath: prefix + deps.config.rootPath, secure: sourceOf(request, deps).https });
}

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
