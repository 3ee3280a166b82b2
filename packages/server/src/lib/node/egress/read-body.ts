// Reads a reply whole, up to a size. What is counted is unpacked: a small gzip can be a very large text.
import { ChatError } from "@colloquy/protocol";

/** All bytes of a body; throws TOO_LARGE past the limit, and reads no further. */
export async function readBody(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ChatError("TOO_LARGE", `The reply is larger than ${maxBytes.toLocaleString("en")} bytes.`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
