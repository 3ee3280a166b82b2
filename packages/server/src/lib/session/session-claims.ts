// Which node runs a session, where there are several: the relay decides it, the stores give the epochs. With one process nothing is asked.
import { ChatError, type ErrorCode, isChatError, type ServerEvent, type ThreadId } from "@colloquy/protocol";
import { wait } from "../clock.ts";
import type { NodeId, Owned, Owner } from "../relay/relay.ts";
import { toTold } from "./followed-chat.ts";
import type { Session, SessionServices } from "./session.ts";

/** Times that a claim is tried while others open the same thread. */
const TRIES = 6;
/** How long a chat that could not be claimed waits for the relay to be back. */
const LATER_MS = 2_000;

/** What a session begins with that this node has claimed. */
export interface Place {
  /** Its epoch; undefined with one process, where the stores alone say it. */
  readonly epoch: number | undefined;
  /** What its last owner said and may not have written. */
  readonly tail: readonly ServerEvent[];
  /** From now on what the session states is told to followers. To be called before it states anything. */
  own(session: Session): void;
}

/** What becomes of the nodes that follow. */
export interface Followers {
  came(session: Session, node: NodeId, about: unknown): void;
  went(session: Session, node: NodeId): void;
}

/** Takes and gives sessions of this node. */
export class SessionClaims {
  readonly #services: SessionServices;
  readonly #followers: Followers;

  constructor(services: SessionServices, followers: Followers) {
    this.#services = services;
    this.#followers = followers;
  }

  get acrossProcesses(): boolean {
    return this.#services.calls.acrossProcesses;
  }

  /** Who else runs the session of a thread. Throws UNAVAILABLE when that cannot be known now. */
  async elsewhere(threadId: ThreadId): Promise<Owner | undefined> {
    if (!this.acrossProcesses) return undefined;
    const found = await this.#services.calls.relay.find(threadId);
    return found.where === "elsewhere" ? found.owner : undefined;
  }

  /** The same for who only reads: while the relay is away, what is stored has to do. */
  async elsewhereIfKnown(threadId: ThreadId): Promise<Owner | undefined> {
    try {
      return await this.elsewhere(threadId);
    } catch (error) {
      if (has(error, "UNAVAILABLE")) return undefined;
      throw error;
    }
  }

  /**
   * Makes a session of a stored thread, as its owner: nobody else does in between, and nobody follows before it is made. Answers with what
   * `make` made, or who was faster.
   */
  async takeStored<Made>(threadId: ThreadId, make: (place: Place) => Promise<Made>): Promise<Made | Owner> {
    if (!this.acrossProcesses) return make(ALONE);
    for (let tries = 1; ; tries++) {
      // Others may be faster, and the relay may be far ahead, as when a backup of the database was put back.
      const epoch = (await this.#storedEpoch(threadId)) + (tries < 3 ? 1 : 8 ** tries);
      try {
        return await this.#claim(threadId, epoch, async (place) => {
          // From here on the last owner writes nothing more, whether it knows or not.
          const given = await this.#takeEpoch(threadId, epoch - 1);
          if (given !== undefined && given !== epoch) throw new ChatError("STALE_WRITE");
          return make(place);
        });
      } catch (error) {
        if (!has(error, "STALE_WRITE") || tries === TRIES) throw error;
        await wait(this.#services.clock, 10 * tries);
      }
    }
  }

  /** The same for a chat that is new. While the relay is away it begins all the same, and is claimed when it is back. */
  async takeNew<Made extends Session>(threadId: ThreadId, make: (place: Place) => Promise<Made>): Promise<Made | Owner> {
    if (!this.acrossProcesses) return make(ALONE);
    let began = false;
    try {
      return await this.#claim(threadId, 1, (place) => {
        began = true;
        return make(place);
      });
    } catch (error) {
      if (began || !has(error, "UNAVAILABLE")) throw error;
      const session = await make(ALONE);
      void this.#claimLater(session);
      return session;
    }
  }

  async #claim<Made>(threadId: ThreadId, epoch: number, make: (place: Place) => Promise<Made>): Promise<Made | Owner> {
    let session: Session | undefined;
    let made: { readonly value: Made } | undefined;
    const claimed = await this.#services.calls.relay.claim(threadId, epoch, {
      ...this.#ownerParts(() => session),
      begin: async (owned) => {
        const own = (one: Session) => {
          session = one;
          one.owned = owned;
        };
        made = { value: await make({ epoch, tail: owned.tail, own }) };
      },
    });
    if ("owner" in claimed) return claimed.owner;
    if (!made) throw new Error("A session was claimed and not begun.");
    // What was there a moment ago is not any more: nobody runs it.
    if (!session) await claimed.owned.release().catch(() => undefined);
    return made.value;
  }

  #ownerParts(session: () => Session | undefined) {
    return {
      snapshot: () => {
        const live = session();
        if (!live) throw new ChatError("UNAVAILABLE", "This chat is not open yet.");
        return toTold(live);
      },
      onFenced: () => session()?.fence(),
      onFollower: (node: NodeId, about: unknown) => {
        const live = session();
        if (live) this.#followers.came(live, node, about);
      },
      onFollowerGone: (node: NodeId) => {
        const live = session();
        if (live) this.#followers.went(live, node);
      },
    };
  }

  /** It was begun without the relay. Whoever claimed the thread meanwhile keeps it. */
  async #claimLater(session: Session): Promise<void> {
    const { calls, clock, logger } = this.#services;
    logger.warn({ threadId: session.threadId }, "a chat was begun while the relay was away: it is claimed once it is back");
    while (session.phase === "open") {
      await wait(clock, LATER_MS);
      if (session.phase !== "open") return;
      try {
        const claimed = await calls.relay.claim(session.threadId, session.state.epoch, {
          ...this.#ownerParts(() => session),
          begin: async (owned: Owned) => {
            session.owned = owned;
          },
        });
        if ("owner" in claimed) session.fence();
        return;
      } catch (error) {
        if (!has(error, "STALE_WRITE")) continue;
        session.fence();
        return;
      }
    }
  }

  async #storedEpoch(threadId: ThreadId): Promise<number> {
    const { store, dataLayer } = this.#services;
    const [record, row] = await Promise.all([store.findByThread(threadId), dataLayer.loadThread(threadId)]);
    // The record is always written first. One that is behind is of an owner that slept while the chat went on elsewhere and ended: its values are not
    // the chat's.
    if (record && row && record.epoch < row.epoch) await store.delete(record.id, record.epoch);
    return Math.max(record?.epoch ?? 0, row?.epoch ?? 0);
  }

  /**
   * The record is asked first: while there is one, whoever opens the thread asks it, so no two are given the same. The thread's rows get it too,
   * before they are read: what the last owner may write after that, nobody would see.
   */
  async #takeEpoch(threadId: ThreadId, above: number): Promise<number | undefined> {
    const { store, dataLayer } = this.#services;
    const ofRecord = await store.takeEpoch(threadId, above);
    const ofRows = await dataLayer.takeEpoch(threadId, above);
    return ofRecord === undefined || ofRows === undefined ? (ofRecord ?? ofRows) : Math.max(ofRecord, ofRows);
  }
}

const ALONE: Place = { epoch: undefined, tail: [], own: () => undefined };

/** True for the answer that somebody else was faster. */
export function isOwner(taken: unknown): taken is Owner {
  return typeof taken === "object" && taken !== null && "node" in taken && "epoch" in taken;
}

function has(error: unknown, code: ErrorCode): boolean {
  return isChatError(error) && error.code === code;
}
