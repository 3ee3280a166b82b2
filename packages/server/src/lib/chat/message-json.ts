// A message as plain data, with Chainlit's names.
import type { Mention, MessageType, Source, ViewNode } from "@colloquy/protocol";
import type { ActionJson } from "./actions/action.ts";

/** A message as plain data, with Chainlit's names. */
export interface MessageJson {
  /** A UUID. */
  readonly id: string;
  /** The stored conversation it belongs to. */
  readonly threadId: string;
  /** The step it lies under; null for none. */
  readonly parentId: string | null;
  /** ISO 8601; null until it is sent. */
  readonly createdAt: string | null;
  /** The same moment as `createdAt`. */
  readonly start: string | null;
  /** When it was complete, in ISO 8601; null while it streams. */
  readonly end: string | null;
  /** Its text. */
  readonly output: string;
  /** Its author. */
  readonly name: string;
  /** Who speaks. */
  readonly type: MessageType;
  /** The language its whole text is code of; null for Markdown. */
  readonly language: string | null;
  /** Whether it is still written. */
  readonly streaming: boolean;
  /** Whether it is shown as an error. */
  readonly isError: boolean;
  /** Whether it is a question that is still open. */
  readonly waitForAnswer: boolean;
  /** Data of your own. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Words of your own; null for none. */
  readonly tags: readonly string[] | null;
  /** The id of the command it was sent with; null for none. */
  readonly command: string | null;
  /** The chosen option of each mode; null for none. */
  readonly modes: Readonly<Record<string, string>> | null;
  /** Not one of Chainlit's; absent when there are none. */
  readonly mentions?: readonly Mention[];
  /** What it rests on. Not one of Chainlit's; absent when there are none. */
  readonly sources?: readonly Source[];
  /** The buttons under it. Not one of Chainlit's; absent when there are none. */
  readonly actions?: readonly ActionJson[];
  /** What it shows as a value. Not one of Chainlit's; absent when there is none. */
  readonly view?: ViewNode;
}
