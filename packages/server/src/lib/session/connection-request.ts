// The HTTP request a connection began with: what an author may want to know of it.
import type { IncomingHttpHeaders } from "node:http";
import { toLanguageTag } from "@colloquy/protocol";

/** The request of a session's newest connection. */
export interface ConnectionRequest {
  /** Names in lower case, as Node gives them: `cookie`, `referer`, `user-agent`. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The language the person's browser asks for first, as a BCP 47 tag. */
  readonly language: string;
}

/** What is assumed of somebody who asks for no language; the default is Chainlit's. */
export const DEFAULT_LANGUAGE = "en-US";

/** `said` is the client's own word for the language; else the first language in Accept-Language counts. */
export function toConnectionRequest(headers: IncomingHttpHeaders, said?: string): ConnectionRequest {
  return { headers, language: toLanguageTag(said) ?? firstOf(headers["accept-language"]) ?? DEFAULT_LANGUAGE };
}

/** Of a session that nobody has connected to in this process. */
export const NO_REQUEST: ConnectionRequest = Object.freeze({ headers: Object.freeze({}), language: DEFAULT_LANGUAGE });

/** A header of another program may be as long as all of its headers; browsers name a handful. */
function firstOf(accepted: string | undefined): string | undefined {
  for (const part of (accepted ?? "").slice(0, 500).split(",")) {
    const tag = toLanguageTag(part.split(";", 1)[0]);
    if (tag !== undefined) return tag;
  }
  return undefined;
}
