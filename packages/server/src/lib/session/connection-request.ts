// The HTTP request a connection began with: what an author may want to know of it.
import type { IncomingHttpHeaders } from "node:http";

/** The request of a session's newest connection. */
export interface ConnectionRequest {
  /** Names in lower case, as Node gives them: `cookie`, `referer`, `user-agent`. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The language the person's browser asks for first, as a BCP 47 tag. */
  readonly language: string;
}

const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;
/** What is assumed of somebody who asks for no language; the default is Chainlit's. */
export const DEFAULT_LANGUAGE = "en-US";

/** `said` is the client's own word for the language; else the first of Accept-Language counts. */
export function toConnectionRequest(headers: IncomingHttpHeaders, said?: string): ConnectionRequest {
  const asked = headers["accept-language"]?.split(/[,;]/, 1)[0]?.trim();
  const language = [said, asked].find((one) => one !== undefined && LANGUAGE.test(one)) ?? DEFAULT_LANGUAGE;
  return { headers, language };
}

/** Of a session that nobody has connected to in this process. */
export const NO_REQUEST: ConnectionRequest = Object.freeze({ headers: Object.freeze({}), language: DEFAULT_LANGUAGE });
