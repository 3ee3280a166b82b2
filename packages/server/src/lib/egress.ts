// Every address the server is asked to fetch from outside goes through one guard. This is what its users see of it.

/** How one fetch is made. */
export interface EgressInit {
  /** Default "GET". */
  readonly method?: string;
  /** What is sent along. */
  readonly headers?: Headers | Readonly<Record<string, string>>;
  /** What is sent; default nothing. */
  readonly body?: string | URLSearchParams | Uint8Array;
  /** The most the reply may have, unpacked, in bytes. Default 1 MiB. */
  readonly maxBytes?: number;
  /** How long the whole may take, redirects included, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** How many redirects are followed; with 0 the redirect itself is the reply. Default 5. */
  readonly maxRedirects?: number;
  /** Ends it early. */
  readonly signal?: AbortSignal | null;
}

/** Fetches from public addresses only, and from those the app has allowed. */
export interface Egress {
  /**
   * Fetches a reply, whole. Names are resolved once and the connection goes to what was checked; so with each redirect.
   *
   * @throws EGRESS_REFUSED for an address that may not be reached, TOO_LARGE for a reply past `maxBytes`, EGRESS_FAILED when no
   * reply comes.
   */
  fetch(url: string | URL, init?: EgressInit): Promise<Response>;
  /** Lets go of open connections. */
  close(): Promise<void>;
}
