// colloquy/data/memory: keeps chats while the process lives.
export { createMemoryDataLayer } from "../lib/data/drivers/memory.ts";
