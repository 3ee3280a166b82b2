// Chainlit's routes about threads: their paths and shapes, our threads and our rules about whose they are.
import { type Element, type ElementId, type Feedback, fileAddress, idSchema, parseUntrusted, type ThreadId } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { ThreadRow } from "../../../data/data-layer.ts";
import { identify } from "../../../http/caller.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readBody } from "../../../http/request-parts.ts";
import { loadShownElement } from "../../../http/stored-elements.ts";
import { deleteThread, listThreads, loadWholeThread, renameThread } from "../../../http/stored-threads.ts";
import { type ContentAddress, isMade, toChainlitElement } from "../element-to-chainlit.ts";
import { sharedMetadata } from "../shared-metadata.ts";
import { toChainlitThread } from "../to-chainlit.ts";
import { voiceFor } from "../voice.ts";
import { answerWithElement } from "./answer-with-element.ts";
import { requireThread } from "./require-thread.ts";

const elementIdSchema = idSchema<ElementId>();
const pageSchema = z.object({
  pagination: z.object({ first: z.number().check(z.int(), z.positive()), cursor: z.optional(z.nullable(z.string())) }),
  filter: z.optional(
    z.object({
      search: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
      feedback: z.optional(z.nullable(z.union([z.literal(0), z.literal(1)]))),
    }),
  ),
});
const renameSchema = z.object({ threadId: z.string(), name: z.string().check(z.minLength(1), z.maxLength(255)) });
const deleteSchema = z.object({ threadId: z.string() });

export function addChainlitThreadRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.post("/project/threads", async (c) => {
    const caller = await identify(c, deps);
    const { pagination, filter } = await readBody(c, pageSchema);
    const limit = Math.min(pagination.first, 100);
    const { threads, nextCursor } = await listThreads(deps, caller, {
      limit,
      cursor: pagination.cursor ?? undefined,
      search: filter?.search ?? undefined,
      searchIn: "everything",
      rated: toRating(filter?.feedback),
    });
    const pageInfo = { hasNextPage: nextCursor !== undefined, startCursor: pagination.cursor ?? null, endCursor: nextCursor ?? null };
    const who = { ...voiceFor(c, deps), owner: caller.owner ?? "" };
    const shared = caller.owner === undefined ? new Map() : await deps.shares.sharedByThread(caller.owner);
    const data = threads.map((thread) =>
      toChainlitThread({ thread: { ...thread, metadata: sharedMetadata(shared.get(thread.id)) }, turns: [] }, who),
    );
    return c.json({ pageInfo, data });
  });
  routes.get("/project/thread/:threadId", async (c) => {
    const row = await requireThread(c, deps, () => c.req.param("threadId"));
    const contentAddress = addressIn(c, row.id);
    const thread = toChainlitThread(await loadWholeThread(deps, row), { ...voiceFor(c, deps), owner: row.owner, contentAddress });
    const since = (await deps.shares.sharedByThread(row.owner)).get(row.id);
    return c.json({ ...thread, metadata: { ...thread.metadata, ...sharedMetadata(since) } }, 200, { "cache-control": "no-store" });
  });
  routes.put("/project/thread", async (c) => {
    const { threadId, name } = await readBody(c, renameSchema);
    await renameThread(deps, await requireThread(c, deps, () => threadId), name);
    return c.json({ success: true });
  });
  routes.delete("/project/thread", async (c) => {
    const { threadId } = await readBody(c, deleteSchema);
    await deleteThread(deps, await requireThread(c, deps, () => threadId));
    return c.json({ success: true });
  });
  routes.get("/project/thread/:threadId/element/:elementId", async (c) => {
    const row = await requireThread(c, deps, () => c.req.param("threadId"));
    const element = await findElement(deps, row, c.req.param("elementId"));
    // Their page asks for what it has a link to, and knows null for what is gone.
    return c.json(element ? toChainlitElement(element, row.id, addressIn(c, row.id)) : null, 200, { "cache-control": "no-store" });
  });
  // Not one of Chainlit's: where the element above says that its content is, when that is no file.
  routes.get("/project/thread/:threadId/element/:elementId/content", async (c) => {
    const row = await requireThread(c, deps, () => c.req.param("threadId"));
    const element = await findElement(deps, row, c.req.param("elementId"));
    if (!element || !isMade(element)) throw new Refusal(404, "File not found");
    return answerWithElement(deps, row.id, element);
  });
}

function toRating(feedback: 0 | 1 | null | undefined): Feedback["rating"] | undefined {
  if (feedback === null || feedback === undefined) return undefined;
  return feedback === 1 ? "up" : "down";
}

/** Where who has a cookie and no session reads the content of elements. */
function addressIn(c: HttpContext, threadId: ThreadId): ContentAddress {
  const root = c.var.edge.publicRoot;
  return (key, element) =>
    isMade(element) ? `${root}/project/thread/${threadId}/element/${element.id}/content` : `${root}/${fileAddress(threadId, key)}`;
}

async function findElement(deps: HttpDeps, { id: threadId }: ThreadRow, given: string): Promise<Element | undefined> {
  const { data: elementId } = parseUntrusted(elementIdSchema, given);
  return elementId && loadShownElement(deps, threadId, elementId);
}
