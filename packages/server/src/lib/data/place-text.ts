// Where a piece of text goes: the one rule by which all drivers append.
import { ChatError, type StepText } from "@colloquy/protocol";

/** What a store has to do with a piece. */
export type Placement = { readonly kind: "append" | "replace"; readonly text: string } | { readonly kind: "nothing" };

/** Compares a piece with what is stored of its text (`undefined`: nothing yet). Throws STORE_FAILED when something is missing between them. */
export function placeText(stored: { readonly rev: number; readonly length: number } | undefined, piece: StepText): Placement {
  if (stored && piece.rev < stored.rev) return { kind: "nothing" };
  if (!stored || piece.rev > stored.rev) {
    if (piece.at !== 0) throw gap(piece, 0);
    return { kind: "replace", text: piece.text };
  }
  if (piece.at > stored.length) throw gap(piece, stored.length);
  const text = piece.text.slice(stored.length - piece.at);
  return text === "" ? { kind: "nothing" } : { kind: "append", text };
}

function gap(piece: StepText, length: number): ChatError {
  return new ChatError(
    "STORE_FAILED",
    `The ${piece.field} of step ${piece.stepId} goes on at ${piece.at}, but the stored text ends at ${length}.`,
  );
}
