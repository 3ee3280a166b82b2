// What moved, what was there already, and what could not be moved and why.

/** What is counted. */
export type Counted = "people" | "chats" | "steps" | "elements" | "files" | "links" | "feedback" | "favourites" | "folders" | "marks";

/** A chat, as far as its age counts. */
interface AgedChat {
  readonly thread: { readonly updatedAt: string };
  readonly marks?: { readonly pinnedAt?: string | undefined } | undefined;
}

/** Something that could not be moved, or not as it was. */
export interface Problem {
  /** What it is about, as `file 3f… of chat 9c…`. */
  readonly what: string;
  readonly why: string;
}

/** Nobody reads more of them; all are counted. */
const KEPT = 1000;

/** Counts while something is moved. */
export class MoveReport {
  readonly moved: Partial<Record<Counted, number>> = {};
  /** What stood there already, just so. */
  readonly same: Partial<Record<Counted, number>> = {};
  bytes = 0;
  readonly problems: Problem[] = [];
  problemCount = 0;
  /** Chats that a retention would delete at the next start, of those that came. */
  outdated = 0;
  /** Chats that were last used before are outdated; without it none is. */
  outdatedBefore: string | undefined;
  /** Told to stop before the end. */
  stopped = false;
  readonly #onChange: (report: MoveReport) => void;

  constructor(onChange: (report: MoveReport) => void = () => undefined) {
    this.#onChange = onChange;
  }

  count(what: Counted, by = 1): void {
    if (by > 0) this.moved[what] = (this.moved[what] ?? 0) + by;
    this.#onChange(this);
  }

  found(what: Counted, by = 1): void {
    if (by > 0) this.same[what] = (this.same[what] ?? 0) + by;
    this.#onChange(this);
  }

  /** Looks whether a chat that came is one that a retention takes away again. Pinned ones stay. */
  age({ thread, marks }: AgedChat): void {
    if (this.outdatedBefore !== undefined && thread.updatedAt < this.outdatedBefore && marks?.pinnedAt === undefined) this.outdated += 1;
  }

  problem(what: string, why: string): void {
    this.problemCount += 1;
    if (this.problems.length < KEPT) this.problems.push({ what, why });
  }
}
