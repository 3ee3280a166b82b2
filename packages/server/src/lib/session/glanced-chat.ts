// A chat that another node runs and nobody here is connected to, as it is at one moment: for a request over HTTP that comes here by chance.
import { type ChatSnapshot, type ChatState, fromSnapshot, type SessionId, type ThreadId, toSnapshot } from "@colloquy/protocol";
import type { AskOptions, RelayAnswer } from "../relay/relay.ts";
import type { LiveChat } from "./live-chat.ts";
import type { Outlet } from "./outlet.ts";
import { type Session, type SessionConfig, withOverrides } from "./session.ts";
import { SessionLog } from "./session-log.ts";

/** How much of a chat is looked at: its turns too, or what is not stored only. */
export type GlanceDepth = "whole" | "unstored";

/** What a node tells of a chat that it runs. */
export interface Glanced {
  readonly id: SessionId;
  readonly owner: string;
  readonly language: string;
  readonly interacted: boolean;
  readonly state: ChatSnapshot;
}

export interface GlancedParts {
  readonly config: SessionConfig;
  readonly now: () => string;
  /** Asks the node that runs it. */
  readonly ask: (kind: string, body: unknown, options?: AskOptions) => Promise<RelayAnswer>;
}

/** The chat as another node is told of it. What was said in it so far is stored by then; only what is not goes along, unless all is wanted. */
export async function toGlanced(session: Session, depth: GlanceDepth): Promise<Glanced> {
  if (session.interacted) await session.recorder.commit();
  const { id, owner, language, interacted, state } = session;
  const snapshot = toSnapshot(state);
  return { id, owner, language, interacted, state: interacted && depth === "unstored" ? { ...snapshot, turns: [] } : snapshot };
}

/** One look at a chat. It changes no more; what is asked of it goes to the node that runs it. */
export class GlancedChat implements LiveChat {
  readonly id: SessionId;
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly state: ChatState;
  readonly language: string;
  readonly interacted: boolean;
  readonly config: SessionConfig;
  readonly log = new SessionLog();
  readonly outlets: ReadonlySet<Outlet> = new Set();
  readonly isOpen = true;
  readonly #parts: GlancedParts;

  constructor(threadId: ThreadId, { id, owner, language, interacted, state }: Glanced, parts: GlancedParts) {
    this.#parts = parts;
    this.id = id;
    this.threadId = threadId;
    this.owner = owner;
    this.language = language;
    this.interacted = interacted;
    this.state = fromSnapshot(state);
    this.config = withOverrides(parts.config, state.surface.overrides ?? {});
  }

  now(): string {
    return this.#parts.now();
  }

  /** Asks the node that runs it. `nobody` and `late`: it may be gone. */
  ask(kind: string, body: unknown, options?: AskOptions): Promise<RelayAnswer> {
    return this.#parts.ask(kind, body, options);
  }
}
