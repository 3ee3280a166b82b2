// Deleting chats: whatever lives on them ends first, at the node that runs it, and nobody opens them in between.
import type { ThreadId } from "@colloquy/protocol";
import { isoNow } from "../clock.ts";
import type { DeletedOnly } from "../data/data-layer.ts";
import { insist } from "../relay/insist.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { SessionServices } from "./session.ts";
import type { SessionEnding } from "./session-ending.ts";
import type { SessionOpening } from "./session-opening.ts";
import { CALL_MS, type WhereItRuns } from "./where-it-runs.ts";

const DELETE_CALL = "chat:delete";
const PUT_AWAY_CALL = "chat:put-away";
const PUT_ALL_AWAY_CALL = "chats:put-all-away";
const END_GONE_CALL = "chats:end-gone";

interface DeleteCall {
  readonly threadId: ThreadId;
  readonly only: DeletedOnly | undefined;
}

interface PutAwayCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly at: string | undefined;
}

interface OwnerCall {
  readonly owner: string;
  readonly at: string;
}

export interface ChatDeletingParts {
  readonly services: SessionServices;
  readonly live: LiveSessions;
  readonly ending: SessionEnding;
  readonly opening: SessionOpening;
  readonly where: WhereItRuns;
}

/** Deletes chats for good, or so that they can be brought back. */
export class ChatDeleting {
  readonly #parts: ChatDeletingParts;

  constructor(parts: ChatDeletingParts) {
    this.#parts = parts;
    const { calls } = parts.services;
    calls.answer(DELETE_CALL, (body) => this.#deleteHere((body as DeleteCall).threadId, (body as DeleteCall).only));
    calls.answer(PUT_AWAY_CALL, (body) => this.#putAwayHere(body as PutAwayCall));
    calls.answer(PUT_ALL_AWAY_CALL, (body) => this.#putAllAwayHere(body as OwnerCall));
    calls.answer(END_GONE_CALL, (body) => this.#endGoneHere((body as OwnerCall).owner));
  }

  /** What the registry's `deleteThread` says. */
  deleteThread(threadId: ThreadId, only?: DeletedOnly): Promise<number | false> {
    const call: DeleteCall = { threadId, only };
    return this.#parts.where.do(threadId, DELETE_CALL, call, () => this.#deleteHere(threadId, only));
  }

  #deleteHere(threadId: ThreadId, only?: DeletedOnly): Promise<number | false> {
    const { services, live: sessions, ending, opening } = this.#parts;
    const { dataLayer, files } = services;
    return opening.whileNobodyOpens(threadId, async () => {
      const live = sessions.byThread(threadId);
      if (only && live?.phase === "open" && (live.outlets.size > 0 || live.turns.running.length > 0)) return false;
      // What was said in it is stored with its end: whether it is old is looked at after it.
      if (live) await ending.endSoon(live);
      if (!only) await this.#deleteRecord(threadId);
      const deleted = await dataLayer.deleteThread(threadId, only);
      if (!deleted) return false;
      // A chat that is kept keeps its record.
      if (only) await this.#deleteRecord(threadId);
      await files.drop(deleted.files);
      return deleted.files.length;
    });
  }

  async #deleteRecord(threadId: ThreadId): Promise<void> {
    const { store } = this.#parts.services;
    const record = await store.findByThread(threadId);
    if (record) await store.delete(record.id, record.epoch);
  }

  /** What the registry's `putAway` says. */
  putAway(owner: string, threadId: ThreadId, at?: string): Promise<boolean> {
    const call: PutAwayCall = { threadId, owner, at };
    return this.#parts.where.do(threadId, PUT_AWAY_CALL, call, () => this.#putAwayHere(call));
  }

  #putAwayHere({ owner, threadId, at }: PutAwayCall): Promise<boolean> {
    const { services, live: sessions, ending, opening } = this.#parts;
    const { dataLayer, clock } = services;
    return opening.whileNobodyOpens(threadId, async () => {
      const live = sessions.byThread(threadId);
      if (live) await ending.endSoon(live);
      await this.#deleteRecord(threadId);
      // One that is deleted stays so since it was.
      if (!(await dataLayer.loadThread(threadId))) return false;
      const deletedAt = at ?? isoNow(clock);
      const changed = (await dataLayer.marks?.change(owner, [threadId], { deletedAt })) ?? [];
      return changed.some((thread) => thread.deletedAt === deletedAt);
    });
  }

  /** What the registry's `putAllAway` says. */
  async putAllAway(owner: string, at: string): Promise<number> {
    const { dataLayer, calls, clock } = this.#parts.services;
    const call: OwnerCall = { owner, at };
    const [here, { answers, isWhole }] = await Promise.all([
      this.#putAllAwayHere(call),
      calls.askAll(PUT_ALL_AWAY_CALL, call, { timeoutMs: CALL_MS }),
    ]);
    const count = await dataLayer.marks?.deleteAll(owner, at);
    // Whoever came in between talks in a chat that is gone. So do those at a node that hears nothing now: nothing that it writes of what is deleted
    // is taken, and it ends them once it hears. What was never stored there is kept: it is better there again than lost.
    const [, asked] = await Promise.all([this.#endGoneHere(owner), calls.askAll(END_GONE_CALL, call, { timeoutMs: CALL_MS })]);
    void insist({ calls, clock, kind: END_GONE_CALL, body: call, asked: isWhole ? asked : { ...asked, isWhole } });
    return [here, ...answers].reduce<number>((sum, ended) => sum + Number(ended), count ?? 0);
  }

  /** Those that run here. */
  async #putAllAwayHere({ owner, at }: OwnerCall): Promise<number> {
    const live = this.#parts.live.owned.of(owner).filter(({ interacted }) => interacted);
    const ended = await Promise.all(live.map(({ threadId }) => this.#putAwayHere({ owner, threadId, at })));
    return ended.filter(Boolean).length;
  }

  async #endGoneHere(owner: string): Promise<void> {
    const { services, live, ending } = this.#parts;
    const late = live.owned.of(owner).filter(({ interacted }) => interacted);
    const gone = await Promise.all(late.map(async (session) => ((await services.dataLayer.loadThread(session.threadId)) ? [] : [session])));
    await Promise.all(gone.flat().map((session) => ending.endSoon(session)));
  }
}
