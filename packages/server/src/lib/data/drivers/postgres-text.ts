// Any JavaScript string in PostgreSQL. Its texts hold neither a NUL nor half of a surrogate pair.

import { isPlainText } from "../../storable.ts";
import { foldSaid } from "../said.ts";

/** A string as two columns, of which one is null: readable text, or the hexadecimal bytes of its UTF-16 units. */
export function toPieceColumns(text: string): { readonly piece: string | null; readonly units: string | null } {
  return isPlainText(text) ? { piece: text, units: null } : { piece: null, units: Buffer.from(text, "utf16le").toString("hex") };
}

/** The string of a row; bytes come as they are. */
export function fromPieceColumns({ piece, units }: { readonly piece: string | null; readonly units: Uint8Array | null }): string {
  return piece ?? Buffer.from(units ?? []).toString("utf16le");
}

/**
 * A folded text or word for searching. Units that no text of PostgreSQL holds become characters of the last private plane, each its own: what
 * is looked for is changed in the same way, so it is found all the same.
 */
export function toSearchable(folded: string): string {
  return isPlainText(folded)
    ? folded
    : folded.replace(/[\p{Surrogate}\0]/gu, (unit) => String.fromCodePoint(0x10_0000 + unit.charCodeAt(0)));
}

/** What is stored of a message for searching. */
export function toSaidColumn(text: string): string {
  return toSearchable(foldSaid(text));
}

/** A pattern of LIKE that finds the word anywhere. */
export function toPattern(word: string): string {
  return `%${escaped(word)}%`;
}

/** One that finds it behind a space. */
export function toBeginPattern(word: string): string {
  return `% ${escaped(word)}%`;
}

function escaped(word: string): string {
  return toSearchable(word).replace(/[\\%_]/g, "\\$&");
}
