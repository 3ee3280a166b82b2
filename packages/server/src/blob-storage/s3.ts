// colloquy/blob-storage/s3: keeps files in an S3-compatible service.
export { createS3BlobStore } from "../lib/blob-storage/drivers/s3.ts";
export type { S3Credentials } from "../lib/blob-storage/drivers/s3-client.ts";
export type { S3BlobStoreOptions } from "../lib/blob-storage/drivers/s3-options.ts";
