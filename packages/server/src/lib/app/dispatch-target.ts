// What a request is done with: the session it is for, and who asks.
import { ChatError } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import { forPeople } from "../shown-error.ts";
import type { ChatDriver } from "./chat-driver.ts";

/** Limits on what a person sends. */
export interface DispatchLimits {
  /** UTF-16 units of one message. */
  readonly messageLength: number;
  /** How many messages may wait in the queue. */
  readonly queuedMessages: number;
}

/** How many messages of one chat may wait for their turn, in every server and test. */
export const QUEUED_MESSAGES = 50;

/** What a request is done with. */
export interface DispatchTarget {
  readonly session: Session;
  readonly driver: ChatDriver;
  readonly limits: DispatchLimits;
  /** This connection leaves the chat. */
  readonly leave: () => void;
  /** The name of the person, as messages carry it. */
  readonly personName?: string | undefined;
}

/** What a text is refused with that is longer than a message may be. */
export function tooLong(limits: DispatchLimits): ChatError {
  return new ChatError("TOO_LARGE", `A message may have ${limits.messageLength.toLocaleString("en")} characters.`);
}

/** Throws STORE_FAILED while so much waits for a store that does not write that no more may be kept. */
export function assertRoom({ session }: DispatchTarget): void {
  if (!session.recorder.isFull) return;
  throw forPeople(
    new ChatError("STORE_FAILED", "What was said here cannot be saved at the moment, and no more of it can be kept until it is.", {
      fix: "Send it again once this chat is saved again; what you see of it stays.",
    }),
  );
}
