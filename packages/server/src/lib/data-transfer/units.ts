// What is moved at once: a person, what somebody has beside their chats, a chat. Whoever reads units and whoever takes them know nothing of
// each other, so that every way between two stores, files and other products is one reader and one taker.
import type { Element, Folder, StepWithText, Turn } from "@colloquy/protocol";
import type { ApprovalRow } from "../data/approval-rows.ts";
import type { ThreadRow } from "../data/data-layer.ts";
import type { FavouriteRow } from "../data/favourite-store.ts";
import type { FeedbackRow } from "../data/feedback-store.ts";
import type { FileRow } from "../data/file-rows.ts";
import type { ShareRow } from "../data/share-store.ts";
import type { ThreadMarks } from "../data/thread-marks.ts";
import type { SignInRow, UserRow } from "../data/user-store.ts";

/** A person, and where they are signed in. */
export interface MovedPerson {
  readonly kind: "person";
  readonly user: UserRow;
  readonly signIns: readonly SignInRow[];
}

/** What an owner has beside their chats. */
export interface MovedOwner {
  readonly kind: "owner";
  readonly owner: string;
  readonly approvals: readonly ApprovalRow[];
  readonly folders: readonly Folder[];
  /** The newest first. */
  readonly favourites: readonly FavouriteRow[];
}

/** A link, and what it shows where that is frozen. */
export interface MovedShare {
  readonly row: ShareRow;
  readonly content?: string | undefined;
}

/** A chat with all that belongs to it, each list in the order of first writing. */
export interface MovedThread {
  readonly kind: "thread";
  readonly thread: ThreadRow;
  readonly turns: readonly Turn[];
  readonly steps: readonly StepWithText[];
  readonly elements: readonly Element[];
  readonly files: readonly FileRow[];
  readonly shares: readonly MovedShare[];
  /** First changed first. */
  readonly feedback: readonly FeedbackRow[];
  /** What its person made of it. Absent: nothing, or the store keeps no marks. */
  readonly marks?: ThreadMarks | undefined;
}

export type MovedUnit = MovedPerson | MovedOwner | MovedThread;
