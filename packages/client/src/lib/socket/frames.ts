// What comes over one connection, whichever way it is carried: frames are handed on until it is over, and it is over once.
import {
  type Attached,
  type ChatSnapshot,
  type ErrorBody,
  type FactsFrame,
  type ServerFrames,
  type ServerNotice,
  TextFrameReader,
} from "@colloquy/protocol";

/** What a connection tells its owner. After `lost`, nothing more. */
export interface ConnectionListener {
  attached(frame: Attached): void;
  snapshot(frame: ChatSnapshot): void;
  facts(frame: FactsFrame): void;
  notice(frame: ServerNotice): void;
  /** The error is what the server said, if it said anything. */
  lost(error: ErrorBody | undefined): void;
}

/** How each frame is handed on, by its name. */
type Takers = { readonly [Name in keyof ServerFrames]: ServerFrames[Name] };

/** The frames of one connection. The server is ours, so they are believed: a browser loads no schemas for them. */
export class Frames {
  readonly #listener: ConnectionListener;
  readonly #end: () => void;
  readonly #texts = new TextFrameReader();
  #open = true;
  /** Text frames carry no epoch: a connection has one. */
  #epoch = 0;
  readonly #takers: Takers;

  /** `end` closes what carries them. */
  constructor(listener: ConnectionListener, end: () => void) {
    this.#listener = listener;
    this.#end = end;
    this.#takers = {
      attached: (frame) => {
        this.#epoch = frame.epoch;
        listener.attached(frame);
      },
      snapshot: (frame) => listener.snapshot(frame),
      facts: (frame) => listener.facts(frame),
      t: (...frame) => listener.facts({ epoch: this.#epoch, seq: 0, facts: this.#texts.read(frame) }),
      notice: (frame) => listener.notice(frame),
    };
  }

  get open(): boolean {
    return this.#open;
  }

  /** The names of the frames there are. */
  get names(): readonly (keyof ServerFrames)[] {
    return Object.keys(this.#takers) as (keyof ServerFrames)[];
  }

  /** One frame; what is none of ours is passed over. */
  take(name: keyof ServerFrames, values: readonly unknown[]): void {
    const taker = this.#takers[name] as ((...values: readonly unknown[]) => void) | undefined;
    if (taker) this.hear(() => taker(...values));
  }

  /** Does what follows from something that came. What cannot be understood ends this connection: the next one begins with a whole state. */
  hear(handle: () => void): void {
    if (!this.#open) return;
    try {
      handle();
    } catch (error) {
      this.lose({ code: "INTERNAL", message: "The page did not understand the server.", fix: "Reload the page if this goes on." });
      throw error;
    }
  }

  /** The connection is over, and its owner is told. */
  lose(error: ErrorBody | undefined): void {
    if (!this.#open) return;
    this.close();
    this.#listener.lost(error);
  }

  /** The connection is over without a word. */
  close(): void {
    this.#open = false;
    this.#end();
  }

  /** From now on nothing is handed on, while something is still to be said. */
  stop(): void {
    this.#open = false;
  }
}
