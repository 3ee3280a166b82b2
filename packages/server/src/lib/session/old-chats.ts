// Chats whose time is over: those that were deleted some days ago, and, where a retention is set, those that nobody has used for so long. They
// go with all that belongs to them, rows and blobs.
import type { ThreadId } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { Logger } from "../logger.ts";
import type { SessionRegistry } from "./session-registry.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** So many are looked up in one go. */
const PAGE = 200;

/** Why they go, for the log: nobody is asked before. */
const WHY = {
  deleted: (days: number) => `Deleted more than ${days} days ago (keepDeletedDays)`,
  unused: (days: number) => `Nobody has said anything in them for ${days} days (retentionDays)`,
} as const;

interface OldChatsOptions {
  readonly dataLayer: Pick<DataLayer, "marks">;
  readonly registry: Pick<SessionRegistry, "deleteThread">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: { readonly keepDeletedDays: number; readonly retentionDays?: number | undefined };
  /** True once the server stops: what is left waits for the next one. */
  readonly isStopping: () => boolean;
}

/** Removes what is old, whoever owns it. */
export class OldChats {
  readonly #options: OldChatsOptions;
  #warned = false;

  constructor(options: OldChatsOptions) {
    this.#options = options;
  }

  /** One pass. Returns how many chats are gone. */
  async sweep(): Promise<number> {
    const { config, dataLayer, logger } = this.#options;
    if (!dataLayer.marks) {
      if (config.retentionDays !== undefined && !this.#warned)
        logger.error({}, "retentionDays has no effect: this data layer has no `marks`, and cannot say which chats are old");
      this.#warned = true;
      return 0;
    }
    const deleted = await this.#remove("deleted", config.keepDeletedDays);
    return deleted + (config.retentionDays === undefined ? 0 : await this.#remove("unused", config.retentionDays));
  }

  async #remove(which: "deleted" | "unused", days: number): Promise<number> {
    const { clock, logger } = this.#options;
    const before = new Date(clock.now() - days * DAY_MS).toISOString();
    const gone = { chats: 0, files: 0 };
    try {
      return await this.#removeUntil(which, before, gone);
    } finally {
      if (gone.chats > 0)
        logger.info({ ...gone, days }, `${WHY[which](days)}: ${gone.chats} chats with ${gone.files} files are gone for good`);
    }
  }

  async #removeUntil(which: "deleted" | "unused", before: string, gone: { chats: number; files: number }): Promise<number> {
    const { dataLayer, registry, isStopping } = this.#options;
    const only = { which, before };
    const kept = new Set<ThreadId>();
    for (;;) {
      const page = (await dataLayer.marks?.oldThreads({ which, before, limit: PAGE + kept.size })) ?? [];
      const old = page.filter((threadId) => !kept.has(threadId));
      if (old.length === 0) return gone.chats;
      for (const threadId of old) {
        if (isStopping()) return gone.chats;
        // Somebody reads it just now, has spoken in it or brought it back since it was found: the next pass looks again.
        const files = await registry.deleteThread(threadId, only);
        if (files === false) {
          kept.add(threadId);
          continue;
        }
        gone.files += files;
        gone.chats += 1;
      }
    }
  }
}
