// Which runs of marks may open and which may close. CommonMark asks for a space or punctuation on one side, which texts without spaces
// between words do not have: beside a CJK letter or CJK punctuation, `*` and `~` look at spaces only. Latin text reads as the standard says.
import { characterAt, characterBefore, isCjkAt, isCjkBefore, isPunctuation, isSpace } from "./inline-characters.ts";

export interface Flanking {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** What a run of `*`, `_` or `~` of some length at an index may do. */
export function flankingOf(text: string, at: number, length: number): Flanking {
  const character = text[at];
  const before = characterBefore(text, at);
  const after = characterAt(text, at + length);
  const spaceBefore = isSpace(before);
  const spaceAfter = isSpace(after);
  const markBefore = isPunctuation(before);
  const markAfter = isPunctuation(after);
  if (character === "_") {
    const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
    const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
    return { opens: left && (!right || markBefore), closes: right && (!left || markAfter) };
  }
  const cjkBefore = isCjkBefore(text, at);
  const cjkAfter = isCjkAt(text, at + length);
  return {
    opens: !spaceAfter && (!markAfter || cjkAfter || spaceBefore || markBefore || cjkBefore),
    closes: !spaceBefore && (!markBefore || cjkBefore || spaceAfter || markAfter || cjkAfter),
  };
}
