// In whose name and in which language the server itself speaks in a chat.

import type { HttpContext, HttpDeps } from "../../http/http-deps.ts";
import { toConnectionRequest } from "../../session/connection-request.ts";
import type { LiveChat } from "../../session/live-chat.ts";

export interface Voice {
  readonly assistantName: string;
  /** A BCP 47 tag. */
  readonly language: string;
}

/** In a live chat: the app's one language, else the person's. */
export function voiceOf({ config, language }: Pick<LiveChat, "config" | "language">): Voice {
  return { assistantName: config.assistantName, language: config.language ?? language };
}

/** In an answer over HTTP, where browsers say their language as they do when they connect. */
export function voiceFor(c: HttpContext, { config }: HttpDeps): Voice {
  const { language } = toConnectionRequest({ "accept-language": c.req.header("accept-language") });
  return { assistantName: config.name, language: config.language ?? language };
}
