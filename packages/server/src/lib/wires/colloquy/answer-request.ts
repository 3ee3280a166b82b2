// A client's request, whichever way it came: read, counted where it costs more than others, and done.
import { type ClientRequest, decodeRequest, type RequestReply } from "@colloquy/protocol";
import { dispatch } from "../../app/dispatch.ts";
import type { RateLimits } from "../../auth/rate-limits.ts";
import type { Session } from "../../session/session.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";

/** For whom a request is done. */
export interface Asked {
  readonly session: Session;
  /** The client leaves this chat. */
  readonly leave: () => void;
}

/** Does what a client asks for. It was counted as a request before, and may be made here. Throws the ChatError it is refused with. */
export async function answerRequest(
  raw: unknown,
  { session, leave }: Asked,
  { driver, limits, rates }: Pick<SocketDeps, "driver" | "limits" | "rates">,
): Promise<RequestReply> {
  const request = decodeRequest(raw);
  await countKind(request.type, session.owner, rates);
  return dispatch({ session, driver, limits, leave }, request);
}

/** What costs more than a request has limits of its own. */
async function countKind(type: ClientRequest["type"], owner: string, rates: RateLimits): Promise<void> {
  if (type === "sendMessage" || type === "editMessage") await rates.message(owner);
  else if (type === "updateElement" || type === "deleteElement") await rates.elementChange(owner);
  else if (type === "callAction") await rates.elementCall(owner);
}
