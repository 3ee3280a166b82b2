// Chainlit's routes about sharing. Theirs is one link for each chat, under the id of the chat: it follows the chat and shows all that a link can show.
import { type Element, idSchema, isChatError, parseUntrusted, sharedFileAddress, type ThreadId } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { identify } from "../../../http/caller.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readBody } from "../../../http/request-parts.ts";
import { mayLook } from "../../../http/sharing/may-look.ts";
import type { SharedVersion } from "../../../http/sharing/shared-chats.ts";
import type { OpenShare } from "../../../http/sharing/shares.ts";
import { isMade } from "../element-to-chainlit.ts";
import { sharedMetadata } from "../shared-metadata.ts";
import { toChainlitThread } from "../to-chainlit.ts";
import { voiceFor } from "../voice.ts";
import { answerWithElement } from "./answer-with-element.ts";
import { requireThread } from "./require-thread.ts";

const threadIdSchema = idSchema<ThreadId>();
const shareSchema = z.object({ threadId: z.string(), isShared: z.boolean() });

export function addChainlitShareRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.put("/project/thread/share", async (c) => {
    const { threadId, isShared } = await readBody(c, shareSchema);
    const row = await requireThread(c, deps, () => threadId);
    if (!deps.shares.offered) throw new Refusal(400, "Thread sharing is not enabled");
    await deps.shares.shareByThread(row, isShared);
    return c.json({ success: true });
  });
  routes.get("/project/share/:threadId", async (c) => {
    const { opened, version } = await openShared(c, deps);
    const { chat } = version;
    const root = c.var.edge.publicRoot;
    const contentAddress = (key: string, element: Element) =>
      isMade(element) ? `${root}/project/share/${opened.id}/element/${element.id}/content` : `${root}/${sharedFileAddress(opened.id, key)}`;
    const thread = { id: opened.id as ThreadId, createdAt: chat.sharedAt, ...(chat.title !== undefined && { name: chat.title }) };
    const parts = { thread, turns: chat.turns };
    const shown = toChainlitThread(parts, { ...voiceFor(c, deps), owner: opened.thread.owner, contentAddress });
    return c.json({ ...shown, metadata: sharedMetadata(chat.sharedAt) }, 200, { "cache-control": "no-store" });
  });
  // Not one of Chainlit's: where the answer above says that the content of an element is, when that is no file.
  routes.get("/project/share/:threadId/element/:elementId/content", async (c) => {
    const { opened, version } = await openShared(c, deps);
    const element = version.chat.turns.flatMap(({ elements = [] }) => elements).find(({ id }) => id === c.req.param("elementId"));
    if (!element || !isMade(element)) throw new Refusal(404, "File not found");
    // A document is the text of its message, as it is shared.
    const step = version.chat.turns.flatMap(({ steps }) => steps).find(({ id }) => id === element.forId);
    const text = element.type === "artifact" ? (step?.output?.text ?? "") : undefined;
    return answerWithElement(deps, opened.thread.id, element, { text });
  });
}

/** What their address leads to; for who may not read it, as for what is not there. */
async function openShared(c: HttpContext, deps: HttpDeps): Promise<{ readonly opened: OpenShare; readonly version: SharedVersion }> {
  const caller = await identify(c, deps, { anyone: true });
  mayLook(deps, caller);
  const { data: id } = parseUntrusted(threadIdSchema, c.req.param("threadId"));
  try {
    if (!id) throw new Refusal(404, "Thread not found");
    const opened = await deps.shares.open(id, caller.user);
    return { opened, version: await deps.sharedChats.read(opened) };
  } catch (error) {
    throw isChatError(error) && error.code === "NOT_FOUND" ? new Refusal(404, "Thread not found") : error;
  }
}
