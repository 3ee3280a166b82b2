// Looking at a chat that is live, wherever it runs: for requests over HTTP, which come to any node.
import type { ThreadId } from "@colloquy/protocol";
import { isoNow } from "../clock.ts";
import { type FollowedChat, STRETCH_CALL, type StretchCall } from "./followed-chat.ts";
import type { FollowedChats } from "./followed-chats.ts";
import { type GlanceDepth, type Glanced, GlancedChat, toGlanced } from "./glanced-chat.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { Session, SessionServices } from "./session.ts";
import type { SessionClaims } from "./session-claims.ts";
import { CALL_MS, noAnswer, type WhereItRuns } from "./where-it-runs.ts";

const LOOK_CALL = "chat:look";
const NAMES_CALL = "chat:names";
const COMMIT_CALL = "chat:commit";

interface LookCall {
  readonly threadId: ThreadId;
  readonly depth: GlanceDepth;
}

interface NamesCall {
  readonly threadId: ThreadId;
  readonly authors: readonly string[];
}

export interface ChatLooksParts {
  readonly services: SessionServices;
  readonly live: LiveSessions;
  readonly followed: FollowedChats;
  readonly claims: SessionClaims;
  readonly where: WhereItRuns;
}

/** What can be read of live chats. */
export class ChatLooks {
  readonly #parts: ChatLooksParts;

  constructor(parts: ChatLooksParts) {
    this.#parts = parts;
    const { services, live } = parts;
    const find = (body: unknown) => live.byThread((body as { readonly threadId: ThreadId }).threadId);
    services.calls.answer(LOOK_CALL, (body) => {
      const session = find(body);
      return session && toGlanced(session, (body as LookCall).depth);
    });
    services.calls.answer(NAMES_CALL, (body) => namesIn(find(body), (body as NamesCall).authors));
    services.calls.answer(STRETCH_CALL, (body) => {
      const session = find(body);
      const { epoch, after, upTo } = body as StretchCall;
      return session?.state.epoch === epoch ? session.log.between(after, upTo) : undefined;
    });
    services.calls.answer(COMMIT_CALL, (body) => find(body)?.recorder.commit());
  }

  /** What the registry's `look` says. */
  async look(threadId: ThreadId, depth: GlanceDepth): Promise<Session | FollowedChat | GlancedChat | undefined> {
    const { services, live, followed, claims } = this.#parts;
    const known = live.byThread(threadId) ?? followed.openOn(threadId);
    if (known) return known;
    const owner = await claims.elsewhereIfKnown(threadId);
    if (!owner) return undefined;
    const { calls, config, clock } = services;
    const told = await calls.ask(owner.node, LOOK_CALL, { threadId, depth } satisfies LookCall, { timeoutMs: CALL_MS });
    if (told.is !== "answered") throw noAnswer();
    if (!told.body) return undefined;
    return new GlancedChat(threadId, told.body as Glanced, {
      config,
      now: () => isoNow(clock),
      ask: (kind, body, options) => calls.ask(owner.node, kind, body, options),
    });
  }

  /** What the registry's `lookByHandle` says. */
  async lookByHandle(handle: string): Promise<Session | FollowedChat | GlancedChat | undefined> {
    const { services, live, followed, claims } = this.#parts;
    const known = live.byHandle(handle) ?? followed.byHandle(handle);
    if (known || !claims.acrossProcesses) return known;
    const record = await services.store.findByHandle(handle);
    return record && this.look(record.threadId, "whole");
  }

  /** What the registry's `namesOf` says. */
  namesOf(threadId: ThreadId, authors: readonly string[]): Promise<Readonly<Record<string, string>> | undefined> {
    const { live, where } = this.#parts;
    const call: NamesCall = { threadId, authors };
    return where.read(threadId, NAMES_CALL, call, () => namesIn(live.byThread(threadId), authors));
  }

  /** What the registry's `commit` says. */
  async commit(threadId: ThreadId): Promise<void> {
    const { live, where } = this.#parts;
    const commit = async () => (await live.byThread(threadId)?.recorder.commit()) ?? true;
    await where.read(threadId, COMMIT_CALL, { threadId }, commit);
  }
}

/** Under which names these authors are read in a session. */
async function namesIn(session: Session | undefined, authors: readonly string[]): Promise<Readonly<Record<string, string>> | undefined> {
  for (const author of authors) await session?.ensureName(author);
  return session?.names;
}
