// A client's line as server-sent events: one long answer to a plain HTTP request, for where no socket gets through, and for clients that
// want none. It is a stream that is read as fast as its reader takes it, so a reader who is slow is known here as on a socket.
import type { Cursor, ServerFrames } from "@colloquy/protocol";
import type { Clock, Timer } from "../../clock.ts";
import type { Tally } from "../../tally.ts";
import type { ClientLine, LineListener } from "./client-line.ts";

export interface StreamLineOptions {
  readonly clock: Clock;
  /** Counts what is said. */
  readonly tally: Pick<Tally, "frames">;
  /** A comment is said this often, so that nobody on the way takes the line for a dead one; in milliseconds. */
  readonly beatMs: number;
  /** Who takes nothing for so long is cut off, in milliseconds. */
  readonly patienceMs: number;
  /** The most that may wait to be read, in UTF-16 units, beside one frame of any size. */
  readonly unsentUnits: number;
  /** Told once, when the reader was cut off. */
  readonly onCut: () => void;
  /** Told once, when nothing of it is left. */
  readonly onOver: () => void;
}

const ENCODER = new TextEncoder();

/** One event stream as a line. */
export class StreamLine implements ClientLine {
  /** What the request is answered with. */
  readonly body: ReadableStream<Uint8Array>;
  readonly #options: StreamLineOptions;
  #listener: LineListener | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #waiting: string[] = [];
  #units = 0;
  #largest = 0;
  /** True while the reader has taken all there was, and waits. */
  #wanted = false;
  #takenAt: number;
  #beat: Timer | undefined;
  #state: "open" | "closing" | "over" = "open";

  constructor(options: StreamLineOptions) {
    this.#options = options;
    this.#takenAt = options.clock.now();
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#pull(),
        cancel: () => this.#end(),
      },
      { highWaterMark: 0 },
    );
    // Who stands on the way sees at once what is to come.
    this.#tellNow();
    this.#arm();
  }

  get open(): boolean {
    return this.#state === "open";
  }

  get idle(): boolean {
    return this.#wanted;
  }

  listen(listener: LineListener): void {
    this.#listener = listener;
  }

  say<Name extends keyof ServerFrames>(name: Name, values: Readonly<Parameters<ServerFrames[Name]>>, toCursor?: () => Cursor): void {
    if (!this.open) return;
    this.#options.tally.frames += 1;
    const id = toCursor ? `id: ${JSON.stringify(toCursor())}\n` : "";
    // Text is a flat list; all else is one object.
    this.#write(`event: ${name}\n${id}data: ${JSON.stringify(name === "t" ? values : values[0])}\n\n`);
  }

  close(): void {
    if (!this.open) return;
    this.#state = "closing";
    this.#listener?.gone();
    if (this.#wanted) this.#finish();
  }

  #write(text: string): void {
    if (this.#wanted) {
      this.#wanted = false;
      this.#controller?.enqueue(ENCODER.encode(text));
      return;
    }
    this.#waiting.push(text);
    this.#units += text.length;
    this.#largest = Math.max(this.#largest, text.length);
    // A snapshot may have any size: it is what a thread is. It is sent once, when the line is free.
    if (this.#units - this.#largest > this.#options.unsentUnits) this.#cut();
  }

  #pull(): void {
    this.#takenAt = this.#options.clock.now();
    if (this.#waiting.length > 0) {
      const text = this.#waiting.join("");
      this.#waiting = [];
      this.#units = 0;
      this.#largest = 0;
      this.#controller?.enqueue(ENCODER.encode(text));
      return;
    }
    this.#wanted = true;
    if (this.#state === "closing") this.#finish();
    else this.#listener?.drained();
  }

  /** Which time it is goes along: a sign of life, and what deadlines are counted by. */
  #tellNow(): void {
    this.#write(`: ${new Date(this.#options.clock.now()).toISOString()}\n\n`);
  }

  #arm(): void {
    const { clock, beatMs, patienceMs } = this.#options;
    const beat = (): void => {
      if (!this.#wanted && clock.now() - this.#takenAt >= patienceMs) {
        this.#cut();
        return;
      }
      if (this.open && this.#wanted) this.#tellNow();
      this.#arm();
    };
    this.#beat = clock.setTimeout(beat, beatMs, { background: true });
  }

  /** To close it in order would wait for who does not read. */
  #cut(): void {
    if (this.#state === "over") return;
    this.#options.onCut();
    this.#controller?.error(new Error("Nobody went on reading a stream."));
    this.#end();
  }

  #finish(): void {
    this.#controller?.close();
    this.#end();
  }

  #end(): void {
    if (this.#state === "over") return;
    const wasOpen = this.open;
    this.#state = "over";
    this.#beat?.cancel();
    this.#waiting = [];
    if (wasOpen) this.#listener?.gone();
    this.#options.onOver();
  }
}
