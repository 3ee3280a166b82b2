// A body as JSON, and never more of it than the server takes, whatever its sender says about its length.
import { ChatError } from "@colloquy/protocol";
import type { HttpContext } from "./http-deps.ts";

/** Reads a request's body; throws TOO_LARGE, and a SyntaxError for what is not JSON. */
export async function readJson(c: HttpContext): Promise<unknown> {
  return JSON.parse(await readText(c));
}

/** The same where nothing may be said: no body is an empty object. */
export async function readJsonOrNothing(c: HttpContext): Promise<unknown> {
  const text = await readText(c);
  return text === "" ? {} : JSON.parse(text);
}

async function readText(c: HttpContext): Promise<string> {
  const { bodyLimit } = c.var.edge;
  if (Number(c.req.header("content-length") ?? 0) > bodyLimit) throw new ChatError("TOO_LARGE");
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > bodyLimit) throw new ChatError("TOO_LARGE");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
