// What is stated in a live chat by who is not in it, as a route that stores a mark: at the node that runs it.
import type { AskId, Fact, ThreadId } from "@colloquy/protocol";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { LiveChat } from "./live-chat.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { SessionOpening } from "./session-opening.ts";
import type { WhereItRuns } from "./where-it-runs.ts";

const STATE_CALL = "chat:state";
const EXPIRE_CALL = "chat:expire-ask";

/** A thread, and whose it is. */
export interface ThreadOf {
  readonly id: ThreadId;
  readonly owner: string;
}

interface StateCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly facts: readonly Fact[];
}

interface ExpireCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly askId: AskId;
}

export interface OutsideFactsParts {
  readonly calls: NodeCalls;
  readonly live: LiveSessions;
  readonly opening: SessionOpening;
  readonly where: WhereItRuns;
}

/** States facts in chats, wherever they run. */
export class OutsideFacts {
  readonly #live: LiveSessions;
  readonly #where: WhereItRuns;

  constructor({ calls, live, opening, where }: OutsideFactsParts) {
    this.#live = live;
    this.#where = where;
    // A chat that is being opened may have read its rows before what is stated was stored: it is told once it is there.
    calls.answer(STATE_CALL, (body) => opening.whileNobodyOpens((body as StateCall).threadId, () => this.#stateHere(body as StateCall)));
    calls.answer(EXPIRE_CALL, (body) => this.#expireHere(body as ExpireCall));
  }

  /** What the registry's `state` says. */
  state({ id: threadId, owner }: ThreadOf, facts: readonly Fact[]): Promise<boolean> {
    const call: StateCall = { threadId, owner, facts };
    return this.#where.do(threadId, STATE_CALL, call, () => this.#stateHere(call));
  }

  /** What the registry's `expireAsk` says. */
  async expireAsk({ threadId, owner }: Pick<LiveChat, "threadId" | "owner">, askId: AskId): Promise<void> {
    const call: ExpireCall = { threadId, owner, askId };
    await this.#where.do(threadId, EXPIRE_CALL, call, async () => this.#expireHere(call));
  }

  async #stateHere({ threadId, owner, facts }: StateCall): Promise<boolean> {
    const live = this.#live.byThread(threadId);
    if (live?.phase !== "open" || live.owner !== owner || !live.interacted) return false;
    live.emit(...facts);
    await live.recorder.commit();
    return true;
  }

  #expireHere({ threadId, owner, askId }: ExpireCall): void {
    const live = this.#live.byThread(threadId);
    if (live?.phase === "open" && live.owner === owner) live.asks.end(askId, "expired", undefined);
  }
}
