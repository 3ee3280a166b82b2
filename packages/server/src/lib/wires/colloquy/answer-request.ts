// A client's request, whichever way it came: read, counted where it costs more than others, and done.
import { type ClientRequest, decodeRequest, type RequestReply } from "@colloquy/protocol";
import { askChat } from "../../app/ask-chat.ts";
import type { RateLimits } from "../../auth/rate-limits.ts";
import type { LiveChat } from "../../session/live-chat.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";

/** For whom a request is done. */
export interface Asked {
  readonly chat: LiveChat;
  /** The client leaves this chat. */
  readonly leave: () => void;
}

/** Does what a client asks for. It was counted as a request before, and may be made here. Throws the ChatError it is refused with. */
export async function answerRequest(
  raw: unknown,
  { chat, leave }: Asked,
  { registry, driver, limits, rates, clock }: Pick<SocketDeps, "registry" | "driver" | "limits" | "rates" | "clock">,
): Promise<RequestReply> {
  const request = decodeRequest(raw);
  await countKind(request.type, chat.owner, rates);
  return askChat({ chat, registry, driver, limits, clock, leave }, request);
}

/** What costs more than a request has limits of its own. */
async function countKind(type: ClientRequest["type"], owner: string, rates: RateLimits): Promise<void> {
  if (type === "sendMessage" || type === "editMessage") await rates.message(owner);
  else if (type === "updateElement" || type === "deleteElement") await rates.elementChange(owner);
  else if (type === "callAction") await rates.elementCall(owner);
}
