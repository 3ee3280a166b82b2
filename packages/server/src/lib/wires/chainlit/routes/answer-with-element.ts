// Content that is made from an element, as the answer to a request. Whoever may have it was asked before. As with files, nothing of it is a page of ours.
import type { Element, ThreadId } from "@colloquy/protocol";
import { contentDisposition } from "../../../http/content-disposition.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpDeps } from "../../../http/http-deps.ts";
import { pacedStream } from "../../../http/paced-stream.ts";
import { makeContent } from "../made-content.ts";

/** `text` is the content where it is known already. `anywhere` is for an address that proves by itself who may have it: then pages of others may show it, too. */
export async function answerWithElement(
  deps: HttpDeps,
  threadId: ThreadId,
  element: Element,
  { anywhere = false, text }: { readonly anywhere?: boolean; readonly text?: string | undefined } = {},
): Promise<Response> {
  const made = text === undefined ? await makeContent(deps, threadId, element) : { mime: "text/plain; charset=utf-8", body: text };
  if (!made) throw new Refusal(404, "File not found");
  const { clock, config } = deps;
  const body = typeof made.body === "string" ? made.body : pacedStream(made.body, clock, config.limits.idleTimeout * 1000);
  return new Response(body as BodyInit, {
    headers: {
      "content-type": made.mime,
      "content-disposition": contentDisposition("attachment", element.name),
      // Made from what the element is now; a version that their page has read it keeps itself.
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": anywhere || config.allowOrigins.length > 0 ? "cross-origin" : "same-origin",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
}
