// colloquy/blob-storage/file-system: keeps the contents of files in a folder.
export { createFileSystemBlobStore, type FileSystemBlobStoreOptions } from "../lib/blob-storage/drivers/file-system.ts";
