// Buckets by their addresses: which driver, and where its keys are.
import type { BlobStore } from "../blob-store.ts";
import { createS3BlobStore } from "./s3.ts";
import type { S3Place } from "./s3-client.ts";
import { readS3Address, type S3BlobStoreOptions, toS3Place } from "./s3-options.ts";

/** Variables by their names. */
type Variables = Readonly<Record<string, string | undefined>>;

const GOOGLE = "https://storage.googleapis.com";

/** Whether it is the address of a bucket and not the path of a folder. */
export function isBucketAddress(address: string): boolean {
  return /^(?:s3|gs):/i.test(address);
}

/** The store at `s3://bucket/prefix` or `gs://bucket/prefix`. Throws BAD_CONFIG for what is none. */
export function openBucketAt(address: string, env: Variables): BlobStore {
  return createS3BlobStore(readBucketAddress(address), keysOf(address, env));
}

/** The bucket there, for who reads what another program keeps in it. Throws BAD_CONFIG for what is none. */
export function readBucketPlace(address: string, env: Variables): S3Place {
  return toS3Place(readBucketAddress(address), keysOf(address, env));
}

/** Throws BAD_CONFIG for what is no address of a bucket. */
export function readBucketAddress(address: string): S3BlobStoreOptions {
  if (!/^gs:/i.test(address)) return readS3Address(address);
  const options = readS3Address(address.replace(/^gs:/i, "s3:"));
  // Google's service speaks S3 too, with keys of its own kind ("HMAC keys").
  return { ...options, endpoint: options.endpoint ?? GOOGLE, region: options.region ?? "auto", pathStyle: options.pathStyle ?? true };
}

function keysOf(address: string, env: Variables): Variables {
  if (!/^gs:/i.test(address)) return env;
  return {
    ...env,
    AWS_ACCESS_KEY_ID: env["GS_ACCESS_KEY_ID"] ?? env["AWS_ACCESS_KEY_ID"],
    AWS_SECRET_ACCESS_KEY: env["GS_SECRET_ACCESS_KEY"] ?? env["AWS_SECRET_ACCESS_KEY"],
    AWS_SESSION_TOKEN: env["GS_ACCESS_KEY_ID"] === undefined ? env["AWS_SESSION_TOKEN"] : undefined,
  };
}
