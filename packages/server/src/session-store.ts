// colloquy/session-store: for who writes a store of their own for live sessions. What it keeps is the protocol's: the records are told again here.
export type { Ask, Element, SessionId, Surface, ThreadId, Turn, TurnBundle } from "@colloquy/protocol";
export type { SavedValuesPatch, SessionRecord, SessionStore } from "./lib/session-store/session-store.ts";
export type { SharedLocks } from "./lib/session-store/shared-locks.ts";
