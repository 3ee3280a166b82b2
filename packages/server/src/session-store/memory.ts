// colloquy/session-store/memory: keeps live sessions while the process lives.
export { createMemorySessionStore } from "../lib/session-store/drivers/memory.ts";
