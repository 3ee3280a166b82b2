// Uploads that go on after a lost connection, by the tus protocol: its library knows the protocol, and nothing of who may do what. Each request comes here
// after its owner was checked, and brings along what it is allowed.
import { AsyncLocalStorage } from "node:async_hooks";
import { ChatError, isChatError, type ThreadId } from "@colloquy/protocol";
import type { UploadRules } from "../config/uploads.ts";
import type { StoredUpload } from "../files/upload-area.ts";
import { UPLOAD_EXPIRES_MS } from "../files/uploads.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";
import { UploadLocks } from "./upload-locks.ts";

/** What one request is allowed, and what went wrong with it in our words. */
export interface UploadRequest {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly rules: UploadRules;
  /** The upload that the address names, which is known to be of this thread; `undefined` for a new one. */
  readonly uploadId: string | undefined;
}

interface Running extends UploadRequest {
  readonly publicRoot: string;
  failure?: unknown;
}

type Deps = Pick<HttpDeps, "uploads" | "clock">;

/** Where the key of a file stands in the answer: `HEAD` has no body, and somebody may not have heard the one of the last piece. */
export const UPLOAD_KEY_HEADER = "upload-key";

/** How long a request goes on that another one wants to follow, in milliseconds: what is on its way is still written. */
const DRAIN_MS = 50;

/** Makes the function that answers requests about uploads of one server. */
export function createResumableUploads(deps: Deps): (c: HttpContext, request: UploadRequest) => Promise<Response> {
  const running = new AsyncLocalStorage<Running>();
  let server: Promise<{ handleWeb(request: Request): Promise<Response> }> | undefined;

  return async (c, request) => {
    // Only a server that is given large files needs the library.
    server ??= createTusServer(deps, () => running.getStore());
    const { handleWeb } = await server;
    const here: Running = { ...request, publicRoot: c.var.edge.publicRoot };
    const answer = await running.run(here, () => handleWeb(c.req.raw));
    if (here.failure !== undefined) throw here.failure;
    return answer.status < 400 ? answer : inOurWords(c, answer);
  };
}

async function createTusServer({ uploads, clock }: Deps, now: () => Running | undefined) {
  const { DataStore, ERRORS, Server, Upload } = await import("@tus/server");

  function here(): Running {
    const request = now();
    if (!request) throw new Error("An upload is served outside of its request.");
    return request;
  }

  async function find(id: string) {
    const state = await uploads.find(id);
    if (!state || state.record.threadId !== here().threadId) throw ERRORS.FILE_NOT_FOUND;
    return state;
  }

  class Store extends DataStore {
    override extensions = ["creation", "creation-with-upload", "termination", "expiration"];

    override async write(stream: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
      // Where the client said that its bytes belong: another node may have written down more since that was checked.
      return uploads.append({ ...(await find(id)), offset }, stream, here().rules);
    }

    override async getUpload(id: string) {
      const { record, offset, touchedAt } = await find(id);
      // It ends so long after its last byte, not after its first.
      const creation_date = new Date(touchedAt).toISOString();
      return new Upload({ id, size: record.size, offset: record.stored ? record.size : offset, creation_date });
    }

    override remove(id: string): Promise<void> {
      return uploads.remove(id);
    }

    override getExpiration(): number {
      return UPLOAD_EXPIRES_MS;
    }
  }

  async function finish(id: string): Promise<StoredUpload> {
    const { owner, rules } = here();
    return uploads.finish((await find(id)).record, owner, rules);
  }

  const server = new Server({
    path: "/",
    datastore: new Store() as InstanceType<typeof DataStore>,
    locker: new UploadLocks(clock),
    lockDrainTimeout: DRAIN_MS,
    allowedOrigins: () => false,
    maxSize: () => here().rules.maxSize,
    async namingFunction(request, metadata) {
      const { threadId, owner, rules } = here();
      const size = Number(request.headers.get("upload-length"));
      const { id } = await uploads.begin({ threadId, owner, name: metadata?.["filename"] ?? metadata?.["name"] ?? "", size }, rules);
      return id;
    },
    generateUrl: (_request, { id }) => `${here().publicRoot}/api/threads/${here().threadId}/uploads/${id}`,
    getFileIdFromRequest: () => here().uploadId,
    async onUploadFinish(request, { id }) {
      const stored = await finish(id);
      return {
        status_code: request.method === "POST" ? 201 : 200,
        headers: { "content-type": "application/json", [UPLOAD_KEY_HEADER]: stored.key },
        body: JSON.stringify(stored),
      };
    },
    onResponseError(_request, error) {
      // What the library says itself has a status; everything else is ours to tell.
      if (!("status_code" in error) || isChatError(error)) here().failure = error;
      return undefined;
    },
  });
  return { handleWeb: (request: Request) => server.handleWeb(request as Parameters<typeof server.handleWeb>[0]) };
}

/** The status is the protocol's, and its clients decide by it; the words are ours. */
async function inOurWords(c: HttpContext, answer: Response): Promise<Response> {
  const said = (await answer.text()).trim().slice(0, 500);
  const code = answer.status === 404 || answer.status === 410 ? "NOT_FOUND" : answer.status === 413 ? "TOO_LARGE" : "BAD_REQUEST";
  const error = new ChatError(code, said === "" ? undefined : said, {
    fix: "The protocol is tus 1.0; docs/protocol.md says where it begins.",
  });
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => name.startsWith("tus-") || name.startsWith("upload-") || name === "connection"),
  );
  return c.json(error.toJSON(), answer.status as 400, headers);
}
