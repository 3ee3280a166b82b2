// Where Chainlit kept the contents of its elements: a bucket, a folder, an address below which they are served, or each at an address of its own.
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import type { BlobContent } from "../../blob-storage/blob-store.ts";
import { isBucketAddress, readBucketPlace } from "../../blob-storage/drivers/by-address.ts";
import { S3Client } from "../../blob-storage/drivers/s3-client.ts";
import { type PlaceContext, withoutPassword } from "../places.ts";

/** What an element says of its content. */
export interface ChainlitContent {
  readonly objectKey: string;
  /** Where it could be read when it was written. */
  readonly url: string | undefined;
}

/** A content, or why there is none. */
export type FoundContent = { readonly content: BlobContent } | { readonly missing: string };

/** Opens what an element names. */
export type ChainlitFiles = (wanted: ChainlitContent) => Promise<FoundContent>;

const NOTHING: FoundContent = { missing: "has no content at the place of files" };

/**
 * `s3://bucket/prefix?endpoint=…`, `gs://bucket/prefix`, `https://…` with the signature that all below it need, a folder, or `urls`: each element
 * says by itself where. Throws BAD_INPUT for the address of something else.
 */
export function openChainlitFiles(place: string, { appDir, env, cwd = appDir }: PlaceContext): ChainlitFiles {
  if (place === "urls") return fromUrls();
  if (isBucketAddress(place)) return fromBucket(new S3Client(readBucketPlace(place, env)));
  if (/^https?:/i.test(place)) return fromAddress(place);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place))
    throw new ChatError("BAD_INPUT", `${withoutPassword(place)} is no place of files that is known here.`, {
      fix: "Write s3://bucket, gs://bucket or the path of a folder; for Azure the address of the container with a shared access signature that may read: https://<account>.blob.core.windows.net/<container>?<signature>.",
    });
  return fromFolder(path.resolve(cwd, place));
}

function fromBucket(client: S3Client): ChainlitFiles {
  return async ({ objectKey }) => {
    const response = await client.send({ method: "GET", name: objectKey });
    if (response.ok) return { content: response.body ?? nothing() };
    await response.body?.cancel();
    return NOTHING;
  };
}

/** A query, as Azure's signature of a container, goes with every request. */
function fromAddress(place: string): ChainlitFiles {
  const below = new URL(place);
  if (!below.pathname.endsWith("/")) below.pathname += "/";
  return async ({ objectKey }) => {
    const address = new URL(objectKey.split("/").map(encodeURIComponent).join("/"), below);
    // A name with dots in it must not lead elsewhere.
    if (address.origin !== below.origin || !address.pathname.startsWith(below.pathname)) return NOTHING;
    address.search = below.search;
    return fetched(address, (cause) => {
      throw new ChatError("STORE_FAILED", `${address.host} cannot be reached.`, { cause, fix: "Look at the address that --files names." });
    });
  };
}

/** Only what Chainlit itself has stored is asked for here: an address that an author gave to an element stays one. */
function fromUrls(): ChainlitFiles {
  return async ({ url }) => {
    const address = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
    if (!address || !/^https?:$/.test(address.protocol)) return { missing: "has no address of its own" };
    return fetched(address, () => ({ missing: `cannot be read: ${address.host} is not reached` }));
  };
}

/** Why an address gives nothing is told; signatures in it are not. */
async function fetched(address: URL, onUnreachable: (cause: unknown) => FoundContent): Promise<FoundContent> {
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(60_000) });
  } catch (cause) {
    return onUnreachable(cause);
  }
  if (response.ok) return { content: response.body ?? nothing() };
  await response.body?.cancel();
  if (response.status === 401 || response.status === 403)
    return { missing: `is refused by ${address.host} (${response.status}; is the signature in its address still good?)` };
  if (response.status === 404 || response.status === 410) return NOTHING;
  return { missing: `cannot be read: ${address.host} answers ${response.status}` };
}

function fromFolder(folder: string): ChainlitFiles {
  return async ({ objectKey }) => {
    // Where it really lies: a link in the folder may lead out of it.
    const [home, file] = await Promise.all([realpath(folder), realpath(path.resolve(folder, objectKey))]).catch(() => []);
    if (home === undefined || file === undefined || !file.startsWith(home + path.sep)) return NOTHING;
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() ? { content: createReadStream(file) } : NOTHING;
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
