// colloquy/node: the chat inside a server that is there already.
export type { Logger } from "./lib/logger.ts";
export { createServer, type ServerOptions } from "./lib/mount/create-server.ts";
export type { AttachOptions, ChatServer, CloseOptions } from "./lib/node/chat-server.ts";
