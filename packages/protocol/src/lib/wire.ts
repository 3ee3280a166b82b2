// Our codec: frames on the Socket.IO connection, and the only place where what comes in becomes typed.
import * as z from "zod/mini";
import { type ChatSnapshot, snapshotSchema } from "./chat-state/snapshot.ts";
import { cursorSchema } from "./cursor.ts";
import { customElementMapSchema } from "./custom-element-map.ts";
import { ChatError, type ErrorBody } from "./errors.ts";
import { type ServerEvent, serverEventSchema } from "./events.ts";
import { idSchema, type SessionId, type StepId, type ThreadId } from "./ids.ts";
import { parseUntrusted } from "./parse-untrusted.ts";
import { assertPlainJson, MAX_DEPTH_OF_SERVER, UNSAFE_KEYS, UNSAFE_KEYS_OF_SERVER } from "./plain-json.ts";
import { type ClientRequest, clientRequestSchema } from "./requests.ts";
import { envSchema } from "./surface/env.ts";
import type { Mention } from "./surface/mention.ts";
import { nameSchema } from "./surface/short-text.ts";
import type { TextFrame } from "./text-frames.ts";
import { threadSummarySchema } from "./thread.ts";

/** Sent as `auth.protocol` when connecting; without it the server speaks Chainlit's wire. */
export const PROTOCOL = "colloquy/1";
/** Where the socket is served, below the root path. */
export const SOCKET_PATH = "/ws/socket.io";
/** Where the same is served as server-sent events, below the root path; requests go to `ENDPOINTS.askChat`. */
export const STREAM_PATH = "/api/stream";

const attachSchema = z.object({
  protocol: z.literal(PROTOCOL),
  /** One page load; a newer connection with the same one replaces the older. */
  pageId: idSchema(),
  /** The resume token of an earlier `attached`. */
  handle: z.optional(z.string().check(z.maxLength(4096))),
  /** The thread of the page's address. */
  threadId: z.optional(idSchema<ThreadId>()),
  /** A secret of a client that can carry no cookie. */
  clientKey: z.optional(idSchema()),
  /** Proves a sign-in where its cookie cannot travel; see `POST /api/auth/socket-ticket`. Good for one connection. */
  ticket: z.optional(z.string().check(z.maxLength(4096))),
  cursor: z.optional(cursorSchema),
  clientType: z.optional(z.string().check(z.maxLength(40))),
  chatProfile: z.optional(z.string().check(z.maxLength(200))),
  env: z.optional(envSchema),
  /** Settings that the person keeps for their chats, by the ids of their inputs. A new chat begins with those its form allows. */
  settings: z.optional(z.record(nameSchema, z.unknown())),
  language: z.optional(z.string().check(z.maxLength(40))),
});
/** What our client sends as Socket.IO `auth`. */
export type AttachRequest = Readonly<z.infer<typeof attachSchema>>;

const attachedSchema = z.object({
  sessionId: idSchema<SessionId>(),
  threadId: idSchema<ThreadId>(),
  epoch: z.number().check(z.int(), z.nonnegative()),
  /** Show it to come back to this session. */
  handle: z.string(),
  /** What the server's clock says: deadlines go by it, and the clock of a device may be wrong. */
  now: z.string(),
  /** Why the wished thread was not opened, when a new chat was begun instead. */
  refused: z.optional(z.object({ code: z.string(), message: z.string(), fix: z.string() })),
});
/** The first frame of a connection: which session it is on. */
export type Attached = Readonly<z.infer<typeof attachedSchema>>;

const factsSchema = z.object({
  epoch: z.number().check(z.int(), z.nonnegative()),
  /** The number of the newest structural fact that the frame covers, facts this client may not see included. */
  seq: z.number().check(z.int(), z.nonnegative()),
  facts: z.array(serverEventSchema),
});
/** A batch of facts. */
export type FactsFrame = Readonly<z.infer<typeof factsSchema>>;

const noticeSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("server-restarting"), afterMs: z.number() }),
  /**
   * This server is about to go, and others serve the same chats: open another connection at a random moment within so many milliseconds, and close
   * this one when that has the state. Until then this one serves, a few seconds longer than that. Who cannot have two closes this one and comes back.
   */
  z.object({ type: z.literal("server-leaving"), withinMs: z.number() }),
  z.object({ type: z.literal("load-error"), message: z.string() }),
  z.object({ type: z.literal("app-reloaded") }),
  /** Under `run -w`: where the custom elements are now. */
  z.object({ type: z.literal("elements-changed"), elements: customElementMapSchema }),
  z.object({ type: z.literal("replaced") }),
  /** The sign-in of this connection is over: signed out, too old, or the person was disabled. It is closed after this. */
  z.object({ type: z.literal("signed-out") }),
  /** The browser's visitor has signed in: this connection is closed, and coming back makes it theirs. */
  z.object({ type: z.literal("signed-in") }),
  /**
   * Something of this chat is not saved yet, as the store is slow or away, or all is again. The chat goes on meanwhile. A connection begins
   * with all saved; what else is so is told right after.
   */
  z.object({ type: z.literal("save-state"), saved: z.boolean() }),
  /** In the list of the person's chats one is new or different, or one is gone; with neither, the list is to be read again. */
  z.object({ type: z.literal("threads-changed"), thread: z.optional(threadSummarySchema), removed: z.optional(idSchema<ThreadId>()) }),
  /** The person's folders, or their tags, are to be read again. */
  z.object({ type: z.literal("folders-changed") }),
]);
/** What the server says outside of the chat's state: about itself, about saving, and about the list of the person's chats. */
export type ServerNotice = Readonly<z.infer<typeof noticeSchema>>;

/** The answer to a request. */
export type RequestReply =
  | {
      readonly ok: true;
      readonly stepId?: StepId;
      /** Of `selectProfile`: this chat goes on under the new profile. */
      readonly kept?: boolean;
      /** Of `findMentions`. */
      readonly mentions?: readonly Mention[];
      /** Of `runAction` and `runMessageAction`: what the handler returned, as JSON. */
      readonly value?: unknown;
    }
  | { readonly ok: false; readonly error: ErrorBody };

/** Socket.IO events from server to client. */
export interface ServerFrames {
  attached: (attached: Attached) => void;
  snapshot: (snapshot: ChatSnapshot) => void;
  facts: (frame: FactsFrame) => void;
  /** Text that grows and nothing else: most of all frames, so the shortest. `TextFrameReader` reads it. */
  t: (...frame: TextFrame[number][]) => void;
  notice: (notice: ServerNotice) => void;
}

/** Socket.IO events from client to server. */
export interface ClientFrames {
  request: (request: ClientRequest, reply: (reply: RequestReply) => void) => void;
  /** The answer is what the server's clock says. */
  alive: (reply: (now: string) => void) => void;
}

/** Parses the handshake of our client; throws BAD_REQUEST. */
export const decodeAttach = decoder(attachSchema, UNSAFE_KEYS);
/** Parses a request; throws BAD_REQUEST. */
export const decodeRequest: (value: unknown) => ClientRequest = decoder(clientRequestSchema, UNSAFE_KEYS);
/** Parses the first frame of a connection; throws BAD_REQUEST. */
export const decodeAttached = decoder(attachedSchema, UNSAFE_KEYS_OF_SERVER);
/** Parses a batch of facts; throws BAD_REQUEST. */
export const decodeFacts: (value: unknown) => FactsFrame = decoder(factsSchema, UNSAFE_KEYS_OF_SERVER);
/** Parses a whole state; throws BAD_REQUEST. */
export const decodeSnapshot: (value: unknown) => ChatSnapshot = decoder(snapshotSchema, UNSAFE_KEYS_OF_SERVER);
/** Parses what the server says about itself; throws BAD_REQUEST. */
export const decodeNotice = decoder(noticeSchema, UNSAFE_KEYS_OF_SERVER);
/** Parses one event; throws BAD_REQUEST. */
export const decodeServerEvent: (value: unknown) => ServerEvent = decoder(serverEventSchema, UNSAFE_KEYS_OF_SERVER);

function decoder<Schema extends z.ZodMiniType>(schema: Schema, unsafeKeys: ReadonlySet<string>): (value: unknown) => z.infer<Schema> {
  return (value) => {
    assertPlainJson(value, 0, unsafeKeys, unsafeKeys === UNSAFE_KEYS_OF_SERVER ? MAX_DEPTH_OF_SERVER : undefined);
    const result = parseUntrusted(schema, value);
    if (result.success) return result.data;
    throw new ChatError("BAD_REQUEST", `The frame is not valid${place(result.error)}.`, { cause: result.error });
  };
}

/** Where in the frame the trouble lies. Keys come from the sender, so they are cut short. */
function place(error: z.core.$ZodError): string {
  const path = error.issues[0]?.path ?? [];
  return path.length > 0 ? ` at ${path.map(String).join(".").slice(0, 200)}` : "";
}
