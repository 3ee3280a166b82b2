// What a connection asks of its chat: done here when its session runs here, else by the node that runs it.
import { ChatError, type ClientRequest, isChatError, type RequestReply, type ThreadId } from "@colloquy/protocol";
import { type Clock, wait } from "../clock.ts";
import type { AskOptions, RelayAnswer } from "../relay/relay.ts";
import type { LiveChat } from "../session/live-chat.ts";
import { Session } from "../session/session.ts";
import type { SessionRegistry } from "../session/session-registry.ts";
import type { ChatDriver } from "./chat-driver.ts";
import { dispatch } from "./dispatch.ts";
import type { DispatchLimits } from "./dispatch-target.ts";

/** A request to the node that runs a session. */
export const REQUEST_CALL = "chat:request";
/** How long one call waits; what takes longer is asked again, which is the same request. */
const CALL_MS = 5_000;
/** An owner that is gone is taken over within a second or two; a frozen one after its lease. */
const TRIES = 6;
const PAUSE_MS = 50;

export interface RequestCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly request: ClientRequest;
  readonly personName?: string | undefined;
}

/** A chat that another node runs: a copy of it that is kept, or one look. */
interface ElsewhereChat extends LiveChat {
  ask(kind: string, body: unknown, options?: AskOptions): Promise<RelayAnswer>;
}

/** What a request of a connection is done with. */
export interface AskTarget {
  readonly chat: LiveChat;
  readonly registry: SessionRegistry;
  readonly driver: ChatDriver;
  readonly limits: DispatchLimits;
  readonly clock: Clock;
  /** This connection leaves the chat. */
  readonly leave: () => void;
  /** The name of the person, as messages carry it. */
  readonly personName?: string | undefined;
}

/** Does what a client asks for, wherever its session runs. Throws as `dispatch` does, and UNAVAILABLE when whoever runs it cannot be found. */
export async function askChat(target: AskTarget, request: ClientRequest): Promise<RequestReply> {
  let { chat } = target;
  for (let tries = 1; ; tries++) {
    if (chat instanceof Session) return dispatch({ ...target, session: chat }, request);
    if (request.type === "leave") {
      target.leave();
      return { ok: true };
    }
    const answer = await askOwner(chat as ElsewhereChat, target, request);
    if (answer) return answer;
    if (tries === TRIES) break;
    // What became of it is told a moment later.
    await wait(target.clock, PAUSE_MS * tries);
    const next = await target.registry.successorOf(chat as ElsewhereChat);
    if (!next) throw new ChatError("SESSION_ENDED");
    chat = next;
  }
  throw new ChatError("UNAVAILABLE", "The server that runs this chat does not answer.");
}

/** Undefined when nobody answers. What has no id by which it would be known again is not asked twice. */
async function askOwner(chat: ElsewhereChat, { personName }: AskTarget, request: ClientRequest): Promise<RequestReply | undefined> {
  const { threadId, owner } = chat;
  const body: RequestCall = { threadId, owner, request, ...(personName !== undefined && { personName }) };
  for (;;) {
    const answer = await chat.ask(REQUEST_CALL, body, { timeoutMs: CALL_MS }).catch(unlessMoved);
    if (answer.is === "answered") return answer.body as RequestReply;
    if (answer.is === "late" && request.type === "sendWindowMessage") return { ok: true };
    if (answer.is === "nobody" || !chat.isOpen) return undefined;
  }
}

/** A session that has just been given back is asked for where it is next. */
function unlessMoved(error: unknown): RelayAnswer {
  if (isChatError(error) && error.code === "SESSION_ENDED") return { is: "nobody" };
  throw error;
}

/** Answers what other nodes ask of the sessions here. */
export function answerRequests(parts: {
  readonly registry: SessionRegistry;
  readonly driver: ChatDriver;
  readonly limits: DispatchLimits;
}) {
  return async (body: unknown): Promise<RequestReply> => {
    const { threadId, owner, request, personName } = body as RequestCall;
    const leaving = parts.registry.byThread(threadId);
    // To be told each time that it is not here any more, while nobody else may have it yet, would help nobody.
    if (leaving?.phase === "leaving") await parts.registry.decided(leaving);
    const session = parts.registry.byThread(threadId);
    // It went a moment ago: who asks looks for where it is now.
    if (!session || session.owner !== owner) throw new ChatError("SESSION_ENDED");
    return dispatch({ ...parts, session, personName, leave: () => undefined }, request);
  };
}
