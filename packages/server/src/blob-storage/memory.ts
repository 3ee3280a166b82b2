// colloquy/blob-storage/memory: keeps the contents of files while the process lives.
export { createMemoryBlobStore } from "../lib/blob-storage/drivers/memory.ts";
