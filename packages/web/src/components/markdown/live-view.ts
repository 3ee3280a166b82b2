// The view of an open leaf: what it can do, and what it is given.
import type { Definitions } from "./definitions.ts";
import type { InlineOptions } from "./inline-node.ts";
import type { Direction } from "./text-direction.ts";

export interface LiveLeaf {
  readonly element: HTMLElement;
  append(text: string): void;
  /** Takes the direction of its words, once they have one. */
  setDirection?(dir: Direction): void;
  /** The line is whole, though the next one has not begun. */
  endLine?(): void;
  /** The block is whole, and another view takes its place. */
  close?(): void;
}

/** What the live block says by itself, in the person's language. */
export interface LiveWords {
  /** Above code without a language. */
  readonly plainCode: string;
  readonly codeLabel: (language: string) => string;
  /** Where a text is more than a page can show with its formatting. */
  readonly tooLarge: string;
  readonly showAsText: string;
}

export interface LiveContext {
  readonly options: InlineOptions;
  readonly definitions: Definitions;
  readonly words: LiveWords;
  /** The person opened or closed the text behind the limit. */
  readonly onRestToggle: (open: boolean) => void;
}
