// The links to chats: who makes and takes them back, and who may read what they lead to. Whoever may not is answered as if there were no link.
import {
  ChatError,
  newId,
  type Share,
  type ShareChange,
  type ShareId,
  type ShareWishes,
  type Thread,
  type ThreadId,
} from "@colloquy/protocol";
import type { SharingHandlers } from "../../app/sharing-handlers.ts";
import type { User } from "../../auth/user.ts";
import { type Clock, isoNow } from "../../clock.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { DataLayer, ThreadRow } from "../../data/data-layer.ts";
import type { ShareBounds, ShareRow, ShareStore } from "../../data/share-store.ts";
import type { Files } from "../../files/files.ts";
import type { Logger } from "../../logger.ts";
import { runOutside } from "../../session/context.ts";
import { publicThread } from "../../session/load-rows.ts";
import type { SessionRegistry } from "../../session/session-registry.ts";
import { readChat } from "./read-chat.ts";
import { filesIn, type SharedContent } from "./shared-content.ts";

/** Parts it is put together from. */
export interface SharesOptions {
  readonly dataLayer: DataLayer;
  readonly registry: SessionRegistry;
  readonly files: Files;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: Pick<ResolvedConfig, "cot" | "features">;
  /** The app's handlers, as they are now. */
  readonly handlers: () => { readonly view?: SharingHandlers["onSharedThreadView"] | undefined; rename(name: string): Promise<string> };
}

/** A link that leads somewhere, for somebody who may go there. */
export interface OpenShare {
  /** As the address names it: the link, or the thread. */
  readonly id: string;
  readonly row: ShareRow;
  readonly thread: ThreadRow;
}

/** The most links one chat has: nobody keeps more apart. */
const MOST_OF_A_CHAT = 100;

/** The links of one server. */
export class Shares {
  readonly options: SharesOptions;

  constructor(options: SharesOptions) {
    this.options = options;
  }

  /** True where chats can be shared. */
  get offered(): boolean {
    const { config, dataLayer } = this.options;
    return config.features.allowThreadSharing && dataLayer.shares !== undefined;
  }

  /** All links to somebody's chats. */
  async ofOwner(owner: string): Promise<Share[]> {
    const listed = await this.#store().ofOwner(owner);
    // Those of a chat that was put aside are there again when the chat is.
    const ids = new Set(listed.map(({ share }) => share.threadId));
    const there = new Set<ThreadId>();
    for (const id of ids) if (await this.options.dataLayer.loadThread(id)) there.add(id);
    const shown = listed.filter(({ share }) => there.has(share.threadId));
    return shown.map(({ share, thread }) => ({ ...toShare(share), ...(thread.name !== undefined && { threadName: thread.name }) }));
  }

  /** The links to a chat. The right of the caller to it was checked before, here and below. */
  async ofThread({ id }: ThreadRow): Promise<Share[]> {
    return (await this.#store().ofThread(id)).map(toShare);
  }

  async create(thread: ThreadRow, wishes: ShareWishes, { byThread = false } = {}): Promise<Share> {
    const store = this.#store();
    const { turnId, live = false, steps = false, files = false, title = false, endsAt } = wishes;
    if (turnId && live) throw new ChatError("BAD_REQUEST", "One answer is shared as it is now; only a whole chat can be followed.");
    this.#checkEnd(endsAt);
    // Before anything is read for it; whether there is room is looked at again where it is stored.
    if ((await store.ofThread(thread.id)).length >= MOST_OF_A_CHAT) throw tooMany();
    const now = isoNow(this.options.clock);
    const row: ShareRow = {
      id: newId(),
      threadId: thread.id,
      ...(turnId && { turnId }),
      live,
      steps,
      files,
      title,
      ...(byThread && { byThread }),
      createdAt: now,
      updatedAt: now,
      ...(endsAt !== undefined && { endsAt }),
    };
    const stored = await this.#put(thread, row, { isNew: !live, most: MOST_OF_A_CHAT });
    if (!stored) throw tooMany();
    return toShare(stored);
  }

  async change(thread: ThreadRow, id: ShareId, { endsAt, renew = false, ...wishes }: ShareChange): Promise<Share> {
    const store = this.#store();
    const known = (await store.ofThread(thread.id)).find((row) => row.id === id);
    if (!known) throw gone();
    this.#checkEnd(endsAt ?? undefined);
    const { endsAt: before, ...rest } = known;
    const end = endsAt === undefined ? before : (endsAt ?? undefined);
    const chosen = Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined));
    const row: ShareRow = { ...rest, ...chosen, updatedAt: isoNow(this.options.clock), ...(end !== undefined && { endsAt: end }) };
    // What was taken when it was made stays what it is: only its owner takes it anew.
    const isNew = renew && !known.live;
    const next = isNew ? row : { ...row, updatedAt: known.live ? row.updatedAt : known.updatedAt };
    const stored = await this.#put(thread, next, { isNew, onlyKnown: true });
    // It was taken back meanwhile.
    if (!stored) throw gone();
    return toShare(stored);
  }

  async remove(thread: ThreadRow, id: ShareId): Promise<void> {
    if (!(await this.#store().remove(thread.id, id))) throw gone();
  }

  /** As Chainlit's clients share: a chat is shared or not, under its own id, as it grows. */
  async shareByThread(thread: ThreadRow, shared: boolean): Promise<void> {
    const store = this.#store();
    const own = (await store.ofThread(thread.id)).filter(({ byThread }) => byThread);
    if (!shared) for (const { id } of own) await store.remove(thread.id, id);
    else if (!own.some((row) => this.#isOpen(row))) await this.create(thread, { live: true, steps: true, files: true }, { byThread: true });
  }

  /** Since when a chat is shared so; undefined for one that is not. */
  async sharedByThread(owner: string): Promise<ReadonlyMap<ThreadId, string>> {
    if (!this.offered) return new Map();
    const listed = await this.#store().ofOwner(owner);
    return new Map(listed.flatMap(({ share }) => (share.byThread && this.#isOpen(share) ? [[share.threadId, share.createdAt]] : [])));
  }

  /**
   * What an address leads to, for somebody who looks: a link by its own id, or by that of its thread. Throws NOT_FOUND, in the same words, for none,
   * for one that was taken back or has ended, and for what the app refuses.
   */
  async open(id: string, viewer: User | null): Promise<OpenShare> {
    const found = this.offered ? await this.#find(id) : undefined;
    if (!found) throw gone();
    const verdict = await this.#ask(found.thread, viewer, found.row);
    if (verdict === false || (verdict !== true && !found.row)) throw gone();
    const { createdAt } = found.thread;
    const all: ShareRow = {
      id,
      threadId: found.thread.id,
      live: true,
      steps: true,
      files: true,
      title: false,
      createdAt,
      updatedAt: createdAt,
    };
    return { id, thread: found.thread, row: found.row ?? all };
  }

  async #find(id: string): Promise<{ readonly thread: ThreadRow; readonly row: ShareRow | undefined } | undefined> {
    const store = this.#store();
    const row = await store.find(id);
    const thread = await this.options.dataLayer.loadThread(row?.threadId ?? (id as ThreadId));
    if (!thread) return undefined;
    if (row) return this.#isOpen(row) ? { thread, row } : undefined;
    return { thread, row: (await store.ofThread(thread.id)).find((one) => one.byThread && this.#isOpen(one)) };
  }

  async #ask(thread: ThreadRow, viewer: User | null, row: ShareRow | undefined): Promise<boolean | undefined> {
    const { view } = this.options.handlers();
    if (!view) return undefined;
    try {
      // A copy: what the app changes of it is nobody's.
      const given = structuredClone(publicThread(thread)) as Thread;
      return (await runOutside(async () => view(given, viewer, row && toLink(row)))) ?? undefined;
    } catch (error) {
      this.options.logger.error({ err: error, threadId: thread.id }, "onSharedThreadView failed: the chat is not shown");
      return false;
    }
  }

  /** Undefined where the bounds do not hold. `isNew` takes anew what is there. */
  async #put(
    thread: ThreadRow,
    row: ShareRow,
    { isNew, ...bounds }: ShareBounds & { readonly isNew: boolean },
  ): Promise<ShareRow | undefined> {
    const store = this.#store();
    if (!isNew) return (await store.put(row, undefined, bounds)) ? row : undefined;
    const content: SharedContent = await readChat(this.options, thread, { turnId: row.turnId, frozen: true });
    const frozen = { ...row, fileKeys: filesIn(content) };
    return (await store.put(frozen, JSON.stringify(content), bounds)) ? frozen : undefined;
  }

  #isOpen({ endsAt }: ShareRow): boolean {
    return endsAt === undefined || Date.parse(endsAt) > this.options.clock.now();
  }

  #checkEnd(endsAt: string | undefined): void {
    if (endsAt !== undefined && !(Date.parse(endsAt) > this.options.clock.now()))
      throw new ChatError("BAD_REQUEST", "A link ends in the future.", { fix: "Choose a later end, or take the link back." });
  }

  #store(): ShareStore {
    const { shares } = this.options.dataLayer;
    if (this.offered && shares) return shares;
    throw new ChatError("NOT_SUPPORTED", "Chats are not shared here.", {
      fix: "Set features.allowThreadSharing in colloquy.config.ts, and use a data layer that keeps links.",
    });
  }
}

function tooMany(): ChatError {
  return new ChatError("OVERLOADED", "This chat has too many links.", { fix: "Take back those that nobody needs." });
}

/** For none, for one that was taken back or has ended, and for whom the app refuses: nobody learns which. */
export function gone(): ChatError {
  return new ChatError("NOT_FOUND", "This link leads nowhere.", {
    fix: "Whoever sent it may have taken it back, or it has ended. Ask them for another.",
  });
}

function toShare({ byThread: _by, fileKeys: _keys, id, ...row }: ShareRow): Share {
  return { ...row, id: id as ShareId };
}

function toLink({ id, turnId, live, steps, files, createdAt, endsAt }: ShareRow) {
  return { id, live, steps, files, createdAt, ...(turnId && { turnId }), ...(endsAt !== undefined && { endsAt }) };
}
