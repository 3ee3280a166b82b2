// @colloquy/client: talk to a Colloquy server from any JavaScript.
export { ChatStore } from "./lib/chat-store.ts";
export type { ConnectionState, Overview, PendingMessage } from "./lib/overview.ts";
export type { TextChange, TextSource } from "./lib/text-source.ts";
export type { TurnView } from "./lib/turn-view.ts";
