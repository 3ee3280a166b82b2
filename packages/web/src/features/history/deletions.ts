// A chat that is deleted where nothing is kept is put aside until the server has answered. That is written down in the browser as well, so that
// after a crash, or without a line, the next page that opens deletes it: a deletion is late at worst, never lost, and never half done, for the
// server's one request is all there is to it.
import type { ThreadList } from "@colloquy/client";
import { isUuid, type ThreadId } from "@colloquy/protocol";
import { readSetting, writeSetting } from "../../app/ui-store.ts";
import { deletionsKey } from "./deletions-key.ts";
import { UNDO_MS } from "./undo-ms.ts";

/** What another tab has not done by then, it will not do. */
const OVERDUE_MS = 3 * UNDO_MS;

/** A chat that is put aside. */
export interface Deletion {
  /** Deletes it, once; throws what the server says, and then it is back. */
  finish(): Promise<void>;
}

/** The chats that this page has put aside. */
export class Deletions {
  readonly #list: Pick<ThreadList, "putAside" | "remove">;
  readonly #key: string;
  readonly #open = new Map<ThreadId, Deletion>();

  /** `who` is who is signed in: what somebody else of this browser has put aside waits for them, for to anybody else it is not there. */
  constructor(list: Pick<ThreadList, "putAside" | "remove">, root: string, who?: string) {
    this.#list = list;
    this.#key = deletionsKey(root, who);
  }

  begin(threadId: ThreadId): Deletion {
    const putBack = this.#list.putAside(threadId);
    this.#write([...this.#read(), [threadId, Date.now()]]);
    const deletion: Deletion = {
      finish: async () => {
        if (this.#open.get(threadId) !== deletion) return;
        this.#open.delete(threadId);
        try {
          await this.#remove(threadId);
        } catch (error) {
          this.#forget(threadId);
          putBack();
          throw error;
        }
      },
    };
    this.#open.set(threadId, deletion);
    return deletion;
  }

  /** Deletes all that is put aside, now. What fails stays written down for the next page. */
  async finishAll(): Promise<void> {
    const threadIds = [...this.#open.keys()];
    this.#open.clear();
    await Promise.allSettled(threadIds.map((threadId) => this.#remove(threadId)));
  }

  /** Does what a page that is no more left undone. */
  resume(now: number): void {
    for (const [threadId, since] of this.#read()) {
      const left = Math.max(0, since + OVERDUE_MS - now);
      setTimeout(() => {
        // It may have been done there.
        if (!this.#open.has(threadId) && this.#read().some(([id]) => id === threadId)) void this.#remove(threadId).catch(() => undefined);
      }, left);
    }
  }

  async #remove(threadId: ThreadId): Promise<void> {
    try {
      await this.#list.remove(threadId);
    } catch (error) {
      // Gone already: that is what was wished for.
      if ((error as { code?: string }).code !== "NOT_FOUND") throw error;
    }
    this.#forget(threadId);
  }

  #forget(threadId: ThreadId): void {
    this.#write(this.#read().filter(([id]) => id !== threadId));
  }

  #read(): [ThreadId, number][] {
    try {
      const kept: unknown = JSON.parse(readSetting(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isEntry) : [];
    } catch {
      return []; // Somebody else wrote there.
    }
  }

  #write(entries: readonly [ThreadId, number][]): void {
    writeSetting(this.#key, entries.length === 0 ? undefined : JSON.stringify(entries));
  }
}

function isEntry(value: unknown): value is [ThreadId, number] {
  return Array.isArray(value) && typeof value[0] === "string" && isUuid(value[0]) && typeof value[1] === "number";
}
