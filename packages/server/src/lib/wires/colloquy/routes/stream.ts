// Our protocol over plain HTTP: facts come as server-sent events, requests go by POST. The stream is answered to a POST, because what opens it
// has a body: keys of the person's own and the way back to a chat belong into no address, and no page of another site may open one.
import {
  type AttachRequest,
  ChatError,
  type Cursor,
  cursorSchema,
  decodeAttach,
  ENDPOINTS,
  PROTOCOL,
  parseUntrusted,
  STREAM_PATH,
} from "@colloquy/protocol";
import type { Hono } from "hono";
import type { ActiveSignIn } from "../../../auth/checked-sign-ins.ts";
import { bearerOwner, CLIENT_KEY_HEADER } from "../../../auth/owners.ts";
import { type Caller, identify } from "../../../http/caller.ts";
import { readJsonObject, serveEndpoint } from "../../../http/endpoint.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { toConnectionRequest } from "../../../session/connection-request.ts";
import type { LiveChat } from "../../../session/live-chat.ts";
import type { Opened } from "../../../session/open-request.ts";
import { countConnection } from "../../../transport/count-connection.ts";
import { watchSignIn } from "../../../transport/watch-sign-in.ts";
import { beginConnection, openChat, otherProtocol } from "../admit-colloquy.ts";
import { answerRequest } from "../answer-request.ts";
import { StreamLine } from "../stream-line.ts";

/** Its addresses that are no endpoints, with the methods that they take. */
export const STREAM_ROUTES = [{ method: "POST", path: STREAM_PATH }] as const;

/** Shorter than what proxies wait for before they take a line for a dead one. */
const BEAT_MS = 15_000;

const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // Whoever stands on the way is to keep nothing, change nothing, and hold nothing back.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
} as const;

export function addStreamRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.post(STREAM_PATH, (c) => openStream(c, deps));

  serveEndpoint(routes, deps, ENDPOINTS.askChat, async ({ handle, pageId, request }, caller, c) => {
    const chat = await findChat(c, handle, caller, deps);
    const leave = () => pageId !== undefined && deps.pages.leave(pageId, chat.id);
    const reply = await answerRequest(request, { chat, leave }, deps);
    if (reply.ok) return reply;
    const { code, message, fix, fields } = reply.error;
    throw new ChatError(code, message, { fix, ...(fields && { fields }) });
  });
}

async function openStream(c: HttpContext, deps: HttpDeps): Promise<Response> {
  const { address } = c.var.edge.source;
  await countConnection(address, deps.rates);
  const leave = enter(address, deps);
  try {
    const { arrival, opened } = await admit(c, deps);
    return c.body(serveStream({ ...arrival, address, leave }, opened, deps), 200, STREAM_HEADERS);
  } catch (error) {
    leave();
    throw error;
  }
}

/** It is one of the open connections until the way out is taken; taking it again changes nothing. */
function enter(address: string, { rates, tally }: HttpDeps): () => void {
  const leaveNetwork = rates.open.join(address);
  let isIn = true;
  tally.connections += 1;
  return () => {
    leaveNetwork();
    if (isIn) tally.connections -= 1;
    isIn = false;
  };
}

/** What a handshake over a socket is asked as well. */
async function admit(c: HttpContext, deps: HttpDeps) {
  const caller = await identify(c, deps);
  if (!deps.ready()) throw new ChatError("UNAVAILABLE");
  const attach = await readAttach(c);
  const owner = caller.owner ?? (attach.clientKey && bearerOwner(attach.clientKey));
  if (!owner)
    throw new ChatError("UNAUTHENTICATED", "The request brings neither a cookie nor a client key.", {
      fix: `Send ${CLIENT_KEY_HEADER}, a random UUID that the client keeps.`,
    });
  if (caller.owner === undefined) await deps.rates.newVisitor(c.var.edge.source.address);
  const request = toConnectionRequest(Object.fromEntries(c.req.raw.headers), attach.language);
  const opened = await deps.doorway.through(async () => {
    // It may have waited, and then nobody needs the work any more.
    if (c.req.raw.signal.aborted) throw new ChatError("UNAVAILABLE");
    return openChat(attach, { owner, request }, deps);
  });
  return { arrival: { attach, signIn: caller.signIn }, opened };
}

interface StreamArrival {
  readonly address: string;
  readonly attach: AttachRequest;
  readonly signIn: ActiveSignIn | undefined;
  /** Takes it out of the open connections of its network. */
  readonly leave: () => void;
}

function serveStream({ address, attach, signIn, leave }: StreamArrival, opened: Opened, deps: HttpDeps): ReadableStream<Uint8Array> {
  const { pingInterval, pingTimeout } = deps.config.sockets;
  let signInEnds = (): void => undefined;
  const line = new StreamLine({
    clock: deps.clock,
    tally: deps.tally,
    beatMs: Math.min(BEAT_MS, pingInterval * 1000),
    patienceMs: (pingInterval + pingTimeout) * 1000,
    unsentUnits: deps.config.limits.unsentBytes,
    onCut: () => deps.logger.warn({ address, reason: "never-reads" }, "a connection was cut off"),
    onOver: () => {
      leave();
      signInEnds();
    },
  });
  const connection = beginConnection({ line, address, attach }, opened, deps);
  signInEnds = watchSignIn(signIn, connection, deps.auth.signIns);
  return line.body;
}

/** The attach request in the body. What reads event streams by itself says in a header how far it is. */
async function readAttach(c: HttpContext): Promise<AttachRequest> {
  const body = await readJsonObject(c);
  if (body["protocol"] !== undefined && body["protocol"] !== PROTOCOL) throw otherProtocol();
  const key = c.req.header(CLIENT_KEY_HEADER);
  const cursor = readCursor(c.req.header("last-event-id"));
  return decodeAttach({ protocol: PROTOCOL, ...(key !== undefined && { clientKey: key }), ...(cursor && { cursor }), ...body });
}

/** What is no cursor of ours leads to a snapshot, as an old one does. */
function readCursor(id: string | undefined): Cursor | undefined {
  if (id === undefined) return undefined;
  try {
    return parseUntrusted(cursorSchema, JSON.parse(id)).data;
  } catch {
    return undefined;
  }
}

/** The session of a handle, when it is the caller's: found as a connection finds it, in this process or in what is stored. */
async function findChat(c: HttpContext, handle: string, caller: Caller, deps: HttpDeps): Promise<LiveChat> {
  const claims = await deps.tokens.verifyHandle(handle);
  const key = c.req.header(CLIENT_KEY_HEADER);
  const owners = [caller.owner, key && bearerOwner(key)].filter((owner) => owner !== undefined && caller.owns(owner));
  for (const owner of owners) {
    if (!owner || !claims) continue;
    // What another node runs is asked there, and not followed for one request.
    const live = claims.threadId && (await deps.registry.look(claims.threadId));
    if (live?.isOpen && live.id === claims.sessionId && live.owner === owner) return live;
    const opened = await deps.registry.find({ owner, clientType: "webapp", sessionId: claims.sessionId, handleThreadId: claims.threadId });
    if (opened) return opened.chat;
  }
  // Who had it is told the truth; to anybody else it is not here, as what never was.
  if (claims && owners.includes(claims.owner)) throw new ChatError("SESSION_ENDED");
  throw new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.");
}
