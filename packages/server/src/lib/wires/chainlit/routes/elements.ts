// Chainlit's routes for custom elements: what their code does to itself. It is the word of a page, as over our own protocol, and goes the same way.
import { type ClientRequest, decodeRequest, isChatError } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { askChat } from "../../../app/ask-chat.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readBody } from "../../../http/request-parts.ts";
import { isForOperators } from "../../../shown-error.ts";
import { findSession } from "./find-session.ts";

const bodySchema = z.object({
  element: z.object({ id: z.string(), type: z.string(), props: z.optional(z.nullable(z.record(z.string(), z.unknown()))) }),
  sessionId: z.string(),
});
type Given = z.infer<typeof bodySchema>["element"];

export function addChainlitElementRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const answer = async (c: HttpContext, toRequest: (element: Given) => object): Promise<Response> => {
    const { element, sessionId } = await readBody(c, bodySchema);
    const chat = await findSession(c, deps, sessionId);
    if (!chat) throw new Refusal(404, "Session not found");
    await deps.rates.request(chat.owner);
    await deps.rates.elementChange(chat.owner);
    if (element.type !== "custom") return c.json({ success: false });
    try {
      const request: ClientRequest = decodeRequest(toRequest(element));
      await askChat({ ...deps, chat, leave: () => undefined }, request);
      return c.json({ success: true });
    } catch (error) {
      throw isChatError(error) && !isForOperators(error) ? new Refusal(error.status, error.message) : error;
    }
  };
  routes.put("/project/element", (c) => answer(c, ({ id, props }) => ({ type: "updateElement", elementId: id, props: props ?? {} })));
  routes.delete("/project/element", (c) => answer(c, ({ id }) => ({ type: "deleteElement", elementId: id })));
}
