// The HTTP half of the client, typed by the table of endpoints that the server's router uses too.
import { ChatError, ENDPOINTS } from "@colloquy/protocol";
import { toAnswerError } from "./answer-error.ts";
import type { ServerAddress } from "./server-address.ts";

type Endpoints = typeof ENDPOINTS;
/** The name of an HTTP endpoint. */
export type EndpointName = keyof Endpoints;
/** What an endpoint takes: path parameters, query and body in one object. */
export type EndpointInput<Name extends EndpointName> = Endpoints[Name]["input"]["_zod"]["output"];
/** What an endpoint answers. */
export type EndpointOutput<Name extends EndpointName> = Endpoints[Name]["output"]["_zod"]["output"];

/** How a call is made. */
export interface CallOptions {
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /** The call is made also when the page goes away in the meantime. */
  readonly keepalive?: boolean;
}

/** Calls the server's HTTP endpoints. */
export class ApiClient {
  /** The server's address without a slash at its end. @internal */
  readonly base: string;
  readonly #headers: () => Record<string, string> | Promise<Record<string, string>>;

  /** `headers` is asked anew for each call: what proves the caller may change. */
  constructor(address: ServerAddress, headers: () => Record<string, string> | Promise<Record<string, string>> = () => ({})) {
    this.base = address.origin + address.rootPath;
    this.#headers = headers;
  }

  /** Throws a ChatError: the server's own, or UNAVAILABLE when it cannot be reached. */
  async call<Name extends EndpointName>(name: Name, input: EndpointInput<Name>, options: CallOptions = {}): Promise<EndpointOutput<Name>> {
    const { method, path } = ENDPOINTS[name];
    const rest: Record<string, unknown> = { ...input };
    const filled = path.replace(/:(\w+)/g, (_whole, key: string) => {
      const value = String(rest[key]);
      delete rest[key];
      return encodeURIComponent(value);
    });
    const inQuery = method === "GET" || method === "DELETE";
    const response = await this.#fetch(this.base + filled + (inQuery ? toQuery(rest) : ""), {
      method,
      credentials: "include",
      headers: { ...(await this.#headers()), ...(!inQuery && { "content-type": "application/json" }) },
      ...(!inQuery && { body: JSON.stringify(rest) }),
      ...(options.signal && { signal: options.signal }),
      ...(options.keepalive && { keepalive: true }),
    });
    if (!response.ok) throw toAnswerError(response.status, await response.json().catch(() => undefined));
    return (await response.json()) as EndpointOutput<Name>;
  }

  /** What proves the caller, for a request that is none of the endpoints. @internal */
  async headers(): Promise<Record<string, string>> {
    return { ...(await this.#headers()) };
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await globalThis.fetch(url, init);
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new ChatError("UNAVAILABLE", "The server cannot be reached.", { cause, fix: "Check the connection and try again." });
    }
  }
}

function toQuery(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) query.set(key, String(value));
  return query.size === 0 ? "" : `?${query}`;
}
