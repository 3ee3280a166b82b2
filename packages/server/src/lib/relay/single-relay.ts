// The relay of one process alone: everything is here or nowhere, nothing is sent, and a token costs an empty call.
import { ChatError, newId, type ThreadId } from "@colloquy/protocol";
import type {
  Claimed,
  Following,
  NodeInfo,
  NodeParts,
  Owned,
  OwnerParts,
  Position,
  Relay,
  RelayAnswer,
  RelayRequest,
  Whereabouts,
} from "./relay.ts";

/** The driver `none`: for an app that runs as one process. */
export function createSingleRelay(): Relay {
  return new SingleRelay();
}

const NOBODY: ReadonlySet<string> = new Set();

class SingleRelay implements Relay {
  readonly name = "none";
  readonly capabilities = { acrossProcesses: false, keepsTail: false, seesKilledAfterMs: 0, seesSilentAfterMs: 0 };
  readonly nodeId = newId();
  readonly #owned = new Map<ThreadId, SingleOwned>();
  #parts: NodeParts | undefined;
  #draining = false;

  async join(parts: NodeParts): Promise<void> {
    this.#parts = parts;
  }

  async drain(): Promise<void> {
    this.#draining = true;
  }

  async leave(): Promise<void> {
    this.#owned.clear();
    this.#parts = undefined;
  }

  async nodes(): Promise<readonly NodeInfo[]> {
    const { name, version } = this.#here;
    return [{ id: this.nodeId, name, ...(version !== undefined && { version }), draining: this.#draining }];
  }

  async find(threadId: ThreadId): Promise<Whereabouts> {
    const owned = this.#owned.get(threadId);
    return owned ? { where: "here", owned } : { where: "nobody" };
  }

  async claim(threadId: ThreadId, epoch: number, parts: OwnerParts): Promise<Claimed> {
    if (!this.#parts || this.#draining) throw new ChatError("UNAVAILABLE", "This server is about to stop and takes no more chats.");
    const last = this.#owned.get(threadId);
    if (last && last.epoch >= epoch) throw new ChatError("STALE_WRITE", "This chat was opened elsewhere since.");
    const owned = new SingleOwned(threadId, epoch, parts, () => {
      if (this.#owned.get(threadId) === owned) this.#owned.delete(threadId);
    });
    this.#owned.set(threadId, owned);
    try {
      await parts.begin?.(owned);
    } catch (error) {
      await owned.release();
      throw error;
    }
    return { owned };
  }

  async follow(): Promise<Following> {
    throw new ChatError("NOT_FOUND", "Nobody else runs this chat.");
  }

  async ask(node: string, request: RelayRequest): Promise<RelayAnswer> {
    if (node !== this.nodeId) return { is: "nobody" };
    return { is: "answered", body: await this.#here.onRequest(request, node) };
  }

  watch(): void {
    // Nobody else is there.
  }

  get #here(): NodeParts {
    if (!this.#parts) throw new ChatError("UNAVAILABLE", "This server takes no part in the relay.");
    return this.#parts;
  }
}

class SingleOwned implements Owned {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly parts: OwnerParts;
  readonly followers = NOBODY;
  readonly tail = [];
  readonly #onGone: () => void;

  constructor(threadId: ThreadId, epoch: number, parts: OwnerParts, onGone: () => void) {
    this.threadId = threadId;
    this.epoch = epoch;
    this.parts = parts;
    this.#onGone = onGone;
  }

  tailWritten(): void {
    // There is none.
  }

  append(): void {
    // Nobody listens.
  }

  place(): Position {
    return { epoch: this.epoch, at: 0 };
  }

  written(): void {
    // There is no log.
  }

  async settled(): Promise<void> {
    // Nothing is on its way.
  }

  async release(): Promise<void> {
    this.#onGone();
  }

  async end(): Promise<void> {
    this.#onGone();
  }
}
