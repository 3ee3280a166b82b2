// Where blobs lie in an S3-compatible service: what an author says, what an address says, and what the usual variables say.
import { ChatError } from "@colloquy/protocol";
import { checkOptions, flag, fn, text, word } from "../../check-given.ts";
import type { S3Credentials, S3Place } from "./s3-client.ts";

/** Which bucket of which service. */
export interface S3BlobStoreOptions {
  /** Its name. It is not made: it must be there. */
  readonly bucket: string;
  /** What the names of all objects begin with, such as `chat/`. Default: nothing. */
  readonly prefix?: string | undefined;
  /** The address of the service, as `https://<account>.r2.cloudflarestorage.com`. Default: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, else Amazon's. */
  readonly endpoint?: string | undefined;
  /** Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, else `us-east-1`; R2 wants `auto`. */
  readonly region?: string | undefined;
  /** The bucket stands in the path and not in the name of the host. Default: true with an `endpoint`. */
  readonly pathStyle?: boolean | undefined;
  /**
   * Browsers read files at the service itself, by addresses that hold for ten minutes; the page must then be allowed to: `imageHosts` and
   * `mediaHosts` name the service. Default: false, all is read through the server.
   */
  readonly presign?: boolean | undefined;
  /** Keys that are made anew now and then; asked before each request. Default: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`. */
  readonly credentials?: (() => S3Credentials | Promise<S3Credentials>) | undefined;
}

/** Variables by their names. */
type Variables = Readonly<Record<string, string | undefined>>;

const HOW = 'Write createS3BlobStore({ bucket: "chat-files", region: "eu-central-1" }).';
const KINDS = { bucket: text, prefix: text, endpoint: word, region: word, pathStyle: flag, presign: flag, credentials: fn };

/** Throws BAD_INPUT for what is no bucket or no address. */
export function toS3Place(options: S3BlobStoreOptions, env: Variables): S3Place {
  checkOptions("createS3BlobStore", options, KINDS, HOW);
  const { bucket, prefix = "" } = options;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new ChatError("BAD_INPUT", `createS3BlobStore: "${bucket}" cannot be the name of a bucket.`, { fix: HOW });
  const region = options.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const given = options.endpoint ?? env["AWS_ENDPOINT_URL_S3"] ?? env["AWS_ENDPOINT_URL"];
  const endpoint = given ?? `https://s3.${region}.amazonaws.com`;
  if (!/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : ""))
    throw new ChatError("BAD_INPUT", `createS3BlobStore: "${endpoint}" is not the address of a service.`, { fix: HOW });
  const { credentials = () => fromVariables(env) } = options;
  return {
    bucket,
    prefix: prefix === "" || prefix.endsWith("/") ? prefix.replace(/^\/+/, "") : `${prefix.replace(/^\/+/, "")}/`,
    endpoint,
    region,
    pathStyle: options.pathStyle ?? given !== undefined,
    credentials: async () => credentials(),
  };
}

/** `s3://bucket/prefix?endpoint=…&region=…&pathStyle=true&presign=true`. Throws BAD_CONFIG for what is none. */
export function readS3Address(address: string): S3BlobStoreOptions {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const unknown = [...(url?.searchParams.keys() ?? [])].find((key) => !["endpoint", "region", "pathStyle", "presign"].includes(key));
  if (url?.protocol !== "s3:" || url.host === "" || unknown !== undefined || url.password !== "")
    throw new ChatError("BAD_CONFIG", "This is not the address of a bucket.", {
      fix: "Write s3://bucket/prefix?endpoint=https://…&region=…, and the keys as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    });
  const asked = (key: string) => url.searchParams.get(key) ?? undefined;
  const pathStyle = asked("pathStyle");
  return {
    bucket: url.host,
    prefix: decodeURIComponent(url.pathname.slice(1)),
    endpoint: asked("endpoint"),
    region: asked("region"),
    pathStyle: pathStyle === undefined ? undefined : pathStyle === "true",
    presign: asked("presign") === "true",
  };
}

function fromVariables(env: Variables): S3Credentials {
  const accessKeyId = env["AWS_ACCESS_KEY_ID"];
  const secretAccessKey = env["AWS_SECRET_ACCESS_KEY"];
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey, sessionToken: env["AWS_SESSION_TOKEN"] };
  throw new ChatError("STORE_FAILED", "There are no keys for the service of files.", {
    fix: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give createS3BlobStore a function `credentials`.",
  });
}
