// colloquy/blob-storage: for who writes a store of their own for the contents of files.
export type {
  BlobContent,
  BlobInfo,
  BlobKey,
  BlobPage,
  BlobRange,
  BlobRead,
  BlobStore,
  PutBlob,
  PutOptions,
  ReadUrlOptions,
} from "./lib/blob-storage/blob-store.ts";
export type { ScratchObject, ScratchSpace } from "./lib/blob-storage/scratch-space.ts";
