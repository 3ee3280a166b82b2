// What is to become a file, in whichever form somebody has it, as the stream that a blob store reads; and its beginning, looked at as it passes.
import { ChatError } from "@colloquy/protocol";
import type { BlobContent } from "../blob-storage/blob-store.ts";
import { openSource } from "../blob-storage/content-source.ts";

/** The content of a file: bytes, or where they come from. A text is stored as UTF-8. */
export type FileContent = string | Uint8Array | ArrayBuffer | Blob | Response | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** The content as a stream. Throws BAD_INPUT for what holds no bytes. */
export function toBlobContent(content: FileContent): BlobContent {
  if (typeof content === "string") return single(new TextEncoder().encode(content));
  if (content instanceof Uint8Array) return single(content);
  if (content instanceof ArrayBuffer) return single(new Uint8Array(content));
  if (content instanceof Response) return content.body ?? single(new Uint8Array());
  if (content instanceof Blob) return content.stream();
  if (content instanceof ReadableStream || (typeof content === "object" && content !== null && Symbol.asyncIterator in content))
    return content;
  throw new ChatError("BAD_INPUT", "The content of a file must be a text, bytes, a Blob, a Response or a stream of bytes.");
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.byteLength > 0) yield bytes;
}

/** What is done with a content while it passes. */
export interface Passing {
  /** The most of the beginning that is wanted. */
  readonly beginning: number;
  /** With the beginning, before more than that is handed on: what it throws ends the content. */
  onBeginning(bytes: Uint8Array, whole: boolean): Promise<void>;
  /** With the size of each piece, before it is handed on: what it throws ends the content. */
  onBytes(count: number): void;
}

/** The same content, looked at. The source is told at once when whoever reads it wants no more. Throws BAD_INPUT for what is no stream. */
export function passing(content: BlobContent, watch: Passing): ReadableStream<Uint8Array> {
  const source = openSource(content);
  const end = new AbortController();
  const looked = look(source.pieces(end.signal), watch);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await looked.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          source.cancel(error);
          throw error;
        }
      },
      cancel(reason) {
        end.abort(reason);
        source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* look(pieces: AsyncIterable<Uint8Array>, { beginning, onBeginning, onBytes }: Passing): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] | undefined = [];
  let size = 0;
  for await (const piece of pieces) {
    onBytes(piece.byteLength);
    if (!held) {
      yield piece;
      continue;
    }
    // A copy: the source may use its buffer again once it is asked for more.
    held.push(new Uint8Array(piece));
    size += piece.byteLength;
    if (size <= beginning) continue;
    await onBeginning(concat(held).subarray(0, beginning), false);
    yield* held;
    held = undefined;
  }
  if (!held) return;
  await onBeginning(concat(held), true);
  yield* held;
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0];
  return Buffer.concat(pieces);
}
