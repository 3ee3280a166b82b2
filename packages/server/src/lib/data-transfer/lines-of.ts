// The lines of a file. Only a line feed ends one: the line separators of Unicode may stand within JSON, and Node's own reader ends lines there.
import { ChatError } from "@colloquy/protocol";

/** No row is longer than this, in UTF-16 units; what is would not fit into a string, or into the memory. */
const LONGEST_LINE = 2 ** 27;

/** Each line without its end. One line is held at a time. Throws BAD_INPUT for one that is longer than any row is. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, longest = LONGEST_LINE): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held: string[] = [];
  let [length, at] = [0, 1];
  const hold = (piece: string) => {
    length += piece.length;
    if (length > longest)
      throw new ChatError("BAD_INPUT", `Line ${at} is longer than any line of an export is.`, {
        fix: "Take it out, or make the export again; what was read before it can be read again.",
      });
    held.push(piece);
  };
  for await (const piece of bytes) {
    const [first = "", ...rest] = decoder.decode(piece, { stream: true }).split("\n");
    hold(first);
    for (const next of rest) {
      yield held.join("");
      held = [];
      length = 0;
      at += 1;
      hold(next);
    }
  }
  const last = held.join("") + decoder.decode();
  if (last !== "") yield last;
}
