// A sentence of the page with words of others in it: each keeps its own direction, and none changes what stands around it.
import type { ReactNode } from "react";

const [OPEN, CLOSE] = ["\u2068", "\u2069"];

/** Marks words of others, to be put into a sentence. */
export function isolate(words: string): string {
  return OPEN + words.replaceAll(OPEN, "").replaceAll(CLOSE, "") + CLOSE;
}

/** The sentence, with what is marked in it as elements of their own. */
export function Isolated({ text }: { readonly text: string }): ReactNode {
  const pieces = text.split(/(\u2068[^\u2069]*\u2069)/).map((piece, at) => ({ piece, at, isOthers: at % 2 === 1 }));
  return pieces.map(({ piece, at, isOthers }) => (isOthers ? <bdi key={at}>{piece.slice(1, -1)}</bdi> : piece));
}
