// What other parts of the page want of the message box: a starter or a follow-up goes out as if it stood in it; words to be changed first,
// as the prompt of a link, only stand in it.
import type { Starter } from "@colloquy/protocol";
import type { Draft } from "./draft.ts";

export interface MessageBox {
  /** Sends what a starter says, with its own command or the chosen one, and with the modes as they are. */
  send(starter: Pick<Starter, "message" | "command">): void;
  /** Puts words, or a command, into the box, before what stands there, and the focus after them. */
  put(words: string | Draft): void;
  /** Puts words behind what stands there, as a paragraph of their own, and the focus below them. */
  add(words: string): void;
  /** Goes back (1) or on (-1) through what was sent before, while the box has the focus; with `ifEmpty` only from an empty one. False when there is nothing that way. */
  walk(by: 1 | -1, ifEmpty?: boolean): boolean;
}

/** Stands for the message box wherever it is not at hand; keeps what is wanted of it until it is there. */
export class ComposerInbox implements MessageBox {
  #box: MessageBox | undefined;
  #waiting: readonly ((box: MessageBox) => void)[] = [];

  send(starter: Pick<Starter, "message" | "command">): void {
    this.#want((box) => box.send(starter));
  }

  put(words: string | Draft): void {
    this.#want((box) => box.put(words));
  }

  add(words: string): void {
    this.#want((box) => box.add(words));
  }

  walk(by: 1 | -1, ifEmpty?: boolean): boolean {
    return this.#box?.walk(by, ifEmpty) ?? false;
  }

  /** Names the message box; what comes back takes it away again. */
  attend(box: MessageBox): () => void {
    this.#box = box;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const want of waiting) want(box);
    return () => {
      if (this.#box === box) this.#box = undefined;
    };
  }

  #want(want: (box: MessageBox) => void): void {
    if (this.#box) want(this.#box);
    else this.#waiting = [...this.#waiting, want];
  }
}
