// A file of the store as the web's own `File`, which schemas know. Its size and its type are known, its content is read when it is asked for.
import { ChatError } from "@colloquy/protocol";
import type { FileRow } from "../../data/file-rows.ts";

type Open = () => Promise<ReadableStream<Uint8Array> | undefined>;

export class StoredFile extends File {
  readonly #size: number;
  readonly #open: Open;

  constructor({ name, mime, size }: Pick<FileRow, "name" | "mime" | "size">, open: Open) {
    super([], name, { type: mime });
    this.#size = size;
    this.#open = open;
  }

  override get size(): number {
    return this.#size;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.stream() as never).arrayBuffer();
  }

  override async text(): Promise<string> {
    return new Response(this.stream() as never).text();
  }

  /** All of its bytes. */
  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer());
  }

  /** Its content. Fails with NOT_FOUND when it is gone. */
  override stream(): ReturnType<File["stream"]> {
    const open = this.#open;
    const { name } = this;
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    return new ReadableStream<Uint8Array>({
      async start() {
        reader = (await open())?.getReader();
        if (!reader) throw new ChatError("NOT_FOUND", `The content of ${name} is gone.`);
      },
      async pull(controller) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader?.cancel(reason),
    }) as ReturnType<File["stream"]>;
  }

  override slice(): Blob {
    throw new ChatError("NOT_SUPPORTED", "A part of a file that was sent cannot be cut out.", {
      fix: "Read it with bytes(), and cut that.",
    });
  }
}
