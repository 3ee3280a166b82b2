// How much each person keeps here. What is on its way counts at once, so that many uploads at the same time do not pass together what none of them
// may pass alone.
import { ChatError } from "@colloquy/protocol";

/** What one person may keep. */
export interface QuotaLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** Room that was taken for one file that is on its way. */
export interface Hold {
  /** More bytes have come than were said; throws TOO_LARGE when there is no room for them. */
  grow(bytes: number): void;
  /** The file is stored, with this many bytes. */
  keep(bytes: number): void;
  /** Nothing came of it. After `keep` it does nothing. */
  release(): void;
}

interface Account {
  /** As the data layer said when the first of those that are on their way began, with those that have been stored since. */
  readonly stored: { bytes: number; count: number };
  readonly coming: { bytes: number; count: number };
}

/** Whoever is on the way shares one account, so that they see each other; with the last of them it is forgotten. */
interface Entry {
  readonly account: Promise<Account>;
  users: number;
}

/** Counts what the people of one server keep. */
export class Quota {
  readonly #sizeOf: (owner: string) => Promise<{ readonly bytes: number; readonly count: number }>;
  readonly #limits: QuotaLimits;
  readonly #entries = new Map<string, Entry>();

  constructor(sizeOf: (owner: string) => Promise<{ readonly bytes: number; readonly count: number }>, limits: QuotaLimits) {
    this.#sizeOf = sizeOf;
    this.#limits = limits;
  }

  /** Takes room for one file of this many bytes; throws TOO_LARGE when there is none. */
  async hold(owner: string, bytes = 0): Promise<Hold> {
    const entry = this.#join(owner);
    try {
      return this.#take(await entry.account, bytes, () => this.#leave(owner, entry));
    } catch (error) {
      this.#leave(owner, entry);
      throw error;
    }
  }

  #join(owner: string): Entry {
    const entry = this.#entries.get(owner) ?? {
      account: this.#sizeOf(owner).then(({ bytes, count }) => ({ stored: { bytes, count }, coming: { bytes: 0, count: 0 } })),
      users: 0,
    };
    entry.users += 1;
    this.#entries.set(owner, entry);
    return entry;
  }

  #leave(owner: string, entry: Entry): void {
    entry.users -= 1;
    if (entry.users === 0) this.#entries.delete(owner);
  }

  #take(account: Account, bytes: number, leave: () => void): Hold {
    const { stored, coming } = account;
    if (stored.count + coming.count >= this.#limits.maxFiles) throw tooMany(this.#limits.maxFiles);
    this.#check(account, bytes);
    let held = bytes;
    let open = true;
    coming.bytes += held;
    coming.count += 1;
    const end = () => {
      if (!open) return false;
      open = false;
      coming.bytes -= held;
      coming.count -= 1;
      return true;
    };
    return {
      grow: (more) => {
        if (!open) return;
        this.#check(account, more);
        held += more;
        coming.bytes += more;
      },
      keep: (size) => {
        if (!end()) return;
        stored.bytes += size;
        stored.count += 1;
        leave();
      },
      release: () => {
        if (end()) leave();
      },
    };
  }

  #check({ stored, coming }: Account, more: number): void {
    if (stored.bytes + coming.bytes + more <= this.#limits.maxBytes) return;
    throw new ChatError("TOO_LARGE", "There is no room for this file: what one person keeps here is limited.", {
      fix: "Delete chats with large files, or raise files.maxSizePerPerson in colloquy.config.ts.",
    });
  }
}

function tooMany(most: number): ChatError {
  return new ChatError("TOO_LARGE", `One person may keep ${most.toLocaleString("en")} files here.`, {
    fix: "Delete chats with files, or raise files.maxFilesPerPerson in colloquy.config.ts.",
  });
}
