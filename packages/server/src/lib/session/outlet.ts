// An outlet is where a session's events go: a socket, a chat platform, a test. It never slows the session down.
import type { ServerEvent, ServerNotice } from "@colloquy/protocol";
import type { CutReason } from "../auth/sign-in-connections.ts";
import type { LiveChat } from "./live-chat.ts";

/** A listener of a session. */
export interface Outlet {
  /** What this outlet can show; asked before it is tried. */
  readonly supports: ReadonlySet<"streaming" | "asking">;
  /** Called after the events were applied to the session's state; must not throw and must not wait. */
  send(events: readonly ServerEvent[]): void;
  /** Something to know outside of the chat, where the other side understands it; must not throw and must not wait. */
  notify?(notice: ServerNotice): void;
  /**
   * It shows another copy of the chat from now on: what it was sent is no base for what comes. An outlet that cannot is closed instead, and its
   * client comes back.
   */
  moved?(chat: LiveChat): void;
  /**
   * This server is about to go, and others serve: its client is asked to come in at one of them within so many milliseconds, while it is still served
   * here. An outlet that cannot ask is closed instead.
   */
  moveOn?(withinMs: number): void;
  /** The session is no longer here: it ended, or its process stops. */
  closed?(reason: "ended" | "suspended" | "left"): void;
  /** The one it stands for is no longer who they were; it comes back as who they are now. */
  cut?(reason: CutReason): void;
}
