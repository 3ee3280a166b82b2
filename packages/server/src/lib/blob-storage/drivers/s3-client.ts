// What a blob store asks of an S3-compatible service: signed requests, tried again where the service says that it may work then.
import { setTimeout as sleep } from "node:timers/promises";
import { ChatError, isChatError } from "@colloquy/protocol";
import { AwsClient } from "aws4fetch";

/** Keys of an account. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Where the bucket is, and who asks. */
export interface S3Place {
  readonly bucket: string;
  /** What the names of all objects begin with: nothing, or a path that ends in a slash. */
  readonly prefix: string;
  readonly endpoint: string;
  readonly region: string;
  /** The bucket stands in the path and not in the name of the host. */
  readonly pathStyle: boolean;
  readonly credentials: () => Promise<S3Credentials>;
}

export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** Below the prefix; without one the bucket itself is asked. */
  readonly name?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly signal?: AbortSignal | undefined;
  /** What this account may not do is no failure here: the answer says so with 403. */
  readonly mayBeForbidden?: boolean;
}

/** How many requests are under way at once. */
const AT_ONCE = 32;
const TRIES = 4;
const FIRST_PAUSE_MS = 100;
/** An answer that has not begun by then does not come. */
const ANSWER_MS = 60_000;

/** Speaks with one bucket. */
export class S3Client {
  readonly #place: S3Place;
  readonly #answerMs: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(place: S3Place, answerMs = ANSWER_MS) {
    this.#place = place;
    this.#answerMs = answerMs;
  }

  /** The answer, which may be "not found"; the body of a good one is the caller's to read or cancel. Throws STORE_FAILED for any other failure. */
  async send(request: S3Request): Promise<Response> {
    await this.#enter();
    try {
      return await this.#tried(request);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** An address at which anybody reads the object for so many seconds. */
  async presign(name: string, seconds: number, query: Readonly<Record<string, string>>): Promise<string> {
    const url = this.#address(name, { ...query, "X-Amz-Expires": String(Math.max(1, Math.floor(seconds))) });
    const signed = await (await this.#signer()).sign(url, { method: "GET", aws: { signQuery: true } });
    return signed.url;
  }

  async #tried(request: S3Request): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      request.signal?.throwIfAborted();
      try {
        const response = await this.#once(request);
        if (response.ok || response.status === 404 || response.status === 416) return response;
        if (response.status === 403 && request.mayBeForbidden) return response;
        const said = (await response.text()).slice(0, 500);
        const mayWork = response.status >= 500 || response.status === 429 || response.status === 408;
        if (!mayWork || attempt === TRIES) throw refused(response.status, said);
      } catch (error) {
        if (isChatError(error) || request.signal?.aborted) throw request.signal?.aborted ? request.signal.reason : error;
        if (attempt === TRIES) throw unreachable(this.#place, error);
      }
      await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  async #once({ method, name, query = {}, headers = {}, body, signal }: S3Request): Promise<Response> {
    const signer = await this.#signer();
    const signed = await signer.sign(this.#address(name, query), {
      method,
      // What is in the body is not signed: it would have to be read twice. The connection is what keeps it.
      headers: { ...headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
      ...(body !== undefined && { body }),
    });
    // Only until it begins: a large file takes as long as whoever reads it.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error("There was no answer.")), this.#answerMs);
    try {
      return await fetch(signed, { signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  async #signer(): Promise<AwsClient> {
    const { accessKeyId, secretAccessKey, sessionToken } = await this.#place.credentials().catch((error: unknown) => {
      throw isChatError(error) ? error : noKeys(error);
    });
    return new AwsClient({
      accessKeyId,
      secretAccessKey,
      ...(sessionToken && { sessionToken }),
      service: "s3",
      region: this.#place.region,
      retries: 0,
    });
  }

  #address(name: string | undefined, query: Readonly<Record<string, string>>): string {
    const { bucket, prefix, endpoint, pathStyle } = this.#place;
    const url = new URL(endpoint);
    const base = url.pathname.replace(/\/$/, "");
    if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
    const object = name === undefined ? "" : `${prefix}${name}`.split("/").map(encodeURIComponent).join("/");
    url.pathname = `${base}${pathStyle ? `/${bucket}` : ""}/${object}`;
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url.href;
  }

  async #enter(): Promise<void> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
  }
}

/** Whatever the author's function says, and not that the service is away. */
function noKeys(cause: unknown): ChatError {
  return new ChatError("STORE_FAILED", "The keys for the service of files could not be had.", {
    cause,
    fix: "Look at what `credentials` throws: it is the cause of this error.",
  });
}

function refused(status: number, said: string): ChatError {
  const code = /<Code>([^<]+)/.exec(said)?.[1];
  const why = code ? ` (${code})` : "";
  return new ChatError("STORE_FAILED", `The service of files answered ${status}${why}.`, {
    fix:
      status === 401 || status === 403
        ? "Look at the keys, the region, the clock of this machine, and what the account may do with this bucket."
        : "Look at the bucket and the address of the service.",
  });
}

function unreachable({ endpoint }: S3Place, cause: unknown): ChatError {
  return new ChatError("STORE_FAILED", `The service of files at ${new URL(endpoint).host} cannot be reached.`, {
    cause,
    fix: "Look whether it runs and can be reached from here. What failed can be tried again.",
  });
}
