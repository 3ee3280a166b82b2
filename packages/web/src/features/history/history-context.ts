// What the parts of the history share: which chats it shows, which are chosen, and what can be done with them.
import type { ThreadMarks } from "@colloquy/client";
import type { ThreadSummary } from "@colloquy/protocol";
import type { DragEvent, MouseEvent } from "react";
import type { HistoryView } from "./history-view.ts";

/** As much of a chat as is said of it. */
export type NamedThread = Pick<ThreadSummary, "id" | "name">;

/** What asks for more before it is done. */
export type HistoryQuestion = "folder" | "tags" | "delete" | "purge";

/** The same object as long as the view is: lines are drawn again only when they change. */
export interface History {
  readonly view: HistoryView;
  /** The app's storage has marks; without it chats can only be renamed and deleted. */
  readonly marks: boolean;
  /** Chats may be shared by a link. */
  readonly sharing: boolean;
  /** How long what is deleted can be brought back. */
  readonly keepDeletedDays: number;
  /** Marks them; what goes wrong is told. */
  readonly change: (threads: readonly NamedThread[], marks: ThreadMarks) => void;
  /** Deletes them, or asks first where that cannot be undone. */
  readonly remove: (threads: readonly ThreadSummary[]) => void;
  readonly ask: (question: HistoryQuestion, threads: readonly ThreadSummary[]) => void;
  readonly beginRename: (thread: ThreadSummary) => void;
  readonly rename: (thread: ThreadSummary, name: string) => void;
  readonly endRename: (thread: ThreadSummary, byKeyboard: boolean) => void;
  readonly exportChat: (thread: ThreadSummary) => void;
  /** Asks how to share it. */
  readonly share: (thread: ThreadSummary) => void;
  /** Chooses one more, or one less. */
  readonly choose: (thread: ThreadSummary) => void;
  /** A line was clicked: true when that was not to open it. */
  readonly press: (thread: ThreadSummary, event: MouseEvent) => boolean;
  readonly drag: (event: DragEvent, thread: ThreadSummary) => void;
}
