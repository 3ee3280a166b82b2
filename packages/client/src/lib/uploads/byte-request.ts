// One request whose body is bytes, and how far it is. Only XMLHttpRequest tells the latter; where there is none, `fetch` sends without telling.
import { ChatError } from "@colloquy/protocol";

export interface ByteRequest {
  readonly method: "POST" | "PATCH" | "HEAD" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Blob | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many bytes of the body have left. */
  readonly onSent?: ((bytes: number) => void) | undefined;
  /** After so many milliseconds in which nothing moves, the line counts as lost. */
  readonly stalledAfterMs: number;
}

export interface ByteAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** The body read as JSON; undefined when it is none. */
  json(): unknown;
}

/** Throws UNAVAILABLE when no answer came, and the signal's reason after an abort. */
export function sendBytes(request: ByteRequest): Promise<ByteAnswer> {
  request.signal?.throwIfAborted();
  return typeof XMLHttpRequest === "undefined" ? byFetch(request) : byXhr(request);
}

function byXhr({ method, url, headers, body, signal, onSent, stalledAfterMs }: ByteRequest): Promise<ByteAnswer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stalled = () => xhr.abort();
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(stalled, stalledAfterMs);
    };
    const onAbort = () => xhr.abort();
    signal?.addEventListener("abort", onAbort);
    const end = (act: () => void) => () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      act();
    };
    xhr.open(method, url);
    xhr.withCredentials = true;
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => {
      moved();
      onSent?.(loaded);
    };
    xhr.onload = end(() =>
      resolve({
        status: xhr.status,
        header: (name) => xhr.getResponseHeader(name) ?? undefined,
        json: () => parse(xhr.responseText),
      }),
    );
    xhr.onerror = end(() => reject(noAnswer()));
    xhr.onabort = end(() => reject(signal?.aborted ? signal.reason : noAnswer()));
    moved();
    xhr.send(body ?? null);
  });
}

async function byFetch({ method, url, headers, body, signal }: ByteRequest): Promise<ByteAnswer> {
  const init = { method, headers, credentials: "include", ...(body && { body }), ...(signal && { signal }) } as const;
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, json: () => parse(text) };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw noAnswer(cause);
  }
}

function noAnswer(cause?: unknown): ChatError {
  return new ChatError("UNAVAILABLE", "The server cannot be reached.", { cause, fix: "Check the connection and try again." });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
