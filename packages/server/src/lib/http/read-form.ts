// A form, in either of its encodings, and never more of it than a sign-in needs.
import { ChatError, isChatError } from "@colloquy/protocol";
import { Refusal } from "./errors.ts";
import type { HttpContext } from "./http-deps.ts";

const MOST_BYTES = 64 * 1024;

/** The text fields of a form; throws TOO_LARGE, and refuses with 422 what is no form. */
export async function readForm(c: HttpContext): Promise<Record<string, string>> {
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of c.req.raw.body ?? []) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) throw new ChatError("TOO_LARGE");
      chunks.push(chunk);
    }
    const form = await new Response(Buffer.concat(chunks), { headers: { "content-type": c.req.header("content-type") ?? "" } }).formData();
    return Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === "string"));
  } catch (error) {
    if (isChatError(error)) throw error;
    // No form, or only a part of one: whoever sent it may have left.
    throw new Refusal(422, [{ type: "form_invalid", loc: ["body"], msg: "The body is not a form." }]);
  }
}
