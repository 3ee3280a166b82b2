// One table of everything that can go wrong: HTTP status, a sentence for people, and how to mend it.

interface ErrorDefinition {
  readonly status: number;
  readonly message: string;
  readonly fix: string;
}

export const ERRORS = {
  ASK_CLOSED: {
    status: 409,
    message: "This question is closed.",
    fix: "Somebody answered first, or its time ran out. Nothing is left to do.",
  },
  ASK_TIMED_OUT: { status: 408, message: "No answer came in time.", fix: "Ask again, or give the question a longer timeout." },
  BAD_APP: { status: 500, message: "The app could not be loaded.", fix: "Read the cause, mend the file, and run it again." },
  BAD_CONFIG: {
    status: 500,
    message: "The configuration is not valid.",
    fix: "Correct the named setting in colloquy.config.ts or in the environment.",
  },
  BAD_INPUT: { status: 400, message: "A value given to Colloquy is not valid.", fix: "Correct the named argument." },
  BAD_REQUEST: {
    status: 400,
    message: "The request is not one this server understands.",
    fix: "Check its fields against docs/protocol.md.",
  },
  CHAT_DELETED: {
    status: 410,
    message: "This chat was deleted.",
    fix: "It can be brought back for some days; until then, begin a new one.",
  },
  EGRESS_FAILED: { status: 502, message: "Another server did not answer.", fix: "Check its address and whether it runs, then try again." },
  EGRESS_REFUSED: {
    status: 403,
    message: "The server may not fetch from this address.",
    fix: "If it is a server of your own, add its host to egressAllow in colloquy.config.ts.",
  },
  ENV_REQUIRED: {
    status: 428,
    message: "This chat needs keys of yours before it can begin.",
    fix: "Type in the keys that the page asks for; over the protocol, send provideEnv.",
  },
  FILE_REFUSED: {
    status: 415,
    message: "This kind of file is not taken here.",
    fix: "Send one of another kind, or extend uploads.accept in colloquy.config.ts.",
  },
  FORBIDDEN: { status: 403, message: "This belongs to somebody else.", fix: "Sign in as its owner, or start a new chat." },
  INTERNAL: { status: 500, message: "Something went wrong on the server.", fix: "Look for the reference in the server's log." },
  INVALID_VALUES: { status: 422, message: "Some fields need another value.", fix: "Correct the marked fields and save again." },
  NO_CHAT_CONTEXT: {
    status: 500,
    message: "This call works only inside a chat.",
    fix: "Call it from a handler, or bring a session along: cl.run(session, fn), or cl.bind(fn) for a callback made inside a handler.",
  },
  NOT_FOUND: { status: 404, message: "There is nothing here.", fix: "It may be deleted, or belong to another account." },
  NOT_SUPPORTED: { status: 501, message: "This client or driver cannot do that.", fix: "Check what it supports before asking." },
  ORIGIN_REFUSED: {
    status: 403,
    message: "This page may not talk to the server.",
    fix: "Add its origin to allowOrigins in colloquy.config.ts.",
  },
  OVERLOADED: { status: 429, message: "Too many requests.", fix: "Wait a moment and try again." },
  RESERVED_KEY: {
    status: 500,
    message: "This user session key is reserved.",
    fix: "Choose another key; reserved values are read with get() and set by the product.",
  },
  SESSION_ENDED: { status: 410, message: "This chat has ended.", fix: "Open the thread again, or start a new chat." },
  STALE_WRITE: {
    status: 409,
    message: "A newer session owns this thread.",
    fix: "Only one process may serve a thread; stop the older one.",
  },
  STORE_LOCKED: {
    status: 503,
    message: "Another process uses this store.",
    fix: "Stop the other server, or give this one its own folder.",
  },
  STORE_FAILED: {
    status: 503,
    message: "The store did not answer.",
    fix: "Check the disk or the database; what was not written is tried again.",
  },
  TOO_LARGE: { status: 413, message: "This is larger than the server takes.", fix: "Send less, or raise the limit in colloquy.config.ts." },
  UNAUTHENTICATED: { status: 401, message: "Please sign in.", fix: "Sign in and try again." },
  UNAVAILABLE: { status: 503, message: "The server is restarting.", fix: "Wait a moment; the page reconnects by itself." },
} as const satisfies Record<string, ErrorDefinition>;

/** The name of everything that can go wrong; programs decide by it. */
export type ErrorCode = keyof typeof ERRORS;

/** How an error looks on the wire and in HTTP bodies. */
export interface ErrorBody {
  /** For programs: what kind of error it is. */
  readonly code: ErrorCode;
  /** What went wrong, for people. */
  readonly message: string;
  /** What to do about it, for people. */
  readonly fix: string;
  /** What is wrong with single fields of a form, by their ids, for people. */
  readonly fields?: Readonly<Record<string, string>>;
}

interface ChatErrorOptions {
  readonly cause?: unknown;
  readonly fix?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What every part of Colloquy throws: a code for programs, a message for people, and how to fix it. */
export class ChatError extends Error {
  /** For programs: what kind of error it is. */
  readonly code: ErrorCode;
  /** What to do about it, for people. */
  readonly fix: string;
  /** What is wrong with single fields of a form, by their ids; absent when it is not about a form. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(code: ErrorCode, message?: string, options: ChatErrorOptions = {}) {
    if (!Object.hasOwn(ERRORS, code))
      throw new ChatError("BAD_INPUT", `ChatError: there is no code "${String(code)}".`, {
        fix: `The codes are ${Object.keys(ERRORS).join(", ")}.`,
      });
    super(message ?? ERRORS[code].message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ChatError";
    this.code = code;
    this.fix = options.fix ?? ERRORS[code].fix;
    this.fields = options.fields;
  }

  /** The HTTP status that says the same. */
  get status(): number {
    return ERRORS[this.code].status;
  }

  /** As it goes over the wire: without stack and cause. */
  toJSON(): ErrorBody {
    return { code: this.code, message: this.message, fix: this.fix, ...(this.fields && { fields: this.fields }) };
  }
}

/** Recognises our errors also across two copies of the library, where `instanceof` fails. */
export function isChatError(value: unknown): value is ChatError {
  return (
    value instanceof Error &&
    value.name === "ChatError" &&
    "code" in value &&
    typeof value.code === "string" &&
    Object.hasOwn(ERRORS, value.code)
  );
}
