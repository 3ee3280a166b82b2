// What an author gives to decide who reads a chat that is not theirs.
import type { Thread } from "@colloquy/protocol";
import type { User } from "../auth/user.ts";

/** A link by which somebody wants to read a chat. */
export interface SharedLink {
  /** What its address names. */
  readonly id: string;
  /** Of one answer: its turn. Absent: the whole chat. */
  readonly turnId?: string | undefined;
  /** Follows the chat as it grows. */
  readonly live: boolean;
  /** With the steps between the messages. */
  readonly steps: boolean;
  /** With files. */
  readonly files: boolean;
  /** When it was made: UTC, ISO 8601. */
  readonly createdAt: string;
  /** When it ends; absent for one without an end. */
  readonly endsAt?: string | undefined;
}

/** The handler about sharing. It runs outside of any chat. */
export interface SharingHandlers {
  /**
   * Each time somebody reads a shared chat, or a file of one: false refuses them, in the same words as for a link that is not there; nothing leaves
   * it to the link. True also lets them read a chat that its owner has not shared, at `/share/<id of the thread>`. The viewer is null without a
   * sign-in, the link undefined where there is none. An error refuses.
   */
  onSharedThreadView(
    thread: Thread,
    viewer: User | null,
    link: SharedLink | undefined,
  ): boolean | null | undefined | void | Promise<boolean | null | undefined | void>;
}
